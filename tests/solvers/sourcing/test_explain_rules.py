"""Explanations of rules over several items and periods: what binds, when, and which reason an item has."""

import pytest

from tests.solvers.profiles import bought, planned, profile, quote

YEARS = {"start": "2027-04-01", "count": 2}
A, B = quote("m", "a", 100), quote("m", "b", 110)
TODAY = bought({("m", "a"): 100})


def _m(*quotes, **tables):
    """100 of m a period, all of it bought of a today; b is dearer where nothing else is said."""
    return profile({"m": 100}, {"a": "CN", "b": "VN"}, quotes or (A, B), **{"allocation": TODAY, **tables})


def _binding(solver, document, request=None):
    outcome = planned(solver, document, request, explain="quick")
    return {rule.rule: rule.text for rule in outcome.explanation.binding}


def _reason(solver, document, request=None):
    (reason,) = planned(solver, document, request, explain="quick").explanation.items
    return reason


# What binds


CHEAP_B = quote("m", "b", 90)
LINE = [{"id": "line", "supplier": "b", "unlocks": ["m@b"]}]
COST = [{"investment": "line", "amount": 400}]


@pytest.mark.parametrize(
    ("kind", "document", "request_", "text"),
    [
        (
            "capacity",
            _m(capacities=[{"id": "press", "supplier": "a", "quantity": 40}]),
            {},
            "press: a can deliver at most 40 units",
        ),
        (
            "capacity",
            _m(capacities=[{"id": "money", "supplier": "a", "quantity": 4000, "unit": "spend"}]),
            {},
            "money: a can deliver at most 4,000 JPY",
        ),
        (
            "capacity",
            _m(
                capacities=[{"id": "hours", "supplier": "a", "quantity": 20, "unit": "rate"}],
                capacity_use=[{"capacity": "hours", "item": "m", "rate": 0.5}],
            ),
            {},
            "hours: a can deliver at most 20 of its resource",
        ),
        (
            # The break's price holds for all of them: 50 x 80 is all that may be spent.
            "capacity",
            _m(
                price_breaks=[{"quote": "m@a", "from_quantity": 30, "unit_price": 80}],
                capacities=[{"id": "money", "supplier": "a", "quantity": 4000, "unit": "spend"}],
            ),
            {},
            "money: a can deliver at most 4,000 JPY",
        ),
        (
            "pace",
            _m(A, CHEAP_B),
            {"max_moved_share": 0.3},
            "at most 30 % of an item moves to other sources in a period",
        ),
        ("changes", _m(A, CHEAP_B), {"max_changes": 1}, "sources added or dropped: at most 1"),
        (
            "budget",
            _m(A, CHEAP_B | {"qualification_cost": 300}),
            {"budget": {"one_off": 200}},
            "at most 200 JPY for qualification, tooling and onboarding",
        ),
        (
            "budget",
            _m(A, CHEAP_B, investments=LINE, expenses=COST),
            {"budget": {"capital": 300}},
            "at most 300 JPY for investments",
        ),
        ("lot", _m(A | {"lot_size": 30}), {}, "m@a is sold in whole lots of 30"),
        (
            "price_break",
            _m(price_breaks=[{"quote": "m@a", "from_quantity": 100, "unit_price": 80}]),
            {},
            "m@a costs 80.00 JPY from 100 on; 100 are bought",
        ),
        (
            "rebate",
            _m(rebates=[{"supplier": "a", "from_spend": 10000, "rate": 0.1}]),
            {},
            "a pays back 10 % from 10,000 JPY on; 10,000 JPY are spent",
        ),
    ],
)
def test_a_rule_without_room_is_binding(solver, kind, document, request_, text):
    assert _binding(solver, document, request_)[kind] == text


@pytest.mark.parametrize(
    ("document", "request_"),
    [
        (_m(capacities=[{"id": "press", "supplier": "a", "quantity": 140}]), {}),
        (_m(A, CHEAP_B), {"max_moved_share": 1.0, "max_changes": 4}),
        (_m(A, CHEAP_B | {"qualification_cost": 300}), {"budget": {"one_off": 900}}),
        (_m(A, CHEAP_B, investments=LINE, expenses=COST), {"budget": {"capital": 900}}),
    ],
)
def test_a_rule_with_room_is_not_binding(solver, document, request_):
    kinds = {"capacity", "changes", "budget"}
    assert not kinds & set(_binding(solver, document, request_))


