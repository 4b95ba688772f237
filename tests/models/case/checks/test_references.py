"""Keys that repeat, and names that no row has."""

import time

import pytest

from tests.models.factory import codes, issues_of, quote, the

HUB = {"item": "hub", "supplier": "V1"}


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("items", {"id": "hub"}),
        ("suppliers", {"id": "V1", "country": "VN"}),
        ("plants", {"id": "p", "country": "JP"}),
        ("demand", {"item": "hub", "quantity": 1}),
        ("exchange_rates", {"currency": "USD", "rate": 1}),
        ("locks", HUB | {"share": 0.1}),
        ("contracts", HUB | {"quantity": 1}),
        ("allocation", HUB | {"quantity": 1}),
        ("tariffs", {"hs_code": "85", "origin": "*", "rate": 0}),
    ],
)
def test_two_rows_of_a_key_are_one_too_many(table, row):
    issue = the("duplicate_row", issues_of(**{table: [row, dict(row)]}))
    assert issue.place.startswith(f"/{table}/1")
    assert issue.hint == "keep one of them"


def test_every_repetition_after_the_first_is_named():
    found = issues_of(items=[{"id": "hub"}, {"id": "nut"}, {"id": "hub"}, {"id": "hub"}])
    assert [i.place for i in found if i.code == "duplicate_row"] == ["/items/2/id", "/items/3/id"]


@pytest.mark.parametrize(
    "tables",
    [
        {
            "exchange_rates": [
                {"currency": "USD", "rate": 1},
                {"currency": "USD", "rate": 2, "on": "2027-01-01"},
            ]
        },
        {"demand": [{"item": "hub", "quantity": 1}, {"item": "hub", "quantity": 2, "period": 1}]},
        {
            "contracts": [
                HUB | {"quantity": 1, "to": "2027-06-30"},
                HUB | {"quantity": 2, "from": "2027-07-01"},
            ]
        },
        {"tariffs": [{"hs_code": "85", "origin": o, "rate": 0} for o in ("*", "CN")]},
        {"exclusions": [{"country": "CN"}, {"country": "CN"}]},
    ],
)
def test_rows_that_differ_in_any_part_of_the_key_may_stand_side_by_side(tables):
    assert codes(issues_of(**tables)) == []


def test_a_need_is_one_whether_it_names_the_only_plant_or_not():
    found = issues_of(
        plants=[{"id": "p", "country": "JP"}],
        demand=[{"item": "hub", "quantity": 1}, {"item": "hub", "plant": "p", "quantity": 2}],
    )
    assert codes(found) == ["duplicate_row"]
    assert found[0].place.startswith("/demand/1")


def test_two_quotes_that_would_get_the_same_default_id_need_one_each():
    issue = the("quote_id_needed", issues_of(quotes=[quote(price=10), quote(price=9)]))
    assert (issue.place, issue.found) == ("/quotes/1/id", "hub@V1")


def test_a_given_id_may_not_be_another_quote_s_default():
    assert codes(issues_of(quotes=[quote(), quote(id="hub@V1")])) == ["duplicate_row"]
    assert codes(issues_of(quotes=[quote(id="hub@V1"), quote()])) == ["quote_id_needed"]


def test_two_quotes_of_a_given_id_are_a_repetition():
    assert codes(issues_of(quotes=[quote(id="a"), quote(id="a")])) == ["duplicate_row"]


def test_quotes_with_ids_of_their_own_may_be_for_the_same_item_and_supplier():
    assert codes(issues_of(quotes=[quote(id="a"), quote(id="b"), quote()])) == []


@pytest.mark.parametrize(
    ("tables", "place", "found"),
    [
        ({"demand": [{"item": "hbu", "quantity": 1}]}, "/demand/0/item", "hbu"),
        ({"demand": [{"item": "hub", "quantity": 1, "plant": "x"}]}, "/demand/0/plant", "x"),
        ({"quotes": [quote(), quote(item="hbu")]}, "/quotes/1/item", "hbu"),
        ({"quotes": [quote(), quote("V2")]}, "/quotes/1/supplier", "V2"),
        ({"quotes": [quote(), quote(id="b", plant="x")]}, "/quotes/1/plant", "x"),
        ({"locks": [HUB | {"share": 0.1, "plant": "x"}]}, "/locks/0/plant", "x"),
        ({"locks": [{"item": "x", "supplier": "V1", "share": 0.1}]}, "/locks/0/item", "x"),
        ({"contracts": [{"item": "hub", "supplier": "x", "quantity": 1}]}, "/contracts/0/supplier", "x"),
        ({"exclusions": [{"supplier": "x"}]}, "/exclusions/0/supplier", "x"),
        ({"exclusions": [{"country": "CN", "item": "x"}]}, "/exclusions/0/item", "x"),
        ({"exclusions": [{"country": "CN", "category": "x"}]}, "/exclusions/0/category", "x"),
    ],
)
def test_a_name_that_no_row_has_is_named_where_it_stands(tables, place, found):
    issue = the("unknown_reference", issues_of(**tables))
    assert (issue.place, issue.found, issue.severity) == (place, found, "fault")


