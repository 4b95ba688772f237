"""The checker on what moves: how much of an item, how many sources, and what a plan says of it."""

from dataclasses import replace

import pytest

from models.plan.plan import Move
from models.plan.verify.moves import check_moves
from tests.models.plan.factory import document, make, quote, quotes
from tests.models.plan.hand import only, sheet, years


def moved(limit, bought, profile=None, **more):
    return sheet(profile or document(), bought, {"max_moved_share": limit}, **more)


def test_no_more_of_an_item_moves_than_is_allowed():
    """1,000 from C1 today; 300 to T1 and 100 to V1 are 40 % of 1,000."""
    bought = {"hub@C1": 600, "hub@T1": 300, "hub@V1": 100}
    assert moved(0.4, bought).broken() == []
    check = only(moved(0.39, bought).broken())
    assert (check.rule, check.place) == ("pace", "/request/max_moved_share")
    assert (check.limit, check.found) == (390, 400)
    assert check.text == "at most 39 % of hub (390) moves"
    assert moved(0.0, {"hub@C1": 1000}).broken() == []


def test_only_increases_are_moves():
    """200 more from C1, as demand grows by 300, and 100 more from T1, which had 100."""
    profile = document(
        demand=[{"item": "hub", "quantity": 1300}],
        allocation=[
            {"item": "hub", "supplier": "C1", "quantity": 900},
            {"item": "hub", "supplier": "T1", "quantity": 100},
        ],
    )
    check = only(moved(0.2, {"hub@C1": 1100, "hub@T1": 200}, profile).broken())
    assert (check.limit, check.found) == (260, 300)
    assert (
        moved(0.0, {"hub@C1": 900, "hub@T1": 100}, profile | {"demand": document()["demand"]}).broken() == []
    )


def test_each_period_moves_from_the_one_before():
    profile = document(horizon=years(3))
    third = {
        ("hub@C1", 1): 600,
        ("hub@T1", 1): 400,
        ("hub@C1", 2): 200,
        ("hub@T1", 2): 800,
        ("hub@T1", 3): 1000,
    }
    assert moved(0.4, third, profile).broken() == []
    back = {("hub@C1", 1): 600, ("hub@T1", 1): 400, ("hub@T1", 2): 1000, ("hub@C1", 3): 1000}
    found = moved(0.4, back, profile).broken()
    assert [(check.text, check.found) for check in found] == [
        ("at most 40 % of hub (400) moves in period 2", 600),
        ("at most 40 % of hub (400) moves in period 3", 1000),
    ]


def test_an_item_that_is_not_bought_today_moves_freely_when_it_is_first_needed():
    """Needed from the second year on; in the third it is bound."""
    demand = [{"item": "hub", "quantity": 1000}, {"item": "hub", "quantity": 0, "period": 1}]
    profile = document(horizon=years(3), allocation=[], demand=demand)
    assert moved(0.1, {("hub@T1", 2): 1000, ("hub@T1", 3): 900, ("hub@C1", 3): 100}, profile).broken() == []
    check = only(moved(0.1, {("hub@T1", 2): 1000, ("hub@C1", 3): 1000}, profile).broken())
    assert check.text == "at most 10 % of hub (100) moves in period 3"


def test_an_allocation_of_nothing_is_no_purchase():
    profile = document(allocation=[{"item": "hub", "supplier": "C1", "quantity": 0}])
    assert moved(0.0, {"hub@T1": 1000}, profile).broken() == []


def test_another_quote_of_the_same_supplier_and_plant_is_no_move():
    profile = document(allocation=[{"item": "hub", "supplier": "C1", "quantity": 1000, "quote": "hub@C1"}])
    profile["quotes"].append(quote("C1", 90, id="new"))
    assert moved(0.0, {"new": 1000}, profile).broken() == []


