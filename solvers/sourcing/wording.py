"""A rule in a buyer's words, with the place where it can be changed."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from models.request import EachCountry, PlanRequest, Scope, ShareCap, ShareFloor
from solvers.sourcing.rules import Rule
from solvers.sourcing.tables import ProblemTables


@dataclass(frozen=True, slots=True)
class Wording:
    """A rule for people.

    Attributes:
        rule: its kind.
        place: where it stands in the profile or request.
        text: one clause in the words of the profile.
        unit: of its limit: percentage points, item units, suppliers.
    """

    rule: str
    place: str
    text: str
    unit: str

    def as_dict(self) -> dict[str, str]:
        """The wire form."""
        return {"rule": self.rule, "place": self.place, "text": self.text, "unit": self.unit}


def wording(t: ProblemTables, rule: Rule) -> Wording:
    """Word a rule."""
    return _WORDS[rule.kind](t, rule.index)


def per_cent(share: float) -> str:
    """A share for people: 40 %, 41.3 %."""
    return f"{100 * share:.4f}".rstrip("0").rstrip(".") + " %"


def amount(quantity: float) -> str:
    """A quantity for people: thousands separated, no needless decimals."""
    text = f"{quantity:,.3f}"
    return text.rstrip("0").rstrip(".")


def of_unit(quantity: float, unit: object) -> str:
    """A quantity with its unit, which is left out where it only says "each"."""
    return amount(quantity) if unit == "each" else f"{amount(quantity)} {unit}"


def _place(t: ProblemTables, table: str, row: int, column: str) -> str:
    return t.case.profile.places.of(table, row, column)


def _demand_row(t: ProblemTables, need: int) -> int:
    needs, rows = t.case.needs, t.case.profile["demand"]
    item, plant = t.case.items.id[needs.item[need]], t.case.plants.id[needs.plant[need]]
    places = zip(rows["item"], rows["plant"], strict=True)
    return next(at for at, place in enumerate(places) if place in ((item, plant), (item, None)))


def _need(t: ProblemTables, at: int) -> Wording:
    needs, case = t.case.needs, t.case
    item = needs.item[at]
    where = f" at {case.plants.id[needs.plant[at]]}" if len(case.plants.id) > 1 else ""
    text = f"{of_unit(needs.quantity[at], case.items.unit[item])} of {case.items.id[item]} are needed{where}"
    return Wording(
        "need", _place(t, "demand", _demand_row(t, at), "quantity"), text, str(case.items.unit[item])
    )


def _supplier_capacity(t: ProblemTables, at: int) -> Wording:
    limits = t.supplier_capacities
    supplier = int(limits.supplier[at])
    text = (
        f"{t.case.suppliers.id[supplier]} can deliver at most {amount(limits.capacity[at])} (capacity units)"
    )
    return Wording("supplier_capacity", _place(t, "suppliers", supplier, "capacity"), text, "capacity units")


def _capacity(t: ProblemTables, at: int) -> Wording:
    case = t.case
    row = int(case.capacities.row[at])
    written = case.profile["capacities"]
    whose = written["supplier"][row] or f"the group {written['group'][row]}"
    counted = {"spend": case.currency, "rate": "of its resource"}.get(written["unit"][row], "units")
    quantity = amount(t.case.capacities.quantity[at])
    when = in_period(t, int(case.capacities.period[at]))
    text = f"{written['id'][row]}: {whose} can deliver at most {quantity} {counted}{when}"
    return Wording("capacity", _place(t, "capacities", row, "quantity"), text, counted)


def in_period(t: ProblemTables, period: int) -> str:
    """The period in words, where there are several."""
    return f" in period {period}" if len(t.case.periods) > 1 else ""


def _of_plan(limit: str, place: str, text: str, unit: str) -> Callable[[ProblemTables, int], Wording]:
    def word(t: ProblemTables, _at: int) -> Wording:
        value = getattr(t.limits, limit)
        shown = per_cent(value) if unit == "percentage points" else amount(value)
        named = t.case.currency if unit == "money" else unit
        return Wording(place.rpartition("/")[2], place, text.format(shown, t.case.currency), named)

    return word


def _of_quote(column: str, template: str) -> Callable[[ProblemTables, int], Wording]:
    def word(t: ProblemTables, at: int) -> Wording:
        uses, case = t.uses, t.case
        quote = int(uses.quote[at])
        item = case.quotes.item[quote]
        values = {
            "quote": case.quotes.id[quote],
            "capacity": of_unit(uses.capacity[at], case.items.unit[item]),
            "max_share": per_cent(float(uses.max_share[at])),
            "min_share": per_cent(float(uses.min_share[at])),
            "min_order": of_unit(uses.min_order[at], case.items.unit[item]),
            "lot_size": of_unit(uses.lot_size[at], case.items.unit[item]),
        }
        of_units = column in ("capacity", "min_order", "lot_size")
        unit = str(case.items.unit[item]) if of_units else "percentage points"
        rule = {"capacity": "quote_capacity", "lot_size": "lot"}.get(column, column)
        of_item = column == "min_share" and uses.min_share[at] > case.quotes.min_share[quote]
        place = _place(t, "items", item, "least_share") if of_item else _place(t, "quotes", quote, column)
        return Wording(rule, place, template.format(**values), unit)

    return word


def _bar(t: ProblemTables, at: int) -> Wording:
    bar = t.bars[at]
    if bar.source == "forbidden":
        given = t.request.forbidden[bar.row].model_dump(exclude_none=True)
        what = " ".join(f"{k} {v}" for k, v in given.items())
        return Wording(
            "forbidden", f"/request/forbidden/{bar.row}", f"{what} is forbidden by the request", "rule"
        )
    if bar.source == "max_lead_time_days":
        days = t.request.max_lead_time_days
        return Wording(
            "lead_time", "/request/max_lead_time_days", f"nothing slower than {days:g} days", "days"
        )
    return _bar_of_profile(t, bar.source, bar.row)


def _bar_of_profile(t: ProblemTables, source: str, row: int) -> Wording:
    if source == "suppliers":
        reason = t.case.profile["suppliers"]["excluded_reason"][row]
        text = f"{t.case.suppliers.id[row]} is excluded" + (f": {reason}" if reason else "")
        return Wording("supplier_excluded", _place(t, "suppliers", row, "excluded"), text, "rule")
    if source == "quotes":
        several = len(t.case.periods) > 1
        when = "in every period of the plan" if several else "when the plan starts"
        text = f"{t.case.quotes.id[row]} is not valid {when}"
        ended = t.case.quotes.valid_to[row] < np.datetime64(t.case.periods[-1].start)
        place = _place(t, "quotes", row, "valid_to" if ended else "valid_from")
        return Wording("validity", place, text, "rule")
    if source in ("qualification_days", "onboarding_days"):
        return _lead_time(t, source, row)
    rows = t.case.profile["exclusions"]
    keys = ("country", "region", "owner_country", "vendor", "supplier", "item", "category")
    what = " ".join(f"{key} {rows[key][row]}" for key in keys if rows[key][row] is not None)
    why = ", ".join(str(rows[key][row]) for key in ("list", "reason") if rows[key][row])
    text = f"{what} is excluded" + (f": {why}" if why else "")
    return Wording("exclusion", _place(t, "exclusions", row, ""), text, "rule")


def _lead_time(t: ProblemTables, source: str, row: int) -> Wording:
    case = t.case
    if source == "qualification_days":
        days, name = case.quotes.qualification_days[row], case.quotes.id[row]
        text, place = f"{name} is qualified only after {days:g} days", _place(t, "quotes", row, source)
    else:
        days, name = case.suppliers.onboarding_days[row], case.suppliers.id[row]
        text, place = f"{name} is onboarded only after {days:g} days", _place(t, "suppliers", row, source)
    return Wording("lead_time", place, text, "rule")


def _count(column: str, asked: str) -> Callable[[ProblemTables, int], Wording]:
    def word(t: ProblemTables, at: int) -> Wording:
        counts = t.supplier_counts
        item = int(counts.item[at])
        own = (
            t.case.items.min_suppliers[item]
            if column == "min_suppliers"
            else t.case.items.max_suppliers[item]
        )
        number = counts.least[at] if column == "min_suppliers" else counts.most[at]
        key = column.removesuffix("_suppliers")
        place = _place(t, "items", item, column) if own == number else f"/request/suppliers_per_item/{key}"
        kinds = {"site": "suppliers", "owner": "owners", "country": "countries"}
        text = f"{t.case.items.id[item]} {asked} {number:g} {kinds[str(t.case.items.distinct[item])]}"
        return Wording(column, place, text, "suppliers")

    return word


def _contract(t: ProblemTables, at: int) -> Wording:
    contracts, case = t.contracts, t.case
    item = contracts.item[at]
    text = (
        f"the contract with {case.suppliers.id[contracts.supplier[at]]} takes at least "
        f"{of_unit(contracts.quantity[at], case.items.unit[item])} of {case.items.id[item]}"
    )
    return Wording(
        "contract",
        _place(t, "contracts", int(contracts.row[at]), "quantity"),
        text,
        str(case.items.unit[item]),
    )


def _fixed_share(t: ProblemTables, at: int) -> Wording:
    fixed, case = t.fixed_shares, t.case
    row = int(fixed.row[at])
    lock = fixed.source[at] == "locks"
    place = _place(t, "locks", row, "share") if lock else f"/request/fixed/{row}/share"
    reason = case.profile["locks"]["reason"][row] if lock else None
    share = per_cent(float(fixed.share[at]))
    verb = "keeps" if lock else "gets"
    text = f"{case.suppliers.id[fixed.supplier[at]]} {verb} {share} of {case.items.id[fixed.item[at]]}"
    text += f" ({str(reason).replace('_', ' ')})" if reason else ""
    return Wording("lock" if lock else "fixed", place, text, "percentage points")


def _share_limit(t: ProblemTables, at: int) -> Wording:
    limit = t.share_limits[at]
    kind = {"caps": "cap", "floors": "floor"}.get(limit.source, "each_country")
    field = "min_share" if limit.source == "floors" else "max_share"
    place = (
        f"/request/each_country/{field}"
        if kind == "each_country"
        else f"/request/{limit.source}/{limit.row}/{field}"
    )
    text = share_text(t.request, limit.source, limit.row, limit.limit)
    if limit.price is not None:
        text += f", or {limit.price:,.10g} {t.case.currency} a point"
    return Wording(kind, place, text, "percentage points")


def limit_name(t: ProblemTables, number: int) -> str:
    """The id of a share limit's rule."""
    limit = t.share_limits[number]
    return limit.source if limit.source == "each_country" else limit.label


