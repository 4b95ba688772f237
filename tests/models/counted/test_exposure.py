"""Shares and concentration against arithmetic by hand."""

from dataclasses import replace
from datetime import date

import pytest

from models.plan.evaluate import exposure_of
from models.plan.exposure import (
    concentration,
    detail_rows,
    item_concentration,
    ledger_of,
    share_of,
    single_country,
    single_country_items,
)
from models.request import PlanRequest
from tests.models.counted.factory import bought, ledger, market, plan
from tests.models.factory import case, quote, request

CAP = {"id": "china", "countries": ["CN"], "max_share": 0.5}


def row_of(exposure, scope="firm", country="CN", measure="origin", base="spend"):
    found = [
        row
        for row in exposure.rows
        if (row.scope, row.country, row.measure, row.base) == (scope, country, measure, base)
    ]
    assert len(found) == 1, [row.scope for row in exposure.rows]
    return found[0]


def shown(made, quantities, asked=None, surplus=None):
    return exposure_of(made, asked or PlanRequest(), bought(made, quantities, surplus))


def test_a_share_is_of_spend_of_landed_cost_or_of_quantity():
    """60 from C1 at 10 (landed 15), 40 from V1 at 12 (landed 12).

    Spend 600 of 1,080; landed 900 of 1,380; quantity 60 of 100.
    """
    made = market(quotes=[quote("C1", 10, origin="CN", freight=5), quote("V1", 12)])
    found = shown(made, {"hub@C1": 60, "hub@V1": 40})
    for base, amount, total in (("spend", 600, 1080), ("landed", 900, 1380), ("quantity", 60, 100)):
        row = row_of(found, base=base)
        assert (row.amount, row.share) == pytest.approx((amount, amount / total))
        assert (row.low, row.high) == pytest.approx((row.share, row.share))


def test_spend_is_the_price_and_not_what_the_unit_costs_in_all():
    """Quality and carrying, handling and duty are in no spend; all but the first two are in landed cost."""
    row = quote("C1", 10, origin="CN", duty_rate=0.2, handling=1, defect_rate=0.5, lead_time_days=365)
    found = shown(market(carrying_rate=1, quotes=[row, quote("V1", 10)]), {"hub@C1": 50, "hub@V1": 50})
    assert row_of(found, base="spend").amount == pytest.approx(500)
    assert row_of(found, base="landed").amount == pytest.approx(650)


def owned():
    """C1 makes in China and belongs to Japan; V1 makes in Vietnam and belongs to China; T1 is Thai."""
    return market(
        suppliers=[
            {"id": "C1", "country": "CN", "owner_country": "JP"},
            {"id": "V1", "country": "VN", "owner_country": "CN"},
            {"id": "T1", "country": "TH"},
        ],
        quotes=[quote("C1", 10, origin="CN"), quote("V1", 10), quote("T1", 10, origin="TH")],
    )


def test_ownership_is_the_owner_s_country_by_default_the_site_s_own():
    """Spend 500, 300 and 200: made in China 50 %, owned from China 30, Japan 50 and Thailand 20 %."""
    found = shown(owned(), {"hub@C1": 50, "hub@V1": 30, "hub@T1": 20})
    assert row_of(found).share == pytest.approx(0.5)
    assert row_of(found, measure="ownership").share == pytest.approx(0.3)
    assert row_of(found, measure="ownership", country="JP").share == pytest.approx(0.5)
    assert row_of(found, measure="ownership", country="TH").share == pytest.approx(0.2)
    assert row_of(found, country="ASEAN").share == pytest.approx(0.5)


def test_the_origin_of_the_quote_counts_and_not_where_it_is_sold():
    made = market(quotes=[quote("C1", 10, origin="VN"), quote("V1", 10, origin="CN")])
    found = shown(made, {"hub@C1": 90, "hub@V1": 10})
    assert row_of(found).share == pytest.approx(0.1)


def test_an_origin_for_customs_only_changes_no_exposure():
    made = market(quotes=[quote("C1", 10, origin="CN", customs_origin="VN")])
    assert row_of(shown(made, {"hub@C1": 100})).share == 1


