"""A request against a case: names that the profile does not have, shares that cannot fit."""

from collections import defaultdict

import numpy as np

from models.case.case import SourcingCase
from models.errors import RequestError
from models.issues import Issue, did_you_mean
from models.profile.rows import Array
from models.request import PlanRequest, Scope
from models.request.read import share_rules


def check_request(case: SourcingCase, request: PlanRequest, prefix: str = "/request") -> None:
    """Check a request against the profile it is for.

    Raises:
        RequestError: with every fault.
    """
    found: list[Issue] = []
    for place, rule in share_rules(request, prefix):
        _check_scope(case, rule.scope, f"{place}/scope", found)
        if rule.base == "quantity":
            _check_units(case, rule.scope, place, found)
    for place, rule in share_rules(request, prefix):
        start = getattr(rule, "from_period", 1)
        if start > len(case.periods):
            message = f"the horizon has {len(case.periods)} period(s): the rule would never bind"
            found.append(Issue("out_of_range", "fault", f"{place}/from_period", str(start), message))
    _check_fixed(case, request, prefix, found)
    _check_forbidden(case, request, prefix, found)
    if found:
        raise RequestError(found)


def _known(ids: Array, name: str | None, what: str, place: str, found: list[Issue]) -> bool:
    """Whether a name is among the ids; otherwise a fault is added."""
    if name is None or name in set(ids.tolist()):
        return True
    names = [str(i) for i in ids if i is not None]
    found.append(
        Issue(
            "unknown_reference", "fault", place, name, f'"{name}" is not in {what}', did_you_mean(name, names)
        )
    )
    return False


def _check_scope(case: SourcingCase, scope: Scope, place: str, found: list[Issue]) -> None:
    _known(case.items.id, scope.item, "items", f"{place}/item", found)
    _known(case.items.category, scope.category, "the categories of items", f"{place}/category", found)
    _known(case.plants.id, scope.plant, "plants", f"{place}/plant", found)


def scope_items(case: SourcingCase, scope: Scope) -> Array:
    """Which items a scope holds, plants aside."""
    inside = np.ones(len(case.items.id), dtype=bool)
    if scope.item is not None:
        inside &= case.items.id == scope.item
    if scope.category is not None:
        inside &= case.items.category == scope.category
    if scope.critical is not None:
        inside &= case.items.critical == scope.critical
    return inside


def _check_units(case: SourcingCase, scope: Scope, place: str, found: list[Issue]) -> None:
    needed = np.zeros(len(case.items.id), dtype=bool)
    needed[case.needs.item] = True
    units = sorted(set(case.items.unit[scope_items(case, scope) & needed].tolist()))
    if len(units) > 1:
        message = f"the scope holds items in {', '.join(units)}: their quantities cannot be added"
        hint = "use base spend or landed, or a scope of one unit"
        found.append(Issue("mixed_units", "fault", f"{place}/base", "quantity", message, hint))


def _check_fixed(case: SourcingCase, request: PlanRequest, prefix: str, found: list[Issue]) -> None:
    offered = (
        set(zip(case.items.id[case.quotes.item], case.suppliers.id[case.quotes.supplier], strict=True))
        if request.fixed
        else set()
    )
    sums: dict[tuple[str, str | None], float] = defaultdict(float)
    for at, award in enumerate(request.fixed):
        place = f"{prefix}/fixed/{at}"
        known = _known(case.items.id, award.item, "items", f"{place}/item", found)
        known &= _known(case.suppliers.id, award.supplier, "suppliers", f"{place}/supplier", found)
        known &= _known(case.plants.id, award.plant, "plants", f"{place}/plant", found)
        if known and (award.item, award.supplier) not in offered:
            message = f'"{award.supplier}" has no quote for "{award.item}"'
            found.append(Issue("unknown_reference", "fault", f"{place}/supplier", award.supplier, message))
        sums[award.item, award.plant] += award.share
        if sums[award.item, award.plant] > 1 + 1e-9:
            message = f'the fixed shares of "{award.item}" add up to more than 1'
            found.append(Issue("shares_exceed_one", "fault", f"{place}/share", str(award.share), message))


def _check_forbidden(case: SourcingCase, request: PlanRequest, prefix: str, found: list[Issue]) -> None:
    for at, bar in enumerate(request.forbidden):
        place = f"{prefix}/forbidden/{at}"
        _known(case.items.id, bar.item, "items", f"{place}/item", found)
        _known(case.suppliers.id, bar.supplier, "suppliers", f"{place}/supplier", found)
        _known(case.quotes.id, bar.quote, "quotes", f"{place}/quote", found)
