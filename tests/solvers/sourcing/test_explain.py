"""Why a plan is as it is: rules it reaches, what its caps are worth, a reason for each item."""

import pytest

from tests.solvers.profiles import awards_of, bought, planned, profile, quote
from tests.solvers.sourcing.scripted import Scripted, stopped_short

# 100 of x and 100 of y, bought of China today; leaving costs 10 and 20 a unit.
TWO_ITEMS = profile(
    {"x": 100, "y": 100},
    {"a": "CN", "b": "VN"},
    [quote("x", "a", 100), quote("x", "b", 110), quote("y", "a", 100), quote("y", "b", 120)],
    allocation=bought({("x", "a"): 100, ("y", "a"): 100}),
)


def _capped(share, **columns):
    return {"caps": [{"id": "china", "countries": ["CN"], "max_share": share, "base": "quantity", **columns}]}


def _binding(outcome):
    return {rule.rule: rule for rule in outcome.explanation.binding}


def _reasons(outcome):
    return {reason.item: reason for reason in outcome.explanation.items}


# What a cap is worth


@pytest.mark.parametrize("share", [0.2, 0.3, 0.5, 0.75])
def test_the_worth_of_a_cap_is_the_difference_of_two_plans(solver, share):
    def cost(at):
        return planned(solver, TWO_ITEMS, _capped(at), gap=1e-7).plan.objective

    outcome = planned(solver, TWO_ITEMS, _capped(share), gap=1e-7, explain="full")
    worth = _binding(outcome)["cap"].worth
    assert worth.total == pytest.approx(outcome.plan.objective - cost(1.0), abs=0.01)
    assert worth.looser == pytest.approx(outcome.plan.objective - cost(share + 0.01), abs=0.01)
    assert worth.tighter == pytest.approx(cost(share - 0.01) - outcome.plan.objective, abs=0.01)
    assert (worth.step, worth.unit) == (1.0, "percentage points")
    assert worth.uncertainty <= 2e-4 * outcome.plan.objective
    assert not worth.tighter_infeasible


def test_half_the_purchases_leave_where_that_is_cheapest_and_the_steps_say_so(solver):
    """At 50 % x has left. A looser point returns 2 of x, 20; a tighter one moves 2 of y, 40."""
    worth = _binding(planned(solver, TWO_ITEMS, _capped(0.5), gap=1e-7, explain="full"))["cap"].worth
    assert (worth.total, worth.looser, worth.tighter) == pytest.approx((1000, 20, 40))


def test_the_worth_of_a_floor_is_counted_the_other_way_round(solver):
    request = {"floors": [{"id": "asean", "countries": ["ASEAN"], "min_share": 0.5, "base": "quantity"}]}
    worth = _binding(planned(solver, TWO_ITEMS, request, gap=1e-7, explain="full"))["floor"].worth
    assert (worth.total, worth.looser, worth.tighter) == pytest.approx((1000, 20, 40))


def test_a_cap_that_cannot_be_tighter_says_so(solver):
    document = TWO_ITEMS | {"quotes": TWO_ITEMS["quotes"][:3]}
    outcome = planned(solver, document, _capped(0.5), gap=1e-7, explain="full")
    worth = _binding(outcome)["cap"].worth
    assert worth.tighter_infeasible
    assert worth.tighter is None
    assert worth.looser == pytest.approx(20)
    assert outcome.explanation.left_out == ()


def test_a_cap_of_nothing_cannot_be_tighter(solver):
    worth = _binding(planned(solver, TWO_ITEMS, _capped(0.0), explain="full"))["cap"].worth
    assert worth.tighter_infeasible
    assert worth.looser == pytest.approx(40, abs=1)


def test_a_cap_that_is_not_reached_is_not_binding(solver):
    document = TWO_ITEMS | {"quotes": [quote("x", "b", 90), quote("x", "a", 100), *TWO_ITEMS["quotes"][2:]]}
    document["allocation"] = []
    outcome = planned(solver, document, _capped(0.8), explain="full")
    assert "cap" not in _binding(outcome)


def test_the_uncertainty_is_at_least_the_gap_of_the_plan(solver):
    document = TWO_ITEMS | {"quotes": [*TWO_ITEMS["quotes"][:3], quote("y", "b", 120, qualification_cost=50)]}
    outcome = planned(Scripted(stopped_short(solver), rest=solver), document, _capped(0.3), explain="full")
    gap = outcome.proof.objective - outcome.proof.bound
    assert gap > 0
    assert _binding(outcome)["cap"].worth.uncertainty >= gap


# Budgets


def test_no_explanation_asks_for_no_further_solve(solver):
    kept = Scripted(rest=solver)
    outcome = planned(kept, TWO_ITEMS, _capped(0.5), explain="none")
    assert len(kept.asked) == 1
    assert outcome.explanation.binding == ()
    assert outcome.explanation.items == ()
    assert "not asked for" in outcome.explanation.left_out[0]


@pytest.mark.parametrize(
    ("explain", "limit", "seconds"), [("quick", 60, 5), ("quick", 3, 3), ("full", 60, 60), ("full", 3, 3)]
)
def test_further_solves_share_a_budget_of_their_own(solver, explain, limit, seconds):
    kept = Scripted(rest=solver)
    planned(kept, TWO_ITEMS, _capped(0.5), explain=explain, time_limit_s=limit)
    further = [options.time_limit_s for _, options in kept.asked[1:]]
    assert len(further) == 3
    assert all(left <= seconds for left in further)
    assert further == sorted(further, reverse=True)
    assert further[0] > 0.8 * seconds