def banded():
    """C1 is assumed to make in China, V1 states Vietnam, T1 is assumed to make in Thailand; all at 10."""
    return market(
        suppliers=[{"id": name, "country": c} for name, c in (("C1", "CN"), ("V1", "VN"), ("T1", "TH"))],
        quotes=[quote("C1", 10, origin=None), quote("V1", 10), quote("T1", 10, origin=None)],
    )


def test_assumed_origins_make_a_band():
    """50, 30 and 20: China 50 %; at least 0, as C1 is assumed; at most 70 %, as T1 might be Chinese too."""
    row = row_of(shown(banded(), {"hub@C1": 50, "hub@V1": 30, "hub@T1": 20}))
    assert (row.low, row.share, row.high) == pytest.approx((0, 0.5, 0.7))


def test_the_band_of_a_group_takes_its_assumed_members_out_and_the_others_in():
    """ASEAN: Vietnam 30 % for sure, Thailand 20 % assumed; C1's 50 % might be ASEAN's."""
    row = row_of(shown(banded(), {"hub@C1": 50, "hub@V1": 30, "hub@T1": 20}), country="ASEAN")
    assert (row.low, row.share, row.high) == pytest.approx((0.3, 0.5, 1.0))


def test_an_owner_is_no_assumption():
    row = row_of(shown(banded(), {"hub@C1": 50, "hub@V1": 50}), measure="ownership")
    assert (row.low, row.share, row.high) == pytest.approx((0.5, 0.5, 0.5))


@pytest.mark.parametrize(("day", "share"), [(date(2025, 10, 25), 0.4), (date(2025, 10, 26), 1.0)])
def test_groups_are_read_on_the_day_of_the_plan(day, share):
    """40 from Vietnam, 60 from Timor-Leste, which joined ASEAN on 26 October 2025."""
    made = case(
        on=day,
        suppliers=[{"id": "V1", "country": "VN"}, {"id": "L1", "country": "TL"}],
        quotes=[quote("V1", 10), quote("L1", 10, origin="TL")],
    )
    assert row_of(shown(made, {"hub@V1": 40, "hub@L1": 60}), country="ASEAN").share == pytest.approx(share)


def greater_china():
    names = (("C1", "CN"), ("H1", "HK"), ("M1", "MO"), ("W1", "TW"))
    return market(
        suppliers=[{"id": name, "country": c} for name, c in names],
        quotes=[quote(name, 10, origin=c) for name, c in names],
    )


@pytest.mark.parametrize(
    ("countries", "share"),
    [(["CN"], 0.4), (["CN_HK_MO"], 0.7), (["CN", "TW"], 0.7), (["CN_HK_MO", "CN"], 0.7)],
)
def test_taiwan_is_never_in_china_and_the_two_regions_only_in_their_group(countries, share):
    """40 from the mainland, 20 from Hong Kong, 10 from Macao, 30 from Taiwan; nothing counts twice."""
    made = greater_china()
    asked = request(caps=[{"id": "x", "countries": countries, "max_share": 1}])
    quantities = {"hub@C1": 40, "hub@H1": 20, "hub@M1": 10, "hub@W1": 30}
    row = row_of(shown(made, quantities, asked), scope="cap=x", country="+".join(countries))
    assert row.share == pytest.approx(share)
    everything = ledger(made, quantities)
    assert share_of(made, everything, everything.period > 0, countries, ("origin", "spend")) == pytest.approx(
        share
    )


def test_china_and_asean_are_shown_even_where_nothing_comes_from_there():
    made = case(suppliers=[{"id": "V1", "country": "DE"}], quotes=[quote(origin="DE")])
    found = shown(made, {"hub@V1": 100})
    assert [row_of(found, country=name).share for name in ("CN", "ASEAN", "DE")] == [0, 0, 1]


def test_a_surplus_is_left_out_so_that_buying_too_much_never_improves_a_share():
    """50 from each at 10; another 400 from V1 that nobody needs change nothing."""
    made = market(quotes=[quote("C1", 10, origin="CN"), quote("V1", 10)])
    for base in ("spend", "landed", "quantity"):
        found = shown(made, {"hub@C1": 50, "hub@V1": 50}, surplus={"hub@V1": 400})
        assert row_of(found, base=base).share == pytest.approx(0.5)
    everything = ledger(made, {"hub@C1": 50, "hub@V1": 50}, {"hub@V1": 400})
    assert concentration(made, everything)[0].country == pytest.approx(0.5)


