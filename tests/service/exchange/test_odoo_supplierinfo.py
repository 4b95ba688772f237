"""An Odoo price list becomes items, suppliers, quotes and price breaks."""

import pytest

from models.errors import ProfileFormatError
from models.profile.document import profile_from_document
from models.profile.schema import TABLES
from service.exchange.import_files import Given
from service.exchange.odoo_supplierinfo import OdooOptions, read_odoo
from tests.instances.data import need

HEADER = (
    "id,partner_id/id,product_tmpl_id/id,min_qty,price,currency_id,delay,sequence,date_start,date_end,uom_id"
)
FIELDS = HEADER.split(",")


def row(**values):
    given = {"id": "", "partner_id/id": "v", "product_tmpl_id/id": "p", "price": "10", "currency_id": "USD"}
    cells = {**given, **{key.replace("__", "/"): value for key, value in values.items()}}
    return ",".join(str(cells.get(name, "")) for name in FIELDS)


def imported(folder, *rows, options=None, **given):
    path = folder / "prices.csv"
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return read_odoo(path, options or OdooOptions(), Given(**given))


def codes(notes):
    return {note.code: note.count for note in notes}


def test_rows_of_rising_quantity_are_one_quote_with_breaks(tmp_path):
    tiers = (row(min_qty=100, price=8), row(min_qty=1, price=10), row(min_qty=500, price="7.5"))
    document = imported(tmp_path, *tiers).document
    [quote] = document["quotes"]
    assert (quote["id"], quote["unit_price"]) == ("p@v", 10)
    assert "min_order" not in quote
    assert document["price_breaks"] == [
        {"quote": "p@v", "from_quantity": 100, "unit_price": 8},
        {"quote": "p@v", "from_quantity": 500, "unit_price": 7.5},
    ]


def test_breaks_count_an_order_and_orders_a_period_are_the_users_to_say(tmp_path):
    """From 100 an order, twelve orders a year: 1,200 a year reach the break."""
    found = imported(tmp_path, row(), row(min_qty=100, price=8), options=OdooOptions(orders=12))
    assert found.document["price_breaks"][0]["from_quantity"] == 1200
    assert codes(found.assumptions) == {"orders_a_period": 1}


def test_a_lowest_quantity_above_one_is_a_minimum_order(tmp_path):
    quotes = imported(tmp_path, row(min_qty=12), row(min_qty=0, partner_id__id="w")).document["quotes"]
    assert [quote.get("min_order") for quote in quotes] == [12, None]


def test_the_row_that_odoo_would_take_stands_for_a_repeated_quantity(tmp_path):
    found = imported(
        tmp_path, row(price=11, sequence=2), row(price=12, sequence=1), row(price=13, sequence=1)
    )
    assert [quote["unit_price"] for quote in found.document["quotes"]] == [12]
    assert [reject.line for reject in found.rejects] == [4, 2]


def test_each_validity_and_currency_is_a_quote_of_its_own(tmp_path):
    rows = (
        row(id="a", date_end="2027-06-30"),
        row(id="b", date_start="2027-07-01", price=11),
        row(currency_id="EUR", price=9),
    )
    quotes = imported(tmp_path, *rows, currency="USD").document["quotes"]
    assert [(q["id"], q.get("valid_from"), q.get("valid_to"), q["currency"]) for q in quotes] == [
        ("a", None, "2027-06-30", "USD"),
        ("b", "2027-07-01", None, "USD"),
        ("p@v", None, None, "EUR"),
    ]


def test_two_quotes_of_one_name_get_a_number(tmp_path):
    quotes = imported(tmp_path, row(), row(date_start="2027-07-01")).document["quotes"]
    assert [quote["id"] for quote in quotes] == ["p@v", "p@v#2"]


def test_the_longest_delay_of_a_quotes_rows_is_its_lead_time(tmp_path):
    [quote] = imported(tmp_path, row(delay=7), row(min_qty=5, price=9, delay=14)).document["quotes"]
    assert quote["lead_time_days"] == 14


def test_a_row_in_another_unit_than_its_products_first_is_left_out(tmp_path):
    found = imported(tmp_path, row(uom_id="Units"), row(partner_id__id="w", uom_id="Dozens"))
    assert found.document["items"] == [{"id": "p", "unit": "Units"}]
    assert [reject.reason for reject in found.rejects] == [
        "unit is not that of the product's first row: 'Dozens', not 'Units'"
    ]


def test_what_a_price_list_does_not_say_is_missing_and_not_made_up(tmp_path):
    found = imported(tmp_path, row(), row(currency_id="EUR", partner_id__id="w"), currency="JPY")
    assert codes(found.missing) == {"demand": 1, "vendor_country": 2, "firm_country": 0, "rates": 2}
    assert found.document["demand"] == []
    assert found.document["firm"] == {"name": "Odoo"}
    assert all("country" not in supplier for supplier in found.document["suppliers"])


def test_what_the_user_says_completes_the_profile(tmp_path):
    found = imported(
        tmp_path,
        row(),
        countries={"v": "VN"},
        country="JP",
        firm="Kita",
        demand=({"item": "p", "quantity": 5.0},),
    )
    assert found.missing == ()
    assert profile_from_document(found.document).issues == ()


def test_prices_in_several_currencies_need_the_profiles_to_be_named(tmp_path):
    with pytest.raises(ProfileFormatError, match="several currencies: EUR, USD"):
        imported(tmp_path, row(), row(currency_id="EUR"))


def test_a_list_none_of_whose_rows_can_be_used_is_refused(tmp_path):
    with pytest.raises(ProfileFormatError, match="no row can be used"):
        imported(tmp_path, row(price=0))


@pytest.fixture(scope="module")
def demo():
    return read_odoo(need("erp_odoo_supplierinfo/product_supplierinfo.csv"), OdooOptions(), Given())


def test_the_demo_list_of_odoo_has_these_tables(demo):
    """26 rows: 785 from 3 on is a break of the row of 790; the other 25 are quotes."""
    assert demo.tables == {"items": 17, "suppliers": 6, "quotes": 25, "price_breaks": 1}
    assert demo.rejects == ()
    assert demo.document["price_breaks"] == [
        {"quote": "product.product_supplierinfo_2", "from_quantity": 3, "unit_price": 785}
    ]
    assert demo.document["currency"] == "USD"


def test_minimum_orders_and_lead_times_of_the_demo_list(demo):
    quotes = {
        quote["id"].removeprefix("product.product_supplierinfo_"): quote for quote in demo.document["quotes"]
    }
    assert {key: q["min_order"] for key, q in quotes.items() if "min_order" in q} == {
        "5": 5,
        "13": 5,
        "18": 12,
    }
    assert (quotes["23"]["unit_price"], quotes["23"]["lead_time_days"]) == (95.5, 10)


def test_the_tables_of_the_demo_list_have_no_fault_but_the_countries(demo):
    issues = profile_from_document(demo.document).issues
    honoured = [issue for issue in issues if issue.code != "not_yet_supported"]
    assert {(issue.code, issue.place.split("/")[1], issue.place.split("/")[-1]) for issue in honoured} == {
        ("missing_value", "suppliers", "country"),
        ("missing_value", "firm", "country"),
    }
    assert set(demo.tables) <= set(TABLES)
