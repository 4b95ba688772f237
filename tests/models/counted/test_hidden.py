"""Dependence that a cap's measure does not show."""

import pytest

from tests.models.counted.factory import market, plan
from tests.models.factory import quote, request

CAP = {"id": "china", "countries": ["CN"], "max_share": 0.5}
SITES = {"C1": ("CN", None), "V1": ("VN", "CN"), "T1": ("TH", None)}


def firm(**tables):
    """C1 is Chinese; V1 makes in Viet Nam and is owned from China; T1 is Thai, 30 % China's content."""
    base = {
        "suppliers": [
            {"id": name, "country": c} | ({"owner_country": owner} if owner else {})
            for name, (c, owner) in SITES.items()
        ],
        "quotes": [quote("C1", 10, origin="CN"), quote("V1", 11), quote("T1", 12, origin="TH")],
        "content": [{"supplier": "T1", "country": "CN", "share": 0.3}],
    }
    return market(**base | tables)


def hidden(quantities, made=None, **fields):
    asked = request(**(fields or {"caps": [CAP]}))
    return plan(made or firm(), quantities, asked).exposure.hidden


def named(found):
    return [(r.quote, r.measure, r.part, r.other_measure, r.other_part) for r in found.awards]


def test_a_source_that_grows_and_is_owned_from_the_capped_country_is_named():
    found = hidden({"hub@C1": 50, "hub@V1": 50}).awards
    assert [(r.item, r.supplier, r.quote, r.plant) for r in found] == [("hub", "V1", "hub@V1", None)]
    row = found[0]
    assert (row.rule, row.group, row.measure, row.part) == ("cap=china", "CN", "origin", 0)
    assert (row.other_measure, row.other_part) == ("ownership", 1)
    assert (row.quantity, row.quantity_before) == (50, 0)
    assert row.text == "hub from V1 grows: 0 % of it counts for CN by origin, 100 % by ownership"


def test_so_is_one_whose_content_is_from_there():
    found = hidden({"hub@C1": 50, "hub@T1": 50})
    assert named(found) == [("hub@T1", "origin", 0, "look_through", pytest.approx(0.3))]
    assert found.awards[0].text.endswith("0 % of it counts for CN by origin, 30 % by look-through")


def test_what_only_stays_or_shrinks_is_not():
    allocation = [{"item": "hub", "supplier": name, "quantity": 50} for name in ("C1", "V1")]
    assert hidden({"hub@C1": 50, "hub@V1": 50}, firm(allocation=allocation)).awards == ()
    assert hidden({"hub@C1": 80, "hub@V1": 20}, firm(allocation=allocation)).awards == ()
    grown = hidden({"hub@C1": 20, "hub@V1": 80}, firm(allocation=allocation)).awards
    assert [(r.quantity, r.quantity_before) for r in grown] == [(80, 50)]


@pytest.mark.parametrize(
    ("measure", "rows"),
    [
        ("origin", [("hub@V1", "ownership", 1), ("hub@T1", "look_through", 0.3)]),
        ("ownership", [("hub@T1", "look_through", 0.3)]),
        ("look_through", [("hub@V1", "ownership", 1)]),
        ("any", []),
    ],
)
def test_only_what_another_measure_counts_more_is(measure, rows):
    found = hidden({"hub@V1": 50, "hub@T1": 50}, caps=[CAP | {"measure": measure}])
    assert [(r.quote, r.other_measure, r.other_part) for r in found.awards] == [
        (q, m, pytest.approx(p)) for q, m, p in rows
    ]


def test_without_a_cap_nothing_is_capped():
    floor = {"countries": ["ASEAN"], "min_share": 0.1}
    assert hidden({"hub@V1": 100}, floors=[floor]).awards == ()


def test_a_cap_on_others_says_nothing_of_china():
    assert hidden({"hub@V1": 100}, caps=[CAP | {"countries": ["KR"]}]).awards == ()