def test_what_the_time_did_not_suffice_for_is_named(solver):
    kept = Scripted(rest=solver)
    outcome = planned(kept, TWO_ITEMS, _capped(0.5), explain="quick", time_limit_s=0.04)
    assert outcome.kind == "planned"
    assert _binding(outcome)["cap"].worth is None
    assert any("worth of cap china: no time left" in words for words in outcome.explanation.left_out)
    assert len(kept.asked) == 1


def test_further_solves_are_finer_than_the_plan(solver):
    kept = Scripted(rest=solver)
    planned(kept, TWO_ITEMS, _capped(0.5), explain="full", gap=0.01)
    assert all(options.gap <= 1e-4 for _, options in kept.asked[1:])


# Rules that are reached


@pytest.mark.parametrize(
    ("kind", "document", "request_"),
    [
        ("quote_capacity", {"quotes": [quote("x", "a", 100, capacity=40), *TWO_ITEMS["quotes"][1:]]}, {}),
        ("max_share", {"quotes": [quote("x", "a", 100, max_share=0.4), *TWO_ITEMS["quotes"][1:]]}, {}),
        (
            "supplier_capacity",
            {"suppliers": [{"id": "a", "country": "CN", "capacity": 150}, {"id": "b", "country": "VN"}]},
            {},
        ),
        ("contract", {"contracts": [{"item": "x", "supplier": "b", "quantity": 30}]}, {}),
        ("fixed", {}, {"fixed": [{"item": "y", "supplier": "b", "share": 0.25}]}),
        ("min_suppliers", {}, {"suppliers_per_item": {"min": 2}}),
        (
            "min_order",
            {
                "quotes": [
                    quote("x", "a", 100, capacity=50),
                    quote("x", "b", 110, min_order=60),
                    *TWO_ITEMS["quotes"][2:],
                ]
            },
            {},
        ),
    ],
)
def test_a_rule_without_room_is_binding(solver, kind, document, request_):
    outcome = planned(solver, TWO_ITEMS | document, request_, explain="quick")
    assert kind in _binding(outcome)
    assert _binding(outcome)[kind].place.startswith("/")


def test_a_plan_without_rules_reaches_none(solver):
    assert planned(solver, TWO_ITEMS, explain="quick").explanation.binding == ()


def test_owners_are_counted_as_owners(solver):
    document = profile(
        {"m": 100},
        {"a": {"country": "CN", "group": "g"}, "b": {"country": "CN", "group": "g"}, "c": "VN"},
        [quote("m", "a", 100, capacity=50), quote("m", "b", 101, capacity=60), quote("m", "c", 150)],
        {"m": {"min_suppliers": 2, "distinct": "owner"}},
    )
    outcome = planned(solver, document, explain="quick")
    assert len(awards_of(outcome)) == 3
    assert "min_suppliers" in _binding(outcome)


# Reasons


@pytest.mark.parametrize(
    ("changes", "request_", "item", "action", "reason"),
    [
        ({}, {}, "x", "stayed", "cheapest"),
        ({}, _capped(0.5), "x", "moved", "cap"),
        ({}, _capped(0.5), "y", "stayed", "cheapest"),
        ({"allocation": []}, {}, "x", "new", "cheapest"),
        (
            {"quotes": [quote("x", "b", 80), *TWO_ITEMS["quotes"][:1], *TWO_ITEMS["quotes"][2:]]},
            {},
            "x",
            "moved",
            "cheaper",
        ),
        ({}, {"forbidden": [{"quote": "x@a"}]}, "x", "moved", "excluded"),
        ({}, {"fixed": [{"item": "x", "supplier": "b", "share": 0.5}]}, "x", "moved", "fixed"),
        ({"quotes": [TWO_ITEMS["quotes"][0], *TWO_ITEMS["quotes"][2:]]}, {}, "x", "stayed", "only_source"),
        (
            {
                "quotes": [
                    quote("x", "b", 95, qualification_cost=900),
                    TWO_ITEMS["quotes"][0],
                    *TWO_ITEMS["quotes"][2:],
                ]
            },
            {},
            "x",
            "stayed",
            "one_off",
        ),
        ({"contracts": [{"item": "x", "supplier": "b", "quantity": 30}]}, {}, "x", "moved", "contract"),
        (
            {"items": [{"id": "x", "shortage_cost": 5}, {"id": "y"}], "allocation": []},
            {},
            "x",
            "short",
            "shortage",
        ),
    ],
)
def test_every_item_has_a_reason(solver, changes, request_, item, action, reason):
    found = _reasons(planned(solver, TWO_ITEMS | changes, request_, explain="quick"))
    assert set(found) == {"x", "y"}
    assert (found[item].action, found[item].reason) == (action, reason)
    assert found[item].text.startswith(item)


def test_a_reason_names_suppliers_money_and_the_rule(solver):
    found = _reasons(planned(solver, TWO_ITEMS, _capped(0.5), explain="quick"))
    assert found["x"].text == (
        "x moves to b (100 %): a is 10.00 JPY a unit cheaper, but at most 50 % of quantity from CN"
    )
    assert found["y"].text == "y stays with a (100 %): the next best, b, costs 20.00 JPY a unit more"