def test_where_nothing_is_bought_there_is_no_share():
    found = shown(market(), {})
    row = row_of(found)
    assert (row.amount, row.share, row.low, row.high) == (0, None, None, None)
    assert (found.concentration[0].country, found.concentration[0].supplier) == (None, None)


def test_what_costs_nothing_has_a_share_of_quantity_only():
    made = market(quotes=[quote("C1", 0, origin="CN"), quote("V1", 0)])
    found = shown(made, {"hub@C1": 25, "hub@V1": 75})
    assert row_of(found, base="spend").share is None
    assert row_of(found, base="quantity").share == pytest.approx(0.25)


ASSORTMENT = {
    "items": [
        {"id": "hub", "category": "metal", "critical": True},
        {"id": "nut", "category": "metal"},
        {"id": "cap", "category": "resin"},
    ],
    "demand": [{"item": name, "quantity": 100} for name in ("hub", "nut", "cap")],
    "quotes": [quote("C1", 10, item=name, origin="CN") for name in ("hub", "nut", "cap")]
    + [quote("V1", 10, item=name) for name in ("hub", "nut", "cap")],
    "allocation": [],
}
SPREAD = {"hub@C1": 20, "hub@V1": 80, "nut@C1": 60, "nut@V1": 40, "cap@V1": 100}


@pytest.mark.parametrize(
    ("scope", "share"),
    [
        ({}, 80 / 300),
        ({"item": "nut"}, 0.6),
        ({"category": "metal"}, 0.4),
        ({"category": "resin"}, 0.0),
        ({"critical": True}, 0.2),
        ({"critical": False}, 0.3),
    ],
)
def test_a_rule_is_measured_over_its_scope(scope, share):
    """China: 20 of 100 hubs, 60 of 100 nuts, no caps; all at 10 yen."""
    asked = request(
        caps=[CAP | {"scope": scope}],
        floors=[{"id": "f", "countries": ["VN"], "min_share": 0, "scope": scope}],
    )
    found = shown(market(**ASSORTMENT), SPREAD, asked)
    assert row_of(found, scope="cap=china").share == pytest.approx(share)
    assert row_of(found, scope="floor=f", country="VN").share == pytest.approx(1 - share)


@pytest.mark.parametrize(("measure", "base"), [("ownership", "landed"), ("origin", "quantity")])
def test_a_rule_is_measured_as_it_asks(measure, base):
    made = owned()
    asked = request(caps=[CAP | {"measure": measure, "base": base}])
    found = shown(made, {"hub@C1": 50, "hub@V1": 30, "hub@T1": 20}, asked)
    row = row_of(found, scope="cap=china", measure=measure, base=base)
    assert row.share == pytest.approx(0.3 if measure == "ownership" else 0.5)


def test_a_rule_of_a_plant_is_measured_there():
    """Plant a buys all in China, plant b nothing."""
    made = market(
        plants=[{"id": "a", "country": "JP"}, {"id": "b", "country": "JP"}],
        demand=[{"item": "hub", "plant": p, "quantity": 50} for p in "ab"],
        allocation=[],
    )
    for plant, share in (("a", 1), ("b", 0)):
        asked = request(caps=[CAP | {"scope": {"plant": plant}}])
        found = shown(made, {"hub@C1/a": 50, "hub@V1/b": 50}, asked)
        assert row_of(found, scope="cap=china").share == share


def test_every_category_has_rows_of_its_own():
    found = shown(market(**ASSORTMENT), SPREAD)
    assert row_of(found, scope="category=metal").share == pytest.approx(0.4)
    assert row_of(found, scope="category=resin").share == 0


def test_quantities_of_different_units_are_not_added():
    items = [ASSORTMENT["items"][0] | {"unit": "kg"}, *ASSORTMENT["items"][1:]]
    found = shown(market(**ASSORTMENT | {"items": items}), SPREAD)
    scopes = {row.scope for row in found.rows if row.base == "quantity"}
    assert scopes == {"category=resin"}
    assert row_of(found, scope="firm").share == pytest.approx(80 / 300)


def each_country(made, quantities, **columns):
    asked = request(each_country={"max_share": 0.5} | columns)
    return {
        row.country: row.share for row in shown(made, quantities, asked).rows if row.scope == "each_country"
    }


