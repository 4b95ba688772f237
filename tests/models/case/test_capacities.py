"""Which quotes use a capacity, and how much of it."""

from tests.models.factory import case, quote

ITEMS = [{"id": "hub"}, {"id": "rim"}]
SUPPLIERS = [
    {"id": "V1", "country": "VN", "group": "kiku"},
    {"id": "V2", "country": "TH", "group": "kiku"},
    {"id": "V3", "country": "TH"},
]
QUOTES = [quote("V3"), quote("V2"), quote("V1", item="rim"), quote("V1", id="second"), quote("V1")]


def loads(capacity: dict[str, object], *use: dict[str, object]) -> list[tuple[int, float]]:
    """Position and rate of the quotes that use a press."""
    press = {"id": "press", "quantity": 1000} | capacity
    rows = [{"capacity": "press"} | row for row in use]
    made = case(items=ITEMS, suppliers=SUPPLIERS, quotes=QUOTES, capacities=[press], capacity_use=rows)
    limits = made.capacities
    assert set(limits.load_capacity.tolist()) <= {0}
    return list(zip(limits.load_quote.tolist(), limits.load_rate.tolist(), strict=True))


def test_a_capacity_in_units_is_used_by_every_quote_of_its_supplier():
    assert loads({"supplier": "V1"}) == [(2, 1.0), (3, 1.0), (4, 1.0)]


def test_a_capacity_of_a_group_is_used_by_every_site_of_it():
    assert loads({"group": "kiku"}) == [(2, 1.0), (3, 1.0), (4, 1.0), (1, 1.0)]


def test_a_rate_is_of_the_item_and_what_is_not_listed_uses_nothing():
    found = loads({"supplier": "V1", "unit": "rate"}, {"item": "hub", "rate": 0.5})
    assert found == [(3, 0.5), (4, 0.5)]


def test_a_quote_s_own_rate_wins_over_its_item_s_wherever_it_stands():
    own, items = {"quote": "second", "rate": 2}, {"item": "hub", "rate": 0.5}
    for use in ((own, items), (items, own)):
        assert loads({"supplier": "V1", "unit": "rate"}, *use) == [(3, 2.0), (4, 0.5)]


def test_a_rate_of_nothing_is_no_use():
    use = ({"item": "hub", "rate": 0.5}, {"quote": "second", "rate": 0})
    assert loads({"supplier": "V1", "unit": "rate"}, *use) == [(4, 0.5)]


def test_a_capacity_by_rate_that_lists_nothing_is_used_by_nobody():
    assert loads({"supplier": "V1", "unit": "rate"}) == []


def test_each_capacity_has_its_own_rates():
    capacities = [
        {"id": name, "quantity": 10, "supplier": "V1", "unit": "rate"} for name in ("press", "oven", "idle")
    ]
    use = [
        {"capacity": "oven", "item": "rim", "rate": 3},
        {"capacity": "press", "item": "hub", "rate": 1},
    ]
    made = case(items=ITEMS, suppliers=SUPPLIERS, quotes=QUOTES, capacities=capacities, capacity_use=use)
    limits = made.capacities
    found = zip(limits.load_capacity.tolist(), limits.load_quote.tolist(), limits.load_rate, strict=True)
    assert list(found) == [(0, 3, 1.0), (0, 4, 1.0), (1, 2, 3.0)]