def test_a_capacity_counts_what_a_started_project_adds(solver):
    """30 of b and 100 more: 70 are bought of 130. With 40 more all 70 are used up."""
    suppliers = [{"id": "a", "country": "CN", "capacity": 30}, {"id": "b", "country": "VN", "capacity": 30}]
    project = [{"id": "line", "supplier": "b", "adds_capacity": 100}]
    document = _m(suppliers=suppliers, investments=project, expenses=COST)
    assert _binding(solver, document)["supplier_capacity"] == "a can deliver at most 30 (capacity units)"
    full = document | {"investments": [project[0] | {"adds_capacity": 40}]}
    outcome = planned(solver, full, explain="quick")
    texts = {rule.text for rule in outcome.explanation.binding}
    assert texts == {
        "a can deliver at most 30 (capacity units)",
        "b can deliver at most 30 (capacity units), and what its projects add",
    }


def test_what_binds_in_some_periods_names_them_once(solver):
    """a delivers 40 in the second and third of four quarters."""
    limits = [{"id": "press", "supplier": "a", "quantity": 40, "period": period} for period in (2, 3)]
    horizon = {"start": "2027-04-01", "period": "quarter", "count": 4}
    outcome = planned(solver, _m(horizon=horizon, capacities=limits), explain="quick")
    texts = [rule.text for rule in outcome.explanation.binding]
    assert texts == [f"press: a can deliver at most 40 units in period {period}" for period in (2, 3)]
    one = _m(horizon=horizon, contracts=[{"item": "m", "supplier": "b", "quantity": 20, "to": "2027-09-30"}])
    assert _binding(solver, one)["contract"] == (
        "the contract with b takes at least 20 of m in periods 1 and 2"
    )


def test_a_cap_says_from_which_period_on_it_holds(solver):
    cap = {"id": "china", "countries": ["CN"], "max_share": 0.5, "from_period": 2}
    found = _binding(solver, _m(horizon=YEARS), {"caps": [cap]})
    assert found["cap"] == "at most 50 % of spend from CN, from period 2 on"


# Reasons


def test_an_item_that_stays_in_every_period_stays(solver):
    reason = _reason(solver, _m(horizon=YEARS))
    assert (reason.action, reason.reason) == ("stayed", "cheapest")
    assert reason.text == "m stays with a (100 %): the next best, b, costs 10.00 JPY a unit more"


def test_a_split_that_stays_in_every_period_stays(solver):
    """60 and 40 today, and nothing may move."""
    today = bought({("m", "a"): 60, ("m", "b"): 40})
    request = {"max_moved_share": 0, "max_changes": 0}
    assert _reason(solver, _m(horizon=YEARS, allocation=today), request).action == "stayed"


def test_an_item_is_explained_in_the_period_in_which_it_has_moved_furthest(solver):
    """At most 80 % of China at first, at most 30 % in the second year."""
    caps = [
        {
            "id": str(period),
            "countries": ["CN"],
            "max_share": share,
            "from_period": period,
            "base": "quantity",
        }
        for period, share in ((1, 0.8), (2, 0.3))
    ]
    reason = _reason(solver, _m(horizon=YEARS), {"caps": caps})
    assert (reason.action, reason.reason) == ("moved", "cap")
    assert reason.text.startswith(
        "m moves to b (70 %) in period 2: a is 10.00 JPY a unit cheaper, but at most"
    )


def test_of_a_glide_path_the_cap_that_binds_in_the_period_is_the_reason(solver):
    """60 % in the first year and 30 % in the second: the second cap holds the first one's limit too."""
    caps = [
        {"id": str(n), "countries": ["CN"], "max_share": share, "from_period": n, "base": "quantity"}
        for n, share in ((1, 0.6), (2, 0.3))
    ]
    reason = _reason(solver, _m(horizon=YEARS), {"caps": caps})
    assert reason.text.endswith("but at most 30 % of quantity from CN, from period 2 on")


def test_a_move_that_is_taken_back_is_explained_where_it_happens(solver):
    """The quote of a is not valid before the second year."""
    reason = _reason(solver, _m(A | {"valid_from": "2028-04-01"}, B, horizon=YEARS))
    assert (reason.action, reason.reason) == ("moved", "excluded")
    assert "in period 1" in reason.text