def home():
    names = (("C1", "CN"), ("V1", "VN"), ("J1", "JP"))
    return market(
        suppliers=[{"id": name, "country": c} for name, c in names],
        quotes=[quote(name, 10, origin=c) for name, c in names],
    )


@pytest.mark.parametrize(
    ("columns", "left"),
    [
        ({}, {"CN": 0.5, "VN": 0.3}),
        ({"except": []}, {"CN": 0.5, "VN": 0.3, "JP": 0.2}),
        ({"except": ["CN"]}, {"VN": 0.3, "JP": 0.2}),
        ({"except": ["JP", "ASEAN"]}, {"CN": 0.5}),
    ],
)
def test_each_country_is_measured_but_for_the_exceptions(columns, left):
    """50 in China, 30 in Vietnam, 20 in Japan; by default the firm's own country is spared."""
    assert each_country(home(), {"hub@C1": 50, "hub@V1": 30, "hub@J1": 20}, **columns) == pytest.approx(left)


def test_without_the_rule_there_are_no_rows_of_it():
    assert not [row for row in shown(home(), {"hub@C1": 100}).rows if row.scope == "each_country"]


def test_concentration_is_the_sum_of_squared_shares():
    """Spend 60, 30 and 10 %: 0.36 + 0.09 + 0.01 = 0.46 by supplier.

    C1 and C2 make in China: 0.9 and 0.1 by country, 0.81 + 0.01 = 0.82.
    """
    made = market(
        suppliers=[
            {"id": "C1", "country": "CN"},
            {"id": "C2", "country": "CN"},
            {"id": "V1", "country": "VN"},
        ],
        quotes=[quote("C1", 10, origin="CN"), quote("C2", 10, origin="CN"), quote("V1", 10)],
    )
    index = concentration(made, ledger(made, {"hub@C1": 60, "hub@C2": 30, "hub@V1": 10}))[0]
    assert (index.scope, index.period) == ("firm", 1)
    assert (index.supplier, index.country) == pytest.approx((0.46, 0.82))


def test_concentration_is_of_spend_and_not_of_quantity():
    """25 at 30 and 75 at 10: half of the money each."""
    made = market(quotes=[quote("C1", 30, origin="CN"), quote("V1", 10)])
    assert concentration(made, ledger(made, {"hub@C1": 25, "hub@V1": 75}))[0].supplier == pytest.approx(0.5)


def test_a_single_source_is_a_concentration_of_one():
    made = market()
    index = concentration(made, ledger(made, {"hub@C1": 100}))[0]
    assert (index.country, index.supplier) == (1, 1)


def test_two_quotes_of_one_supplier_are_one_supplier():
    made = market(
        quotes=[quote("C1", 10, id="a", origin="CN"), quote("C1", 10, id="b", origin="VN")], allocation=[]
    )
    index = concentration(made, ledger(made, {"a": 50, "b": 50}))[0]
    assert (index.supplier, index.country) == pytest.approx((1, 0.5))


def test_categories_and_items_have_indices_of_their_own():
    """Nuts: 60 and 40 %: 0.52. Metal, hubs and nuts: 80 of 200 and 120: 0.16 + 0.36."""
    made = market(**ASSORTMENT)
    found = ledger(made, SPREAD)
    by_scope = {c.scope: c.supplier for c in (*concentration(made, found), *item_concentration(made, found))}
    assert by_scope["item=nut"] == pytest.approx(0.52)
    assert by_scope["item=cap"] == 1
    assert by_scope["category=metal"] == pytest.approx(0.52)


def test_items_made_in_one_country_alone_are_named():
    """Hubs come from two countries, caps from Vietnam only; the nut's Chinese award is empty."""
    made = market(**ASSORTMENT)
    found = ledger(made, {"hub@C1": 1, "hub@V1": 99, "nut@C1": 0, "nut@V1": 100, "cap@V1": 100})
    assert single_country_items(made, found) == ("nut", "cap")
    assert single_country_items(made, ledger(made, {})) == ()


def test_two_suppliers_of_one_country_are_one_country():
    made = market(
        suppliers=[{"id": "C1", "country": "CN"}, {"id": "C2", "country": "CN"}],
        quotes=[quote("C1", 10, origin="CN"), quote("C2", 10, origin="CN")],
    )
    assert single_country_items(made, ledger(made, {"hub@C1": 50, "hub@C2": 50})) == ("hub",)


