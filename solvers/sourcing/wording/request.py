"""What the request asks, and locks, in words."""

from collections.abc import Callable

from models.request import EachCountry, PlanRequest, Scope, ShareCap, ShareFloor
from solvers.sourcing.tables import ProblemTables
from solvers.sourcing.wording.text import Wording, amount, per_cent, place_of


def _of_plan(limit: str, place: str, text: str, unit: str) -> Callable[[ProblemTables, int], Wording]:
    def word(t: ProblemTables, _at: int) -> Wording:
        value = getattr(t.limits, limit)
        shown = per_cent(value) if unit == "percentage points" else amount(value)
        named = t.case.currency if unit == "money" else unit
        rule = "budget" if "/budget/" in place else limit
        return Wording(rule, place, text.format(shown, t.case.currency), named)

    return word


def _fixed_share(t: ProblemTables, at: int) -> Wording:
    fixed, case = t.fixed_shares, t.case
    row = int(fixed.row[at])
    lock = fixed.source[at] == "locks"
    place = place_of(t, "locks", row, "share") if lock else f"/request/fixed/{row}/share"
    reason = case.profile["locks"]["reason"][row] if lock else None
    share = per_cent(float(fixed.share[at]))
    verb = "keeps" if lock else "gets"
    text = f"{case.suppliers.id[fixed.supplier[at]]} {verb} {share} of {case.items.id[fixed.item[at]]}"
    text += f" at {case.plants.id[fixed.plant[at]]}" if fixed.plant[at] >= 0 else ""
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


def whole_row(t: ProblemTables, at: int) -> str:
    """Where a lock or a fixed award stands as a whole."""
    row = int(t.fixed_shares.row[at])
    return place_of(t, "locks", row, "") if t.fixed_shares.source[at] == "locks" else f"/request/fixed/{row}"


def limit_name(t: ProblemTables, number: int) -> str:
    """The id of a share limit's rule."""
    limit = t.share_limits[number]
    return limit.source if limit.source == "each_country" else limit.label


_TIED = {"origin": "from", "ownership": "owned from", "look_through": "by content from", "any": "tied to"}


def share_text(request: PlanRequest, source: str, row: int, limit: float) -> str:
    """A share limit in words: at most 40 % of spend from CN in category=magnets, from period 3 on."""
    rule: EachCountry | ShareCap | ShareFloor
    begins = ""
    if source == "each_country":
        assert request.each_country is not None
        rule = request.each_country
        spared = "the firm's own" if rule.except_ is None else "+".join(rule.except_)
        names = "any one country" + (f" but {spared}" if spared else "")
    else:
        rule = request.caps[row] if source == "caps" else request.floors[row]
        names = "+".join(rule.countries)
        begins = f", from period {rule.from_period} on" if rule.from_period > 1 else ""
    bound = "at least" if source == "floors" else "at most"
    words = f"{bound} {per_cent(limit)} of {_base_words(rule.base)} {_TIED[rule.measure]} {names}"
    return words + _scope_words(rule.scope) + begins


def _base_words(base: str) -> str:
    return {"landed": "landed cost", "reference": "reference value"}.get(base, base)


def _scope_words(scope: Scope) -> str:
    label = scope.label()
    return f" in {label}" if label else ""


REQUEST_WORDS = {
    "pace": _of_plan(
        "pace",
        "/request/max_moved_share",
        "at most {} of an item moves to other sources in a period",
        "percentage points",
    ),
    "changes": _of_plan("changes", "/request/max_changes", "sources added or dropped: at most {}", "changes"),
    "one_off": _of_plan(
        "one_off",
        "/request/budget/one_off",
        "at most {} {} for qualification, tooling and onboarding",
        "money",
    ),
    "capital": _of_plan("capital", "/request/budget/capital", "at most {} {} for investments", "money"),
    "fixed_share": _fixed_share,
    "share_limit": _share_limit,
}