def test_a_purchase_of_today_is_on_the_quote_that_serves_its_plant():
    """C1 has a quote for each plant, 600 at P are on the one for P; it is kept, the one for Q is new."""
    profile = document(
        plants=[{"id": "P", "country": "JP"}, {"id": "Q", "country": "JP"}],
        demand=[{"item": "hub", "plant": "P", "quantity": 600}, {"item": "hub", "plant": "Q", "quantity": 1}],
        quotes=[
            quote("C1", 99, plant="Q", id="for-q", tooling_cost=5),
            quote("C1", 100, plant="P", id="for-p", tooling_cost=7),
        ],
        allocation=[{"item": "hub", "supplier": "C1", "plant": "P", "quantity": 600}],
    )
    bought = {("for-p", 1, "P"): 600, ("for-q", 1, "Q"): 1}
    made = changed(0, bought, profile)
    assert only(made.broken()).found == 1
    assert [one_off.cash for one_off in made.desk.cash if one_off.kind == "tooling"] == [5]


def test_another_plant_of_the_same_supplier_is_a_move():
    """600 at P today; now 300 at Q instead."""
    profile = document(
        plants=[{"id": "P", "country": "JP"}, {"id": "Q", "country": "JP"}],
        demand=[
            {"item": "hub", "plant": "P", "quantity": 300},
            {"item": "hub", "plant": "Q", "quantity": 300},
        ],
        allocation=[{"item": "hub", "supplier": "C1", "plant": "P", "quantity": 600}],
    )
    bought = {("hub@C1", 1, "P"): 300, ("hub@C1", 1, "Q"): 300}
    assert moved(0.5, bought, profile).broken() == []
    assert only(moved(0.4, bought, profile).broken()).found == 300


def test_a_surplus_does_not_move():
    profile = document(quotes=quotes(T1={"min_order": 500}))
    assert moved(0.4, {"hub@C1": 600, "hub@T1": 400}, profile, surplus={"hub@T1": 100}).broken() == []


def changed(most, bought, profile=None):
    return sheet(profile or document(), bought, {"max_changes": most})


def test_sources_that_are_added_and_dropped_are_counted():
    """C1 is dropped, T1 and V1 are added."""
    bought = {"hub@T1": 500, "hub@V1": 500}
    assert changed(3, bought).broken() == []
    check = only(changed(2, bought).broken())
    assert (check.rule, check.place, check.limit, check.found) == ("changes", "/request/max_changes", 2, 3)
    assert check.text == "at most 2 sources are added or dropped"


def test_less_and_more_of_a_source_is_no_change():
    profile = document(
        allocation=[
            {"item": "hub", "supplier": "C1", "quantity": 900},
            {"item": "hub", "supplier": "T1", "quantity": 100},
        ]
    )
    assert changed(0, {"hub@C1": 100, "hub@T1": 900}, profile).broken() == []


def test_changes_of_all_periods_add_up():
    """T1 added; C1 dropped; C1 added again and T1 dropped."""
    profile = document(horizon=years(3))
    bought = {("hub@C1", 1): 500, ("hub@T1", 1): 500, ("hub@T1", 2): 1000, ("hub@C1", 3): 1000}
    assert only(changed(3, bought, profile).broken()).found == 4
    assert changed(4, bought, profile).broken() == []


def test_another_quote_of_the_same_supplier_is_a_drop_and_an_add():
    profile = document(allocation=[{"item": "hub", "supplier": "C1", "quantity": 1000, "quote": "hub@C1"}])
    profile["quotes"].append(quote("C1", 90, id="new"))
    assert only(changed(1, {"new": 1000}, profile).broken()).found == 2


def test_an_item_that_is_no_longer_needed_is_dropped():
    profile = document(
        items=[{"id": "hub"}, {"id": "cap"}],
        allocation=[*document()["allocation"], {"item": "cap", "supplier": "C1", "quantity": 5}],
    )
    profile["quotes"].append(quote("C1", 1, item="cap"))
    assert only(changed(0, {"hub@C1": 1000}, profile).broken()).found == 1