def test_items_and_plants_are_in_the_details_only():
    made = market(
        plants=[{"id": "a", "country": "JP"}, {"id": "b", "country": "JP"}],
        demand=[{"item": "hub", "plant": p, "quantity": 50} for p in "ab"],
        allocation=[],
    )
    decisions = bought(made, {"hub@C1/a": 50, "hub@V1/b": 50})
    rows = list(detail_rows(made, ledger_of(made, decisions)))
    assert {row.scope for row in rows} == {"item=hub", "plant=a", "plant=b"}
    shares = {
        row.scope: row.share
        for row in rows
        if (row.country, row.measure, row.base) == ("CN", "origin", "quantity")
    }
    assert shares == {"item=hub": 0.5, "plant=a": 1, "plant=b": 0}
    assert {row.scope for row in exposure_of(made, PlanRequest(), decisions).rows} == {"firm"}


# Content, and every measure and base


def looked_through(**tables):
    """V1's hubs are made in Viet Nam of 40 % Chinese content and owned from Japan; C1's are Chinese.

    C1 asks 10 and V1 12; at reference prices a hub is worth 20.
    """
    base = {
        "items": [{"id": "hub", "reference_price": 20}],
        "suppliers": [{"id": "C1", "country": "CN"}, {"id": "V1", "country": "VN", "owner_country": "JP"}],
        "content": [{"supplier": "V1", "country": "CN", "share": 0.4}],
    }
    return market(**base | tables)


@pytest.mark.parametrize(
    ("measure", "shares"),
    [
        ("origin", (300, 300 / 1200)),
        ("ownership", (300, 300 / 1200)),
        ("look_through", (300 + 0.4 * 900, 660 / 1200)),
        ("any", (660, 660 / 1200)),
    ],
)
def test_each_measure_has_its_own_part_of_china(measure, shares):
    """30 of C1 for 300, 75 of V1 for 900, of which 40 % are China's content: 300 + 360 = 660 of 1,200."""
    row = row_of(shown(looked_through(), {"hub@C1": 30, "hub@V1": 75}), measure=measure)
    assert (row.amount, row.share) == pytest.approx(shares)


@pytest.mark.parametrize(
    ("base", "share"),
    [("spend", 600 / 1080), ("landed", 900 / 1380), ("quantity", 0.6), ("reference", 0.6)],
)
def test_the_reference_base_weighs_every_hub_alike(base, share):
    """60 from C1 at 10 (landed 15), 40 from V1 at 12; at 20 each they are 60 % of the reference value."""
    made = looked_through(quotes=[quote("C1", 10, origin="CN", freight=5), quote("V1", 12)])
    row = row_of(shown(made, {"hub@C1": 60, "hub@V1": 40}), base=base)
    assert row.share == pytest.approx(share)
    if base == "reference":
        assert row.amount == pytest.approx(1200)


def test_a_country_that_is_only_content_has_rows_of_the_firm_by_content_and_by_any():
    made = looked_through(content=[{"supplier": "V1", "country": "DE", "share": 0.25}])
    found = [r for r in shown(made, {"hub@V1": 100}).rows if r.country == "DE"]
    assert {(r.scope, r.measure) for r in found} == {("firm", "look_through"), ("firm", "any")}
    assert {r.base for r in found} == {"spend", "landed", "quantity", "reference"}
    assert [r.share for r in found] == pytest.approx([0.25] * 8)


KINDS = {
    (measure, base)
    for measure in ("origin", "ownership", "look_through", "any")
    for base in ("spend", "landed", "quantity", "reference")
}


def kinds_of(exposure, scope, country="CN"):
    found = [(r.measure, r.base) for r in exposure.rows if (r.scope, r.country) == (scope, country)]
    assert len(found) == len(set(found))
    return set(found)


def test_china_is_shown_by_every_measure_and_base_for_the_firm_and_every_category():
    found = shown(market(**ASSORTMENT), SPREAD)
    for scope in ("firm", "category=metal", "category=resin"):
        assert kinds_of(found, scope) == KINDS
    assert kinds_of(found, "firm", "VN") == KINDS
    assert kinds_of(found, "category=metal", "VN") == {
        (m, b) for m, b in KINDS if m in ("origin", "ownership") and b != "reference"
    }


