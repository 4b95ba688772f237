"""The parts of a case, defaults filled in."""

import numpy as np
import pytest

from tests.models.factory import case, quote

BOUGHT = [
    {"item": "hub", "supplier": "V1", "quantity": 60},
    {"item": "hub", "supplier": "C1", "quantity": 40},
]
TWO = [{"id": "V1", "country": "VN"}, {"id": "C1", "country": "CN"}]
OFFERS = [quote("V1"), quote("C1", origin="CN")]
PLANTS = [{"id": "nagoya", "country": "JP"}, {"id": "rayong", "country": "TH"}]


def needs(demand, **tables):
    made = case(items=[{"id": "hub"}, {"id": "nut"}], demand=demand,
                quotes=[quote(), quote(item="nut")], **tables)  # fmt: skip
    plants = made.plants.id[made.needs.plant]
    rows = zip(made.items.id[made.needs.item], plants, made.needs.quantity.tolist(), strict=True)
    return sorted(rows, key=str)


def test_a_need_is_an_item_a_plant_and_a_period_with_demand():
    assert needs([{"item": "hub", "quantity": 5}, {"item": "nut", "quantity": 0}]) == [("hub", None, 5)]


def test_a_row_with_a_period_overrides_the_one_without():
    rows = [{"item": "hub", "quantity": 5, "period": 1}, {"item": "hub", "quantity": 9}]
    assert needs(rows) == [("hub", None, 5)]
    assert needs(rows[::-1]) == [("hub", None, 5)]


def test_a_period_without_need_overrides_too():
    assert needs([{"item": "hub", "quantity": 9}, {"item": "hub", "quantity": 0, "period": 1}]) == []


def test_each_plant_has_its_own_need():
    rows = [{"item": "hub", "plant": p["id"], "quantity": n + 1} for n, p in enumerate(PLANTS)]
    assert needs(rows, plants=PLANTS) == [("hub", "nagoya", 1), ("hub", "rayong", 2)]


def test_an_override_is_for_its_own_plant():
    rows = [{"item": "hub", "plant": p["id"], "quantity": 5} for p in PLANTS]
    rows.append({"item": "hub", "plant": "rayong", "quantity": 8, "period": 1})
    assert needs(rows, plants=PLANTS) == [("hub", "nagoya", 5), ("hub", "rayong", 8)]


def test_with_one_plant_rows_need_not_name_it():
    assert needs([{"item": "hub", "quantity": 5}], plants=PLANTS[:1]) == [("hub", "nagoya", 5)]


def test_without_plants_there_is_one_without_a_name_in_the_firm_s_country():
    made = case()
    assert (made.plants.id.tolist(), made.plants.country.tolist(), made.plants.bonded.tolist()) == (
        [None],
        ["JP"],
        [False],
    )


def test_defaults_of_an_item():
    items = case().items
    assert (items.name[0], items.unit[0], items.distinct[0]) == ("hub", "each", "site")
    assert not items.critical[0]
    for column in (items.min_suppliers, items.max_suppliers, items.least_share, items.shortage_cost):
        assert np.isnan(column[0])


def test_defaults_of_a_supplier():
    suppliers = case().suppliers
    assert (suppliers.owner[0], suppliers.company[0]) == ("VN", "V1")
    assert suppliers.capacity[0] == np.inf
    assert not suppliers.onboarded[0]
    assert not suppliers.excluded[0]


def test_a_supplier_may_name_its_owner_and_its_group():
    suppliers = case(suppliers=[{"id": "V1", "country": "VN", "owner_country": "CN", "group": "G"}]).suppliers
    assert (suppliers.country[0], suppliers.owner[0], suppliers.company[0]) == ("VN", "CN", "G")


def test_defaults_of_a_quote():
    quotes = case(quotes=[{"item": "hub", "supplier": "V1", "unit_price": 1}]).quotes
    assert (quotes.id[0], quotes.plant[0], quotes.origin[0], quotes.customs_origin[0]) == (
        "hub@V1",
        -1,
        "VN",
        "VN",
    )
    assert (quotes.min_order[0], quotes.min_share[0], quotes.max_share[0]) == (0, 0, 1)
    assert (quotes.capacity[0], quotes.capacity_rate[0]) == (np.inf, 1)
    assert (quotes.qualification_cost[0], quotes.tooling_cost[0]) == (0, 0)
    assert not quotes.qualified[0]


