"""What bars a quote, in words."""

import numpy as np

from solvers.sourcing.tables import ProblemTables
from solvers.sourcing.wording.text import Wording, place_of


def bar_words(t: ProblemTables, at: int) -> Wording:
    """Word a bar: of the request, or of the profile."""
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
    return _of_profile(t, bar.source, bar.row)


def _of_profile(t: ProblemTables, source: str, row: int) -> Wording:
    if source == "suppliers":
        reason = t.case.profile["suppliers"]["excluded_reason"][row]
        text = f"{t.case.suppliers.id[row]} is excluded" + (f": {reason}" if reason else "")
        return Wording("supplier_excluded", place_of(t, "suppliers", row, "excluded"), text, "rule")
    if source == "quotes":
        text = f"{t.case.quotes.id[row]} is not valid"
        if len(t.case.periods) == 1:
            text += " when the plan starts"
        ended = t.case.quotes.valid_to[row] < np.datetime64(t.case.periods[-1].start)
        place = place_of(t, "quotes", row, "valid_to" if ended else "valid_from")
        return Wording("validity", place, text, "rule")
    if source in ("qualification_days", "onboarding_days"):
        return _lead_time(t, source, row)
    rows = t.case.profile["exclusions"]
    keys = ("country", "region", "owner_country", "vendor", "supplier", "item", "category")
    what = " ".join(f"{key} {rows[key][row]}" for key in keys if rows[key][row] is not None)
    why = ", ".join(str(rows[key][row]) for key in ("list", "reason") if rows[key][row])
    text = f"{what} is excluded" + (f": {why}" if why else "")
    return Wording("exclusion", place_of(t, "exclusions", row, ""), text, "rule")


def _lead_time(t: ProblemTables, source: str, row: int) -> Wording:
    case = t.case
    if source == "qualification_days":
        days, name = case.quotes.qualification_days[row], case.quotes.id[row]
        text, place = f"{name} is qualified only after {days:g} days", place_of(t, "quotes", row, source)
    else:
        days, name = case.suppliers.onboarding_days[row], case.suppliers.id[row]
        text, place = f"{name} is onboarded only after {days:g} days", place_of(t, "suppliers", row, source)
    return Wording("lead_time", place, text, "rule")