def test_a_rule_of_a_scope_without_rows_of_its_own_shows_china_by_every_measure_and_base():
    """Its own row, of ASEAN, stands first."""
    rule = {"countries": ["ASEAN"], "max_share": 1, "measure": "any", "base": "reference"}
    scopes = {
        "item": {"item": "hub"},
        "critical": {"critical": True},
        "metal": {"category": "metal"},
        "all": {},
    }
    asked = request(caps=[rule | {"id": name, "scope": scope} for name, scope in scopes.items()])
    found = shown(market(**ASSORTMENT), SPREAD, asked)
    for name in scopes:
        rows = [r for r in found.rows if r.scope == f"cap={name}"]
        assert (rows[0].country, rows[0].measure, rows[0].base) == ("ASEAN", "any", "reference")
        assert kinds_of(found, f"cap={name}") == (KINDS if name in ("item", "critical") else set())
    shares = {
        r.measure: r.share for r in found.rows if (r.scope, r.country, r.base) == ("cap=item", "CN", "spend")
    }
    assert shares == pytest.approx(dict.fromkeys(shares, 0.2))


def test_a_rule_on_china_has_no_row_twice():
    asked = request(caps=[CAP | {"scope": {"item": "hub"}, "measure": "any", "base": "landed"}])
    found = shown(market(**ASSORTMENT), SPREAD, asked)
    assert kinds_of(found, "cap=china") == KINDS
    first = next(r for r in found.rows if r.scope == "cap=china")
    assert (first.measure, first.base) == ("any", "landed")


def test_items_show_china_by_every_measure_and_base_in_the_details():
    made = market(**ASSORTMENT)
    rows = list(detail_rows(made, ledger(made, SPREAD)))
    for item in ("hub", "nut", "cap"):
        found = [(r.measure, r.base) for r in rows if (r.scope, r.country) == (f"item={item}", "CN")]
        assert sorted(found) == sorted(KINDS)


def test_the_band_of_content_is_what_no_content_is_given_for():
    """C1's origin is assumed: 30 % of it are Japan's content, the other 70 % China's by assumption.

    50 of C1, 50 of V1 (certified, 40 % China's content), all at 10: China 0.5 x 0.7 + 0.5 x 0.4 = 55 %, at
    least 20 % (V1's), at most 55 %; Viet Nam 30 %, at most 30 + 35 = 65 %.
    """
    made = looked_through(
        quotes=[quote("C1", 10, origin=None), quote("V1", 10)],
        content=[
            {"supplier": "V1", "country": "CN", "share": 0.4},
            {"supplier": "C1", "country": "JP", "share": 0.3},
        ],
    )
    found = shown(made, {"hub@C1": 50, "hub@V1": 50})
    china, vietnam = (row_of(found, country=c, measure="look_through") for c in ("CN", "VN"))
    assert (china.low, china.share, china.high) == pytest.approx((0.2, 0.55, 0.55))
    assert (vietnam.low, vietnam.share, vietnam.high) == pytest.approx((0.3, 0.3, 0.65))


def test_the_band_of_any_follows():
    """The same, C1 owned from China: 100 % of it by any, whatever its origin. 0.5 + 0.5 x 0.4 = 70 %."""
    made = looked_through(quotes=[quote("C1", 10, origin=None), quote("V1", 10)])
    row = row_of(shown(made, {"hub@C1": 50, "hub@V1": 50}), measure="any")
    assert (row.low, row.share, row.high) == pytest.approx((0.7, 0.7, 0.7))
    japan = row_of(shown(made, {"hub@C1": 50, "hub@V1": 50}), measure="any", country="JP")
    assert (japan.low, japan.share, japan.high) == pytest.approx((0.5, 0.5, 1.0))


def test_any_of_a_group_is_measured_as_a_group():
    """V1: 40 % China's content, 25 % Thailand's, owned from Japan: 65 % for China and Thailand together."""
    made = looked_through(
        content=[
            {"supplier": "V1", "country": "CN", "share": 0.4},
            {"supplier": "V1", "country": "TH", "share": 0.25},
        ]
    )
    asked = request(caps=[{"id": "x", "countries": ["CN", "TH"], "max_share": 1, "measure": "any"}])
    row = row_of(shown(made, {"hub@V1": 100}, asked), scope="cap=x", country="CN+TH", measure="any")
    assert row.share == pytest.approx(0.65)