def test_a_quote_for_one_plant_names_it_in_its_default_id():
    rows = [{"item": "hub", "plant": p["id"], "quantity": 1} for p in PLANTS]
    made = case(plants=PLANTS, demand=rows, quotes=[quote(), quote(plant="rayong")])
    assert made.quotes.id.tolist() == ["hub@V1", "hub@V1@rayong"]
    served = zip(made.quotes.id[made.offers.quote], made.plants.id[made.offers.plant], strict=True)
    assert sorted(served) == [("hub@V1", "nagoya"), ("hub@V1", "rayong"), ("hub@V1@rayong", "rayong")]


@pytest.mark.parametrize(
    ("columns", "origin", "assumed"),
    [
        ({"origin": None}, "VN", True),
        ({"origin": "CN"}, "CN", False),
        ({"origin": "CN", "origin_basis": "certificate"}, "CN", False),
        ({"origin": "CN", "origin_basis": "declared"}, "CN", False),
        ({"origin": "CN", "origin_basis": "assumed"}, "CN", True),
        ({"origin": None, "origin_basis": "declared"}, "VN", False),
    ],
)
def test_an_origin_is_assumed_where_nobody_stated_it(columns, origin, assumed):
    quotes = case(quotes=[quote(**columns)]).quotes
    assert (quotes.origin[0], bool(quotes.origin_assumed[0])) == (origin, assumed)


COSTS = {"qualification_cost": 7, "tooling_cost": 11}


def started(allocation=(), supplier=None, **columns):
    made = case(
        suppliers=[{"id": "V1", "country": "VN", "onboarding_cost": 13} | (supplier or {})],
        quotes=[quote(**COSTS | columns)],
        allocation=list(allocation),
    )
    quotes, suppliers = made.quotes, made.suppliers
    costs = quotes.qualification_cost[0], quotes.tooling_cost[0], suppliers.onboarding_cost[0]
    return costs, (bool(quotes.qualified[0]), bool(suppliers.onboarded[0]))


def test_what_is_new_is_qualified_tooled_and_onboarded_at_its_cost():
    assert started() == ((7, 11, 13), (False, False))


def test_what_has_allocation_today_is_qualified_and_onboarded_and_costs_nothing():
    assert started([{"item": "hub", "supplier": "V1", "quantity": 1}]) == ((0, 0, 0), (True, True))


def test_an_allocation_of_zero_is_none():
    assert started([{"item": "hub", "supplier": "V1", "quantity": 0}]) == ((7, 11, 13), (False, False))


def test_a_qualified_quote_of_a_new_supplier_still_needs_tools_and_onboarding():
    assert started(qualified=True) == ((0, 11, 13), (True, False))


def test_an_onboarded_supplier_still_needs_to_qualify():
    assert started(supplier={"onboarded": True}) == ((7, 11, 0), (False, True))


def test_said_not_to_be_qualified_it_costs_though_the_default_would_be_the_same():
    assert started(qualified=False, supplier={"onboarded": False}) == ((7, 11, 13), (False, False))


def test_buying_one_item_of_a_supplier_onboards_it_for_the_others():
    """The nut is new and costs its qualification; its supplier is known."""
    made = case(
        items=[{"id": "hub"}, {"id": "nut"}],
        suppliers=[{"id": "V1", "country": "VN", "onboarding_cost": 13}],
        quotes=[quote(**COSTS), quote(item="nut", **COSTS)],
        allocation=[{"item": "hub", "supplier": "V1", "quantity": 1}],
    )
    assert made.suppliers.onboarding_cost.tolist() == [0]
    assert made.quotes.qualification_cost.tolist() == [0, 7]
    assert made.quotes.incumbent.tolist() == [True, False]


