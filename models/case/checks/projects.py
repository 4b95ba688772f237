"""Capacities and investments: what they limit, use, cost and unlock."""

import numpy as np

from models.case.checks.money import check_convertible
from models.case.view import View
from models.profile.collect import Collector
from models.profile.rows import is_absent, positions


def check_projects(view: View, collect: Collector) -> None:
    """Report capacities and investments that cannot be read one way."""
    _check_capacities(view, collect)
    _check_use(view, collect)
    _check_use_of_quotes(view, collect)
    _check_unlocks(view, collect)
    _check_expenses(view, collect)


def _check_capacities(view: View, collect: Collector) -> None:
    rows = view.profile["capacities"]
    if not len(rows):
        return
    named = (~is_absent(rows["supplier"])).astype(int) + ~is_absent(rows["group"])
    message = "a capacity is of one supplier or of one group"
    collect.rows(
        "exactly_one_of",
        "capacities",
        "",
        named != 1,
        lambda row: (int(named[row]), message, ""),
        using=("supplier", "group"),
    )
    _check_groups(view, collect)
    _check_rates(view, collect)
    late = (rows["period"] > view.horizon.count) & (not collect.marks.any("horizon", "count"))
    collect.rows(
        "out_of_range",
        "capacities",
        "period",
        late,
        lambda row: (float(rows["period"][row]), f"the horizon has {view.horizon.count} period(s)", ""),
    )


def _check_groups(view: View, collect: Collector) -> None:
    rows = view.profile["capacities"]
    if collect.marks.any("suppliers", "group"):
        return
    groups = set(view.profile["suppliers"]["group"].tolist())
    unknown = np.array([g is not None and g not in groups for g in rows["group"].tolist()], dtype=bool)
    collect.rows(
        "unknown_reference",
        "capacities",
        "group",
        unknown,
        lambda row: (rows["group"][row], f'no supplier has the group "{rows["group"][row]}"', ""),
    )


def _check_rates(view: View, collect: Collector) -> None:
    """Warn of capacities counted by rate that nothing uses."""
    rows = view.profile["capacities"]
    used = set(view.profile["capacity_use"]["capacity"].tolist())
    if collect.marks.any("capacity_use", "capacity"):
        return
    silent = (rows["unit"] == "rate") & np.array([i not in used for i in rows["id"].tolist()], dtype=bool)
    collect.rows(
        "not_used",
        "capacities",
        "unit",
        silent,
        lambda row: (
            rows["id"][row],
            f'nothing in capacity_use uses "{rows["id"][row]}": it limits nothing',
            "add what one unit of an item or quote uses",
        ),
        severity="warning",
    )


def _check_use(view: View, collect: Collector) -> None:
    rows, capacities = view.profile["capacity_use"], view.profile["capacities"]
    if not len(rows):
        return
    named = (~is_absent(rows["item"])).astype(int) + ~is_absent(rows["quote"])
    message = "a use is of one item or of one quote"
    collect.rows(
        "exactly_one_of",
        "capacity_use",
        "",
        named != 1,
        lambda row: (int(named[row]), message, ""),
        using=("item", "quote"),
    )
    at = positions(rows["capacity"], capacities["id"])
    counted = (at >= 0) & (capacities["unit"] != "rate")[at] if len(capacities) else at >= 0
    collect.rows(
        "contradiction",
        "capacity_use",
        "capacity",
        counted,
        lambda row: (
            rows["capacity"][row],
            f'"{rows["capacity"][row]}" is not counted by rate: what a unit uses of it is fixed',
            "set the capacity's unit to rate, or leave the row out",
        ),
        using=("item", "quote"),
    )


def _check_use_of_quotes(view: View, collect: Collector) -> None:
    """A quote uses only what belongs to its supplier or group."""
    rows, capacities = view.profile["capacity_use"], view.profile["capacities"]
    suppliers = view.profile["suppliers"]
    quote, at = positions(rows["quote"], view.quote_id), positions(rows["capacity"], capacities["id"])
    off = np.zeros(len(rows), dtype=bool)
    for row in np.flatnonzero((quote >= 0) & (at >= 0)).tolist():
        site = int(view.quote_supplier[quote[row]])
        owner, group = capacities["supplier"][at[row]], capacities["group"][at[row]]
        off[row] = site >= 0 and not (
            (owner is not None and owner == suppliers["id"][site])
            or (group is not None and group == suppliers["group"][site])
        )
    collect.rows(
        "contradiction",
        "capacity_use",
        "quote",
        off,
        lambda row: (
            rows["quote"][row],
            f'the supplier of "{rows["quote"][row]}" has no part in "{rows["capacity"][row]}"',
            "name a quote of the capacity's supplier or group",
        ),
    )


def _check_unlocks(view: View, collect: Collector) -> None:
    rows = view.profile["investments"]
    if not len(rows):
        return
    known = set(view.quote_id.tolist())
    clear = not collect.marks.any("quotes", "id", "item", "supplier", "plant")
    lost = [[name for name in names or () if name not in known] for names in rows["unlocks"].tolist()]
    collect.rows(
        "unknown_reference",
        "investments",
        "unlocks",
        np.array([clear and bool(names) for names in lost], dtype=bool),
        lambda row: (lost[row][0], f'"{lost[row][0]}" is not in quotes', "add it or correct the name"),
    )
    idle = is_absent(rows["unlocks"]) & ~(rows.filled("adds_capacity", 0.0) > 0)
    collect.rows(
        "not_used",
        "investments",
        "adds_capacity",
        idle,
        lambda row: (
            rows["id"][row],
            f'"{rows["id"][row]}" adds no capacity and unlocks no quote: no plan would start it',
            "say what it adds or unlocks",
        ),
        severity="warning",
        using=("unlocks",),
    )


def _check_expenses(view: View, collect: Collector) -> None:
    rows, projects = view.profile["expenses"], view.profile["investments"]
    check_convertible("expenses", "currency", view, collect)
    if collect.marks.any("expenses", "investment"):
        return
    paid = set(rows["investment"].tolist())
    free = np.array([i not in paid for i in projects["id"].tolist()], dtype=bool)
    collect.rows(
        "missing_value",
        "investments",
        "id",
        free,
        lambda row: (
            projects["id"][row],
            f'"{projects["id"][row]}" has no expenses: it costs nothing',
            "add its expenses",
        ),
        severity="warning",
    )