@pytest.mark.parametrize(
    ("measure", "left"),
    [
        ("origin", {"CN": 0.0, "DE": 0.0, "VN": 1.0}),
        ("look_through", {"CN": 0.4, "DE": 0.25, "VN": 0.35}),
        ("any", {"CN": 0.4, "DE": 0.25, "VN": 1.0}),
    ],
)
def test_each_country_is_every_one_that_anything_bought_is_tied_to(measure, left):
    made = looked_through(
        content=[
            {"supplier": "V1", "country": "CN", "share": 0.4},
            {"supplier": "V1", "country": "DE", "share": 0.25},
        ]
    )
    assert each_country(made, {"hub@V1": 100}, measure=measure) == pytest.approx(left)


def test_without_content_looking_through_is_origin_and_any_the_larger_of_it_and_the_owner():
    found = shown(owned(), {"hub@C1": 50, "hub@V1": 30, "hub@T1": 20})
    for base in ("spend", "landed", "quantity", "reference"):
        assert row_of(found, measure="look_through", base=base) == replace(
            row_of(found, base=base), measure="look_through"
        )
        assert row_of(found, measure="any", base=base).share == pytest.approx(0.8)


# What hangs on one country


def alone(made, quantities):
    return [(r.item, r.country, r.measure) for r in single_country(made, ledger(made, quantities))]


def two_lands(**tables):
    """Hubs of V1 in Viet Nam and of T1 in Thailand, both owned from China."""
    suppliers = [{"id": n, "country": c, "owner_country": "CN"} for n, c in (("V1", "VN"), ("T1", "TH"))]
    quotes = [quote("V1", 10), quote("T1", 10, origin="TH")]
    return market(**{"suppliers": suppliers, "quotes": quotes, "allocation": []} | tables)


def test_an_item_of_two_origins_may_hang_on_the_country_of_one_owner():
    assert alone(two_lands(), {"hub@V1": 50, "hub@T1": 50}) == [("hub", "CN", "ownership")]


def test_an_item_of_one_origin_and_another_owner_hangs_on_both():
    assert alone(two_lands(), {"hub@V1": 100}) == [("hub", "VN", "origin"), ("hub", "CN", "ownership")]


def test_an_item_may_hang_on_the_content_of_one_country():
    """Both makers only assemble what comes from Korea; one per cent of their own is enough to tell."""
    rows = [{"supplier": name, "country": "KR", "share": 1} for name in ("V1", "T1")]
    suppliers = [{"id": "V1", "country": "VN"}, {"id": "T1", "country": "TH"}]
    made = two_lands(suppliers=suppliers, content=rows)
    assert alone(made, {"hub@V1": 50, "hub@T1": 50}) == [("hub", "KR", "look_through")]
    made = two_lands(suppliers=suppliers, content=[rows[0], rows[1] | {"share": 0.99}])
    assert alone(made, {"hub@V1": 50, "hub@T1": 50}) == []


def test_an_item_may_hang_on_a_country_by_one_tie_here_and_by_another_there():
    """C1 makes in China; V1 is owned from there."""
    suppliers = [{"id": "C1", "country": "CN", "owner_country": "JP"}, {"id": "V1", "country": "VN"}]
    suppliers[1]["owner_country"] = "CN"
    made = market(suppliers=suppliers, allocation=[])
    assert alone(made, {"hub@C1": 50, "hub@V1": 50}) == [("hub", "CN", "any")]


def test_the_list_of_items_is_of_origins_alone():
    made = two_lands()
    assert single_country_items(made, ledger(made, {"hub@V1": 50, "hub@T1": 50})) == ()
    assert shown(made, {"hub@V1": 100}).single_country_items == ("hub",)


def test_the_standing_shows_today_s_exposure_and_the_plan_its_own():
    made = market(allocation=[{"item": "hub", "supplier": "C1", "quantity": 100}])
    counted = plan(made, {"hub@V1": 100})
    assert row_of(counted.standing.exposure).share == 1
    assert row_of(counted.exposure).share == 0


def test_today_s_exposure_is_measured_by_the_rules_of_the_request_too():
    counted = plan(market(), {"hub@V1": 100}, request(caps=[CAP]))
    assert row_of(counted.standing.exposure, scope="cap=china").share == 1