@pytest.mark.parametrize(("left", "kept"), [(0.1, True), (0.0999, False), (1, True), (1e-5, False)])
def test_a_source_that_is_kept_in_name_only_is_dropped(left, kept):
    """At least 0.0001 of 1,000 hubs are 0.1."""
    made = changed(1, {"hub@C1": left, "hub@T1": 1000 - left})
    assert [check.rule for check in made.broken()] == ([] if kept else ["changes"])


def test_without_a_limit_nothing_is_counted():
    assert {check.rule for check in sheet(document(), {"hub@T1": 1000}).rules()}.isdisjoint(
        {"pace", "changes"}
    )


MOVES = (
    Move("hub", None, "C1", "hub@C1", "decrease", 1000.0, 400.0, 1),
    Move("hub", None, "T1", "hub@T1", "add", 0.0, 600.0, 1),
    Move("hub", None, "C1", "hub@C1", "drop", 400.0, 0.0, 2),
    Move("hub", None, "T1", "hub@T1", "increase", 600.0, 700.0, 2),
    Move("hub", None, "V1", "hub@V1", "add", 0.0, 300.0, 2),
    Move("hub", None, "T1", "hub@T1", "keep", 700.0, 700.0, 3),
    Move("hub", None, "V1", "hub@V1", "keep", 300.0, 300.0, 3),
)


def wrong(moves):
    """What the checker finds wrong with the moves of three years."""
    bought = {("hub@C1", 1): 400.0, ("hub@T1", 1): 600.0}
    bought |= {(name, at): q for at in (2, 3) for name, q in (("hub@T1", 700.0), ("hub@V1", 300.0))}
    desk = sheet(document(horizon=years(3)), bought).desk
    return [check for check in check_moves(desk.book, desk.moves, moves) if not check.kept]


def test_moves_that_are_reported_rightly_pass_in_any_order():
    assert wrong(MOVES) == []
    assert wrong(MOVES[::-1]) == []


@pytest.mark.parametrize("at", range(len(MOVES)))
@pytest.mark.parametrize(
    ("field", "value"),
    [("action", None), ("quantity_before", 1.0), ("quantity_after", 1.0), ("period", 1), ("supplier", None)],
)
def test_a_move_that_is_reported_wrongly_is_caught(at, field, value):
    """Another action, a unit more before or after, the next period, another supplier."""
    move = MOVES[at]
    if field == "action":
        changes = {"action": "drop" if move.action != "drop" else "decrease"}
    elif field == "supplier":
        changes = {"supplier": "V1" if move.supplier != "V1" else "T1"}
    else:
        changes = {field: getattr(move, field) + value}
    found = wrong((*MOVES[:at], replace(move, **changes), *MOVES[at + 1 :]))
    assert {check.rule for check in found} == {"move"}


@pytest.mark.parametrize("at", range(len(MOVES)))
def test_a_move_that_is_left_out_or_told_twice_is_caught(at):
    left_out = only(wrong((*MOVES[:at], *MOVES[at + 1 :])))
    assert left_out.rule == "move"
    assert MOVES[at].quote in left_out.text
    assert only(wrong((*MOVES, MOVES[at]))).rule == "move"


def test_a_move_of_what_nobody_buys_is_caught():
    idle = Move("hub", None, "V1", "hub@V1", "keep", 0.0, 0.0, 1)
    assert only(wrong((*MOVES, idle))).rule == "move"


@pytest.mark.parametrize("action", ["keep", "increase"])
def test_what_hardly_changes_may_be_called_either(action):
    made = make(document(demand=[{"item": "hub", "quantity": 1000.0005}]), {"hub@C1": 1000.0005})
    (move,) = made.plan.moves
    again = replace(made, plan=replace(made.plan, moves=(replace(move, action=action),)))
    assert again.check().passed
    false = replace(made, plan=replace(made.plan, moves=(replace(move, action="decrease"),)))
    assert not false.check().passed


def test_the_moves_of_a_plan_are_part_of_its_check():
    made = make(document(), {"hub@C1": 400, "hub@T1": 600})
    assert made.check().passed
    silent = replace(made, plan=replace(made.plan, moves=()))
    assert len([check for check in silent.check().rules if check.rule == "move" and not check.kept]) == 2