_TIED = {"origin": "from", "ownership": "owned from", "look_through": "by content from", "any": "tied to"}


def share_text(request: PlanRequest, source: str, row: int, limit: float) -> str:
    """A share limit in words: at most 40 % of spend from CN in category=magnets."""
    rule: EachCountry | ShareCap | ShareFloor
    if source == "each_country":
        assert request.each_country is not None
        rule = request.each_country
        spared = "the firm's own" if rule.except_ is None else "+".join(rule.except_)
        names = "any one country" + (f" but {spared}" if spared else "")
    else:
        rule = request.caps[row] if source == "caps" else request.floors[row]
        names = "+".join(rule.countries)
    bound = "at least" if source == "floors" else "at most"
    words = f"{bound} {per_cent(limit)} of {_base_words(rule.base)} {_TIED[rule.measure]} {names}"
    return words + _scope_words(rule.scope)


def _base_words(base: str) -> str:
    return {"landed": "landed cost", "reference": "reference value"}.get(base, base)


def _scope_words(scope: Scope) -> str:
    label = scope.label()
    return f" in {label}" if label else ""


_WORDS = {
    "need": _need,
    "supplier_capacity": _supplier_capacity,
    "capacity": _capacity,
    "moved_share": _of_plan(
        "moved_share",
        "/request/max_moved_share",
        "at most {} of an item moves to other sources in a period",
        "percentage points",
    ),
    "changes": _of_plan(
        "changes", "/request/max_changes", "at most {} sources are added or dropped", "changes"
    ),
    "one_off": _of_plan(
        "one_off",
        "/request/budget/one_off",
        "at most {} {} for qualification, tooling and onboarding",
        "money",
    ),
    "capital": _of_plan("capital", "/request/budget/capital", "at most {} {} for investments", "money"),
    "quote_capacity": _of_quote("capacity", "{quote} delivers at most {capacity}"),
    "max_share": _of_quote("max_share", "{quote} may get at most {max_share}"),
    "min_share": _of_quote("min_share", "{quote} gets at least {min_share} when used"),
    "min_order": _of_quote("min_order", "{quote} sells at least {min_order} when used"),
    "lot": _of_quote("lot_size", "{quote} is sold in whole lots of {lot_size}"),
    "bar": _bar,
    "min_suppliers": _count("min_suppliers", "needs at least"),
    "max_suppliers": _count("max_suppliers", "may have at most"),
    "contract": _contract,
    "fixed_share": _fixed_share,
    "share_limit": _share_limit,
}