@pytest.mark.parametrize(
    ("document", "request_", "reason", "words"),
    [
        (_m(A, CHEAP_B), {"max_moved_share": 0}, "pace", "at most 0 % of an item moves"),
        (_m(A, CHEAP_B), {"max_changes": 0}, "changes", "sources added or dropped: at most 0"),
        (
            _m(A, CHEAP_B | {"qualification_cost": 300}),
            {"budget": {"one_off": 200}},
            "budget",
            "at most 200 JPY for qualification",
        ),
        (
            _m(A, CHEAP_B, investments=LINE, expenses=COST),
            {"budget": {"capital": 300}},
            "budget",
            "at most 300 JPY for investments",
        ),
        (
            _m(A, CHEAP_B, investments=LINE, expenses=[{"investment": "line", "amount": 4000}]),
            {},
            "investment",
            "it needs the project line, which costs 4,000 JPY",
        ),
        (
            _m(A, CHEAP_B | {"min_order": 500}),
            {},
            "min_order",
            "m@b sells at least 500 when used",
        ),
        (_m(A, CHEAP_B | {"lot_size": 300}), {}, "lot", "m@b is sold in whole lots of 300"),
        (
            _m(
                A,
                CHEAP_B,
                capacities=[{"id": "press", "supplier": "b", "quantity": 40}],
                allocation=bought({("m", "a"): 60, ("m", "b"): 40}),
            ),
            {},
            "capacity",
            "press: b can deliver at most 40",
        ),
    ],
)
def test_the_rule_that_keeps_a_cheaper_source_out_is_the_reason(solver, document, request_, reason, words):
    found = _reason(solver, document, request_)
    assert found.reason == reason
    assert words in found.text


def test_onboarding_is_no_reason_where_the_supplier_is_bought_from_anyway(solver):
    """n needs b. For m only the 200 of qualification keep b out, not 500 of onboarding as well."""
    document = profile(
        {"m": 100, "n": 10},
        {"a": "CN", "b": {"country": "VN", "onboarding_cost": 500}},
        [A, quote("m", "b", 99, qualification_cost=200), quote("n", "b", 10)],
        allocation=TODAY,
    )
    found = {r.item: r.text for r in planned(solver, document, explain="quick").explanation.items}
    words = "b is 1.00 JPY a unit cheaper, but starting it costs 200.00 JPY in this period"
    assert found["m"] == f"m stays with a (100 %): {words}"


def test_a_shortage_is_not_called_cheap_where_a_rule_forbids_the_offer(solver):
    document = profile(
        {"m": 100}, {"a": "CN"}, [A], {"m": {"shortage_cost": 1000}}, exclusions=[{"country": "CN"}]
    )
    text = _reason(solver, document).text
    assert (
        text == "m is not bought: a is 900.00 JPY a unit cheaper than a shortage, but country CN is excluded"
    )


def test_a_lock_of_one_plant_names_it_and_explains_that_plant_alone(solver):
    plants = [{"id": "p", "country": "JP"}, {"id": "q", "country": "JP"}]
    document = profile(
        {"m": 100},
        {"a": "CN", "b": "VN"},
        [A, CHEAP_B],
        plants=plants,
        demand=[{"item": "m", "plant": name, "quantity": 50} for name in "pq"],
        allocation=[{"item": "m", "supplier": "a", "plant": name, "quantity": 50} for name in "pq"],
        locks=[{"item": "m", "supplier": "a", "plant": "p", "share": 0.9}],
    )
    assert _binding(solver, document)["lock"] == "a keeps 90 % of m at p"
    assert _reason(solver, document).reason == "cheaper"


def test_a_move_to_a_cheaper_source_says_what_stops_it_short(solver):
    reason = _reason(solver, _m(A, CHEAP_B), {"max_moved_share": 0.3})
    assert reason.reason == "cheaper"
    assert reason.text == (
        "m moves to b (30 %): 10.00 JPY a unit cheaper than a; no more of it, as at most 30 % of an item "
        "moves to other sources in a period"
    )


def test_the_price_of_a_break_stands_beside_the_share(solver):
    breaks = [{"quote": "m@b", "from_quantity": 50, "unit_price": 80}]
    reason = _reason(solver, _m(price_breaks=breaks))
    assert reason.text == "m moves to b (100 %, 80.00 JPY from 50 on): 20.00 JPY a unit cheaper than a"
