"""Tables without which nothing can be planned, and statements this version does not honour yet."""

from models.case.view import View
from models.profile.collect import Collector
from models.profile.schema import REQUIRED_TABLES, TABLES


def check_support(view: View, collect: Collector) -> None:
    """Report absent tables and periods outside the horizon."""
    for name in (*REQUIRED_TABLES, "profile", "firm"):
        if not len(view.profile[name]):
            message = f"the profile has no {collect.places.table_word(name)}: {TABLES[name].doc}"
            collect.add("missing_table", collect.places.of(name), message, found=name)
    _check_horizon(view, collect)


def _check_horizon(view: View, collect: Collector) -> None:
    place = collect.places
    if view.horizon.endless:
        column = "count" if view.profile["horizon"].given("count").any() else "start"
        found = view.profile["horizon"][column][0]
        message = "the horizon runs past the last day of the calendar"
        collect.add("out_of_range", place.of("horizon", 0, column), message, found=found)
    if collect.marks.any("horizon", "count"):
        return
    later = view.profile["demand"]["period"] > view.horizon.count
    if later.any():
        collect.rows(
            "out_of_range",
            "demand",
            "period",
            later,
            lambda row: (
                float(view.profile["demand"]["period"][row]),
                f"the horizon has {view.horizon.count} period(s)",
                "",
            ),
        )