@pytest.mark.parametrize("column", ["item", "supplier", "quote", "plant"])
def test_a_purchase_of_today_refers_to_rows(column):
    row = HUB | {"quantity": 1} | {column: "x"}
    unknown = [i for i in issues_of(allocation=[row]) if i.code == "unknown_reference"]
    assert [i.place for i in unknown] == [f"/allocation/0/{column}"]


def test_the_closest_name_is_offered():
    found = issues_of(suppliers=[{"id": "ACME_TH", "country": "TH"}], quotes=[quote("ACME-TH")])
    assert the("unknown_reference", found).hint == 'did you mean "ACME_TH"?'
    found = issues_of(quotes=[quote(), quote("zzz")])
    assert the("unknown_reference", found).hint == "add it or correct the name"


def test_an_allocation_may_name_a_quote_by_its_default_id():
    assert codes(issues_of(allocation=[HUB | {"quantity": 100, "quote": "hub@V1"}])) == []


def test_the_category_of_an_exclusion_is_one_of_an_item():
    items = [{"id": "hub", "category": "metal"}]
    assert codes(issues_of(items=items, exclusions=[{"country": "CN", "category": "metal"}])) == []
    issue = the(
        "unknown_reference", issues_of(items=items, exclusions=[{"country": "CN", "category": "metla"}])
    )
    assert issue.hint == 'did you mean "metal"?'


def test_many_unknown_names_among_many_known_ones_are_reported_in_seconds():
    """A column pasted from another system: 2,000 wrong names among 5,000 right ones."""
    begin = time.perf_counter()
    found = issues_of(
        suppliers=[{"id": f"supplier-{n:05d}", "country": "VN"} for n in range(5000)],
        quotes=[quote(f"supplier-{n:05d}x", id=f"q{n}") for n in range(2000)],
    )
    unknown = [i for i in found if i.code == "unknown_reference"]
    assert len(unknown) == 101
    assert unknown[0].hint.startswith("did you mean")
    assert time.perf_counter() - begin < 8


def test_a_name_that_many_cells_have_is_one_fault_with_the_number_of_the_others():
    """One supplier is renamed: two quotes, today's purchase and a contract still have the old name."""
    found = issues_of(
        items=[{"id": "hub"}, {"id": "nut"}],
        suppliers=[{"id": "V-1", "country": "VN"}],
        quotes=[quote(), quote(item="nut")],
        allocation=[HUB | {"quantity": 100}],
        contracts=[HUB | {"quantity": 1}],
    )
    issue = the("unknown_reference", found)
    assert (issue.place, issue.found, issue.others) == ("/quotes/0/supplier", "V1", 3)
    assert issue.message == (
        'supplier "V1" is not in suppliers; 3 more cells name it, in quotes, allocation, contracts'
    )
    assert issue.hint == 'did you mean "V-1"?'
    assert codes(found) == ["unknown_reference"]


def test_different_names_are_different_faults():
    found = issues_of(quotes=[quote("V8"), quote("V9"), quote("V9", id="b")])
    faults = [(i.found, i.others) for i in found if i.code == "unknown_reference"]
    assert faults == [("V8", 0), ("V9", 1)]


def test_more_than_a_hundred_unknown_names_are_counted_not_listed():
    """130 names: 100 of them singly, and one fault for the other 30, its own place being one of them."""
    found = issues_of(quotes=[quote(f"X{n}") for n in range(130)])
    faults = [i for i in found if i.code == "unknown_reference"]
    assert len(faults) == 101
    assert (faults[-1].place, faults[-1].others) == ("/quotes/100/supplier", 29)
    assert faults[-1].message == "and 30 more names that are not in suppliers, from here on"


def test_an_id_that_cannot_be_read_may_be_the_one_that_is_named():
    found = issues_of(suppliers=[{"id": 1, "country": "VN"}], quotes=[quote("1")])
    assert codes(found) == ["wrong_type"]