def contracts(horizon=None, **columns):
    made = case(
        horizon=horizon or {"start": "2027-04-01"},
        contracts=[{"item": "hub", "supplier": "V1", "quantity": 366} | columns],
    )
    return made.contracts.quantity.tolist()


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({}, [366]),
        ({"from": "2027-04-01", "to": "2028-03-31"}, [366]),
        ({"from": "2020-01-01", "to": "2030-01-01"}, [366]),
        ({"to": "2027-04-01"}, [1]),
        ({"from": "2028-03-31"}, [1]),
        ({"from": "2027-04-11", "to": "2027-04-20"}, [10]),
        ({"to": "2027-09-30"}, [183]),
        ({"from": "2028-04-01"}, []),
        ({"to": "2027-03-31"}, []),
    ],
)
def test_a_contract_is_pro_rata_by_days_both_ends_inclusive(columns, expected):
    """366 hubs in the 366 days from 1 April 2027: one a day. April to September has 183 days."""
    assert contracts(**columns) == pytest.approx(expected)


def test_a_contract_of_a_quarter_counts_the_quarter_s_days():
    """April to June: 91 days; April alone 30 of them: 366 x 30 / 91."""
    quarter = {"start": "2027-04-01", "period": "quarter"}
    assert contracts(quarter, to="2027-04-30") == pytest.approx([366 * 30 / 91])


def test_a_shortfall_price_makes_a_contract_soft():
    made = case(contracts=[{"item": "hub", "supplier": "V1", "quantity": 1, "shortfall_price": 4}])
    assert made.contracts.price.tolist() == [4]
    made = case(contracts=[{"item": "hub", "supplier": "V1", "quantity": 1}])
    assert np.isnan(made.contracts.price[0])


def locks(*rows, **tables):
    base = {"suppliers": TWO, "quotes": OFFERS, "allocation": BOUGHT}
    made = case(locks=list(rows), **base | tables)
    return made.locks.share.tolist()


def test_a_lock_without_a_share_keeps_today_s():
    """60 of 100 today."""
    assert locks({"item": "hub", "supplier": "V1"}) == pytest.approx([0.6])
    assert locks({"item": "hub", "supplier": "V1", "share": 0.25}) == [0.25]
    assert locks({"item": "hub", "supplier": "V1", "share": 0}) == [0]


def test_today_s_share_is_of_what_is_bought_and_not_of_the_demand():
    rows = [
        {"item": "hub", "supplier": "V1", "quantity": 30},
        {"item": "hub", "supplier": "C1", "quantity": 90},
    ]
    assert locks({"item": "hub", "supplier": "V1"}, allocation=rows) == [0.25]


def test_a_lock_of_a_plant_keeps_the_share_of_that_plant():
    """Nagoya: 30 of 40 from V1; Rayong: nothing of 60; the item: 30 of 100."""
    tables = {
        "plants": PLANTS,
        "demand": [{"item": "hub", "plant": p["id"], "quantity": 50} for p in PLANTS],
        "allocation": [
            {"item": "hub", "supplier": "V1", "plant": "nagoya", "quantity": 30},
            {"item": "hub", "supplier": "C1", "plant": "nagoya", "quantity": 10},
            {"item": "hub", "supplier": "C1", "plant": "rayong", "quantity": 60},
        ],
    }
    assert locks({"item": "hub", "supplier": "V1", "plant": "nagoya"}, **tables) == [0.75]
    assert locks({"item": "hub", "supplier": "V1", "plant": "rayong"}, **tables) == [0]
    assert locks({"item": "hub", "supplier": "V1"}, **tables) == pytest.approx([0.3])


@pytest.mark.parametrize(("until", "count"), [("2027-03-31", 0), ("2027-04-01", 1), ("2030-01-01", 1)])
def test_a_lock_holds_in_a_period_that_begins_by_its_last_day(until, count):
    assert len(locks({"item": "hub", "supplier": "V1", "until": until})) == count


def test_today_s_purchases_are_found_among_the_offers():
    made = case(suppliers=TWO, quotes=OFFERS, allocation=BOUGHT)
    assert made.quotes.id[made.offers.quote[made.allocation.offer]].tolist() == ["hub@V1", "hub@C1"]
    assert made.allocation.quantity.tolist() == [60, 40]


def test_a_purchase_at_a_plant_is_the_offer_at_that_plant():
    rows = [{"item": "hub", "plant": p["id"], "quantity": 50} for p in PLANTS]
    bought = [{"item": "hub", "supplier": "V1", "plant": "rayong", "quantity": 50}]
    made = case(plants=PLANTS, demand=rows, allocation=bought)
    assert made.plants.id[made.offers.plant[made.allocation.offer]].tolist() == ["rayong"]
