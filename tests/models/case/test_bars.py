"""What may not be used, and which row of the profile says so."""

from datetime import date

import pytest

from tests.models.factory import case, quote

SUPPLIERS = [
    {"id": "C1", "country": "CN", "vendor": "v7", "region": "Xinjiang"},
    {"id": "C2", "country": "CN", "vendor": "v8", "region": "Jiangsu", "owner_country": "TW"},
    {"id": "V1", "country": "VN", "vendor": "v7", "owner_country": "CN"},
    {"id": "T1", "country": "TH"},
]
ITEMS = [
    {"id": "hub", "category": "metal"},
    {"id": "nut", "category": "metal"},
    {"id": "cap", "category": "resin"},
]
QUOTES = [
    quote("C1", id="hub-c1", origin=None),
    quote("C2", id="hub-c2", origin=None),
    quote("V1", id="hub-v1", origin="VN"),
    quote("T1", id="hub-t1", origin="CN"),
    quote("C1", id="nut-c1", item="nut", origin=None),
    quote("C1", id="cap-c1", item="cap", origin=None),
]
NEEDS = [{"item": "hub", "quantity": 1}]


def barred(on=None, **tables):
    made = case(on=on, items=ITEMS, suppliers=tables.pop("suppliers", SUPPLIERS), demand=NEEDS,
                quotes=tables.pop("quotes", QUOTES), **tables)  # fmt: skip
    return sorted(zip(made.bars.source, made.bars.row.tolist(), made.quotes.id[made.bars.quote], strict=True))


def hit(**exclusion):
    return {name for _, _, name in barred(exclusions=[exclusion])}


def test_without_a_rule_nothing_is_barred():
    assert barred() == []


def test_a_country_bars_what_is_made_there_and_what_is_sold_from_there():
    """T1 sells from Thailand what is made in China; V1 is only owned from China."""
    assert hit(country="CN") == {"hub-c1", "hub-c2", "hub-t1", "nut-c1", "cap-c1"}


def test_a_country_bars_what_a_site_there_sells_though_it_is_made_elsewhere():
    assert hit(country="TH") == {"hub-t1"}
    assert hit(country="VN") == {"hub-v1"}


def test_an_owner_s_country_is_the_site_s_own_where_none_is_named():
    """C2 is owned from Taiwan, V1 from China; C1 names no owner."""
    assert hit(owner_country="CN") == {"hub-c1", "hub-v1", "nut-c1", "cap-c1"}
    assert hit(owner_country="TW") == {"hub-c2"}


def test_a_region_bars_its_sites():
    assert hit(region="Xinjiang") == {"hub-c1", "nut-c1", "cap-c1"}


def test_a_vendor_bars_all_its_sites():
    assert hit(vendor="v7") == {"hub-c1", "hub-v1", "nut-c1", "cap-c1"}


def test_a_supplier_bars_one_site():
    assert hit(supplier="C1") == {"hub-c1", "nut-c1", "cap-c1"}


@pytest.mark.parametrize(
    ("narrow", "expected"),
    [
        ({"item": "nut"}, {"nut-c1"}),
        ({"item": "hub"}, {"hub-c1"}),
        ({"category": "metal"}, {"hub-c1", "nut-c1"}),
        ({"category": "resin"}, {"cap-c1"}),
    ],
)
def test_an_exclusion_may_be_for_an_item_or_a_category_only(narrow, expected):
    assert hit(supplier="C1", **narrow) == expected


def test_list_and_reason_are_kept_and_change_nothing():
    assert hit(supplier="T1", list="entity list", reason="human rights") == {"hub-t1"}


@pytest.mark.parametrize(
    ("first", "expected"),
    [("2027-04-01", {"hub-t1"}), ("2027-04-02", set()), ("2020-01-01", {"hub-t1"}), (None, {"hub-t1"})],
)
def test_an_exclusion_binds_in_a_period_on_whose_first_day_it_is_in_force(first, expected):
    exclusion = {"supplier": "T1"} | ({"from": first} if first else {})
    assert hit(**exclusion) == expected


def test_a_supplier_may_be_marked_as_excluded():
    rows = [
        s | ({"excluded": True, "excluded_reason": "quality"} if s["id"] == "T1" else {}) for s in SUPPLIERS
    ]
    assert barred(suppliers=rows) == [("suppliers", 3, "hub-t1")]
    rows = [s | {"excluded": False} for s in SUPPLIERS]
    assert barred(suppliers=rows) == []


@pytest.mark.parametrize(
    ("columns", "usable"),
    [
        ({"valid_from": "2027-04-01"}, True),
        ({"valid_from": "2027-04-02"}, False),
        ({"valid_to": "2027-04-01"}, True),
        ({"valid_to": "2027-03-31"}, False),
        ({"valid_from": "2027-01-01", "valid_to": "2027-12-31"}, True),
    ],
)
def test_a_quote_is_usable_in_a_period_on_whose_first_day_it_is_valid(columns, usable):
    """The period starts on 1 April 2027; both ends are inclusive."""
    rows = [quote("T1", id="hub-t1"), quote("C1", id="other", **columns)]
    assert barred(quotes=rows) == ([] if usable else [("quotes", 1, "other")])


def test_validity_is_of_the_period_and_not_of_the_day_of_the_request():
    rows = [quote("T1", id="hub-t1"), quote("C1", id="other", valid_to="2027-04-01")]
    assert barred(on=date(2027, 6, 1), quotes=rows) == []


def test_every_rule_that_bars_a_quote_is_named():
    exclusions = [{"supplier": "T1"}, {"country": "TH"}, {"supplier": "V1"}]
    assert barred(exclusions=exclusions) == [
        ("exclusions", 0, "hub-t1"),
        ("exclusions", 1, "hub-t1"),
        ("exclusions", 2, "hub-v1"),
    ]