def test_a_cap_speaks_of_its_scope():
    caps = [CAP | {"scope": {"critical": True}}]
    assert hidden({"hub@V1": 100}, caps=caps).awards == ()
    critical = firm(items=[{"id": "hub", "critical": True}])
    assert len(hidden({"hub@V1": 100}, critical, caps=caps).awards) == 1


def test_a_source_under_two_caps_of_one_measure_is_named_once_for_the_first():
    caps = [
        CAP,
        CAP | {"id": "item", "scope": {"item": "hub"}},
        CAP | {"id": "owned", "measure": "look_through"},
    ]
    found = hidden({"hub@V1": 100}, caps=caps).awards
    assert [(r.rule, r.measure) for r in found] == [("cap=china", "origin"), ("cap=owned", "look_through")]


def test_a_limit_on_each_country_names_the_country_it_misses_most_of():
    """T1's content: 30 % China's, 10 % Germany's; Japan's would be spared, being the firm's own."""
    content = [
        {"supplier": "T1", "country": country, "share": share}
        for country, share in (("CN", 0.3), ("DE", 0.1), ("JP", 0.5))
    ]
    found = hidden({"hub@T1": 100}, firm(content=content), each_country={"max_share": 0.9}).awards
    assert [(r.rule, r.group, r.other_part) for r in found] == [("each_country", "CN", pytest.approx(0.3))]


# Shares that fall by price alone


def cheaper(base="spend", **tables):
    """Today 50 of C1 at 20 and 50 of T1 at 10: 1,000 of 1,500 are China's. C2 of China asks 10 for the same.

    With 50 of C2 instead of C1: 500 of 1,000.
    """
    made = market(
        **{
            "items": [{"id": "hub", "reference_price": 10}],
            "suppliers": [{"id": n, "country": c} for n, c in (("C1", "CN"), ("C2", "CN"), ("T1", "TH"))],
            "quotes": [
                quote("C1", 20, origin="CN"),
                quote("C2", 10, origin="CN"),
                quote("T1", 10, origin="TH"),
            ],
            "allocation": [{"item": "hub", "supplier": n, "quantity": 50} for n in ("C1", "T1")],
        }
        | tables
    )
    return hidden({"hub@C2": 50, "hub@T1": 50}, made, caps=[CAP | {"base": base}])


@pytest.mark.parametrize("base", ["spend", "landed"])
def test_a_share_that_falls_with_prices_alone_is_named(base):
    row = cheaper(base).shares[0]
    assert (row.rule, row.group, row.period, row.measure, row.base) == ("cap=china", "CN", 1, "origin", base)
    shares = (row.before, row.after, row.reference_before, row.reference_after)
    assert shares == pytest.approx((2 / 3, 0.5, 0.5, 0.5))
    words = "spend" if base == "spend" else "landed cost"
    assert row.text.startswith(f"CN falls from 66.7 % to 50 % of {words}, yet is 50 % at reference prices")


@pytest.mark.parametrize("base", ["quantity", "reference"])
def test_a_base_without_prices_cannot_fall_by_price(base):
    assert cheaper(base).shares == ()


def test_a_share_that_falls_at_reference_prices_too_is_not():
    """40 of C2 and 60 of T1: 40 % of the reference value, less than half."""
    made_of = {"hub@C2": 40, "hub@T1": 60}
    made = market(
        items=[{"id": "hub", "reference_price": 10}],
        suppliers=[{"id": n, "country": c} for n, c in (("C1", "CN"), ("C2", "CN"), ("T1", "TH"))],
        quotes=[quote("C1", 20, origin="CN"), quote("C2", 10, origin="CN"), quote("T1", 10, origin="TH")],
        allocation=[{"item": "hub", "supplier": n, "quantity": 50} for n in ("C1", "T1")],
    )
    assert hidden(made_of, made, caps=[CAP]).shares == ()


def test_where_nothing_is_bought_today_no_share_has_fallen():
    assert cheaper(allocation=[]).shares == ()


def test_today_hides_nothing():
    counted = plan(firm(), {"hub@V1": 100}, request(caps=[CAP]))
    assert counted.standing.exposure.hidden.awards == ()
    assert counted.standing.exposure.hidden.shares == ()
