"""Rows of an Odoo price list are read under every header its versions write."""

from datetime import date

import pytest

from models.errors import ProfileFormatError
from service.exchange.odoo_rows import currency_of, read_price_list

HEADER = "id,partner_id/id,product_tmpl_id/id,min_qty,price,currency_id/id,delay"
ROW = "x.1,base.hanoi,x.rotor,1,12.5,base.USD,14"


def write(folder, *rows, header=HEADER):
    path = folder / "prices.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def read(folder, *rows, header=HEADER, **options):
    return read_price_list(write(folder, *rows, header=header), **options)


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (HEADER, ROW),
        ("id,name/id,product_tmpl_id/id,min_qty,price,currency_id/id,delay", ROW),
        (
            "id,partner_id,product_tmpl_id,min_qty,price,currency_id,delay",
            "x.1,base.hanoi,x.rotor,1,12.5,USD,14",
        ),
        (
            "External ID,Vendor/External ID,Product Template/External ID,Quantity,Price,Currency,Lead Time",
            "x.1,base.hanoi,x.rotor,1,12.5,USD,14",
        ),
        (
            "External ID,Vendor,Product Template,Quantity,Unit Price,Currency,Delivery Lead Time",
            "x.1,base.hanoi,x.rotor,1,12.5,USD,14",
        ),
    ],
)
def test_headers_of_every_version_say_the_same(tmp_path, header, row):
    [found] = read(tmp_path, row, header=header).rows
    assert (found.vendor, found.item, found.quantity, found.price) == ("base.hanoi", "x.rotor", 1, 12.5)
    assert (found.currency, found.delay, found.key, found.line) == ("USD", 14, "x.1", 2)


def test_database_ids_are_read_where_there_is_nothing_better(tmp_path):
    header = "partner_id/.id,product_tmpl_id/.id,price,currency_id"
    [found] = read(tmp_path, "7,12,3,EUR", header=header).rows
    assert (found.vendor, found.item, found.quantity, found.delay, found.key) == ("7", "12", 1, 0, "")


def test_names_beside_ids_are_kept_as_names(tmp_path):
    header = "partner_id/id,partner_id,product_tmpl_id/id,product_tmpl_id,price,currency_id"
    found = read(tmp_path, "base.hanoi,Hanoi Motors,x.rotor,Rotor,3,USD", header=header)
    assert found.names == {"base.hanoi": "Hanoi Motors", "x.rotor": "Rotor"}


def test_a_discount_is_taken_off_and_dates_are_kept(tmp_path):
    header = "partner_id/id,product_tmpl_id/id,price,currency_id,discount,date_start,date_end,uom_id/id"
    [found] = read(tmp_path, "v,p,200,USD,12.5,2027-01-01,2027-12-31,uom.kg", header=header).rows
    assert (found.price, found.unit) == (175, "uom.kg")
    assert (found.begin, found.end) == (date(2027, 1, 1), date(2027, 12, 31))


def test_a_row_of_a_template_holds_for_each_of_its_variants(tmp_path):
    header = "partner_id/id,product_tmpl_id/id,product_id/id,price,currency_id"
    rows = ("v,desk,desk.black,90,USD", "v,desk,desk.white,95,USD", "w,desk,,80,USD", "w,lamp,,10,USD")
    found = read(tmp_path, *rows, header=header).rows
    assert [(row.item, row.vendor, row.price) for row in found] == [
        ("desk.black", "v", 90),
        ("desk.white", "v", 95),
        ("desk.black", "w", 80),
        ("desk.white", "w", 80),
        ("lamp", "w", 10),
    ]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("x.1,,x.rotor,1,12.5,base.USD,14", "no vendor"),
        ("x.1,v,,1,12.5,base.USD,14", "no product"),
        ('x.1,v,p,1,"12,5",base.USD,14', "not to be read: price '12,5'"),
        ("x.1,v,p,few,12.5,base.USD,soon", "not to be read: delay 'soon', quantity 'few'"),
        ("x.1,v,p,1,12.5,base.USD,-1", "not to be read: delay '-1'"),
        ("x.1,v,p,1,12.5,base.XTS,14", "currency is not known: 'base.XTS'"),
        ("x.1,v,p,1,12.5,,14", "no currency"),
        ("x.1,v,p,1,0,base.USD,14", "no price: 0 is what Odoo writes where none was entered"),
        ("x.1,v", "the row has 2 cells, the header 7"),
    ],
)
def test_a_row_that_cannot_be_used_says_why(tmp_path, row, words):
    found = read(tmp_path, row)
    assert found.rows == ()
    assert [(reject.line, reject.reason) for reject in found.rejects] == [(2, words)]


def test_a_row_that_ends_before_it_begins_is_left_out(tmp_path):
    header = "partner_id/id,product_tmpl_id/id,price,currency_id,date_start,date_end"
    found = read(tmp_path, "v,p,2,USD,2027-02-01,2027-01-01", "v,p,2,USD,x,", header=header)
    assert [reject.reason for reject in found.rejects] == [
        "it ends before it begins",
        "not to be read: begin 'x'",
    ]


def test_rows_of_several_companies_need_one_to_be_named(tmp_path):
    header = "partner_id/id,product_tmpl_id/id,price,currency_id,company_id"
    rows = ("v,p,1,USD,Osaka", "v,q,2,USD,Nagoya", "v,r,3,USD,")
    with pytest.raises(ProfileFormatError, match="several companies: Nagoya, Osaka"):
        read(tmp_path, *rows, header=header)
    found = read(tmp_path, *rows, header=header, company="Osaka")
    assert [row.item for row in found.rows] == ["p", "r"]
    assert [reject.reason for reject in found.rejects] == ["of another company: Nagoya"]


def test_the_users_currency_stands_where_the_file_has_none(tmp_path):
    [found] = read(tmp_path, "v,p,2", header="partner_id/id,product_id/id,price", currency="VND").rows
    assert found.currency == "VND"


def test_all_columns_that_are_missing_are_named_at_once(tmp_path):
    with pytest.raises(ProfileFormatError) as caught:
        read(tmp_path, "1", header="delay")
    assert [issue.message.split()[-1] for issue in caught.value.issues] == [
        "partner_id/id",
        "price",
        "product_tmpl_id/id",
    ]


@pytest.mark.parametrize(("text", "code"), [("base.USD", "USD"), ("eur", "EUR"), ("12", ""), ("", "")])
def test_a_currency_is_a_code_or_an_external_id(text, code):
    assert currency_of(text) == code
