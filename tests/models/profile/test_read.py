"""From wire tables to typed tables: everything wrong is named, at its place."""

import pytest

from models.issues import CODES
from models.profile.document import profile_from_document
from models.profile.schema import TABLES
from models.units import COUNTRIES
from tests.models.factory import cells, codes, document, profile, profile_of_cells, quote, the


def found_in(**tables):
    """What reading alone says."""
    return profile(**tables).issues


def test_the_smallest_profile_is_read_without_a_word():
    assert found_in() == ()


def test_every_table_of_the_contract_is_there_even_if_it_was_not_given():
    read = profile()
    assert set(read.tables) == set(TABLES)
    assert len(read["locks"]) == 0
    assert set(read["locks"].columns) == set(TABLES["locks"].names)


def test_an_unknown_table_is_named_with_the_closest_one():
    issue = the("unknown_table", found_in(qoutes=[]))
    assert (issue.place, issue.found, issue.severity) == ("/qoutes", "qoutes", "fault")
    assert issue.hint == 'did you mean "quotes"?'


def test_an_unknown_table_unlike_any_other_gets_no_guess():
    assert the("unknown_table", found_in(zebra=[])).hint == ""


def test_an_unknown_column_is_named_at_the_first_row_that_has_it():
    issue = the("unknown_column", found_in(quotes=[quote(), quote(id="b", unit_prise=3)]))
    assert (issue.place, issue.found) == ("/quotes/1/unit_prise", "unit_prise")
    assert issue.hint == 'did you mean "unit_price"?'


def test_an_unknown_column_unlike_any_other_gets_the_list_of_columns():
    issue = the("unknown_column", found_in(demand=[{"item": "hub", "quantity": 1, "zzz": 1}]))
    assert issue.hint == "demand has: item, quantity, plant, period"


def test_an_unknown_key_of_an_object_is_named_without_a_row():
    issue = the("unknown_column", found_in(firm={"name": "F", "country": "JP", "contry": "JP"}))
    assert issue.place == "/firm/contry"
    assert issue.hint == 'did you mean "country"?'


def test_an_unknown_column_of_a_file_is_named_by_its_header():
    read = profile_of_cells(items=cells("id,nmae", "hub,Hub"))
    issue = the("unknown_column", read.issues)
    assert (issue.place, issue.hint) == ("items.csv nmae", 'did you mean "name"?')


def test_an_unknown_file_is_named():
    issue = the("unknown_table", profile_of_cells(qoutes=cells("id", "1")).issues)
    assert (issue.place, issue.hint) == ("qoutes.csv", 'did you mean "quotes"?')


@pytest.mark.parametrize("absent", [{}, {"unit_price": None}])
def test_a_required_value_that_is_absent_is_named(absent):
    row = {"item": "hub", "supplier": "V1", **absent}
    issue = the("missing_value", found_in(quotes=[quote(id="a"), row]))
    assert issue.place == "/quotes/1/unit_price"
    assert "unit_price" in issue.message


def test_an_empty_text_is_as_absent_as_none_at_all():
    assert the("missing_value", found_in(suppliers=[{"id": "", "country": "VN"}])).place == "/suppliers/0/id"
    assert profile(items=[{"id": "hub", "name": ""}])["items"]["name"][0] is None


def test_an_ill_typed_value_is_not_called_missing_too():
    issues = found_in(quotes=[quote(price="12,5")])
    issue = the("wrong_type", issues)
    assert codes(issues) == ["wrong_type"]
    assert (issue.place, issue.found) == ("/quotes/0/unit_price", "12,5")
    assert "thousands separators" in issue.hint


def test_a_number_where_an_id_belongs_is_to_be_written_as_text():
    issues = found_in(items=[{"id": 12}])
    assert the("wrong_type", issues).hint == 'write it as text: "12"'


def test_a_date_in_another_form_gets_the_right_form_as_hint():
    issue = the("wrong_type", found_in(horizon={"start": "1 April 2027"}))
    assert (issue.place, issue.found) == ("/horizon/start", "1 April 2027")
    assert issue.hint == "dates are ISO 8601: year-month-day"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf"), 10**400])
def test_an_endless_number_is_a_fault_of_its_own(value):
    issues = found_in(demand=[{"item": "hub", "quantity": value}])
    assert codes(issues) == ["not_finite"]
    assert issues[0].place == "/demand/0/quantity"


def test_endless_numbers_of_a_file_are_named_by_line():
    read = profile_of_cells(demand=cells("item,quantity", "hub,1", "hub,1e400", "hub,NaN"))
    assert [i.place for i in read.issues] == ["demand.csv:3 quantity", "demand.csv:4 quantity"]
    assert codes(read.issues) == ["not_finite", "not_finite"]


@pytest.mark.parametrize(
    ("columns", "wanted"),
    [
        ({"unit_price": -1}, "of at least 0"),
        ({"price_unit": 0}, "above 0"),
        ({"units_per": 0}, "above 0"),
        ({"defect_rate": 1}, "of at least 0 and below 1"),
        ({"defect_rate": -0.1}, "of at least 0 and below 1"),
        ({"min_share": 1.01}, "of at least 0 and at most 1"),
        ({"insurance_rate": 5}, "of at least 0 and at most 1"),
        ({"qualification_days": 2.5}, "a whole number"),
        ({"unit_price": 1e19}, "at most 1e+18"),
        ({"price_unit": 5e-324}, "at least 1e-18"),
    ],
)
def test_a_number_outside_its_range_is_named_with_the_range(columns, wanted):
    issues = found_in(quotes=[quote(**columns)])
    assert codes(issues) == ["out_of_range"]
    assert wanted in issues[0].message
    assert issues[0].place == f"/quotes/0/{next(iter(columns))}"


@pytest.mark.parametrize(
    "columns",
    [
        {"unit_price": 0},
        {"defect_rate": 0.999},
        {"min_share": 0, "max_share": 1},
        {"insurance_rate": 1},
        {"qualification_days": 3.0},
        {"qualification_cost": 0},
    ],
)
def test_the_ends_of_a_range_belong_to_it(columns):
    assert found_in(quotes=[quote(**columns)]) == ()


@pytest.mark.parametrize(
    ("table", "row", "column"),
    [
        ("profile", {}, "carrying_rate"),
        ("horizon", {}, "discount_rate"),
        ("locks", {"item": "hub", "supplier": "V1"}, "share"),
        ("items", {"id": "hub"}, "least_share"),
        ("quotes", quote(), "duty_rate"),
        ("tariffs", {"hs_code": "85", "origin": "*"}, "rate"),
    ],
)
def test_a_share_or_rate_in_per_cent_is_refused_with_a_word_on_it(table, row, column):
    """3 would be 300 %: shares and rates lie in 0..1."""
    tables = {column: 3} if table == "profile" else {table: row | {column: 3}}
    tables = {k: v if k in (column, "horizon") else [v] for k, v in tables.items()}
    issue = the("out_of_range", found_in(**tables))
    assert issue.hint == "shares and rates are 0..1, not per cent: write 0.03"


def test_a_whole_number_may_be_written_with_a_point():
    assert found_in(horizon={"start": "2027-04-01", "count": 1.0}) == ()
    assert the("out_of_range", found_in(horizon={"count": 1.5})).found == "1.5"
    assert the("out_of_range", found_in(horizon={"count": 0})).found == "0"


@pytest.mark.parametrize("code", ["XX", "jp", "JPN", "UK"])
def test_a_country_is_an_assigned_code_in_capitals(code):
    issue = the("unknown_country", found_in(suppliers=[{"id": "V1", "country": code}]))
    assert (issue.place, issue.found) == ("/suppliers/0/country", code)


def test_a_country_in_small_letters_is_recognised_in_the_hint():
    issue = the("unknown_country", found_in(suppliers=[{"id": "V1", "country": "vn"}]))
    assert issue.hint == 'did you mean "VN"?'


@pytest.mark.parametrize("code", ["ZZZ", "yen", "jpy", "RMB"])
def test_a_currency_is_a_code_in_use(code):
    assert the("unknown_currency", found_in(currency=code)).place == "/currency"


def test_a_choice_outside_the_list_is_named_with_the_list():
    issue = the("unknown_choice", found_in(quotes=[quote(incoterm="FAS")]))
    assert issue.message == "incoterm must be one of: EXW, FCA, FOB, CFR, CPT, CIF, CIP, DAP, DDP"


def test_another_version_of_the_contract_is_refused():
    assert the("unknown_choice", found_in(schema_version="2")).place == "/schema_version"
    assert the("wrong_type", found_in(schema_version=1)).place == "/schema_version"


@pytest.mark.parametrize("origin", ["CN", "ASEAN", "CN_HK_MO", "*"])
def test_a_tariff_speaks_of_a_country_a_group_or_all(origin):
    assert found_in(tariffs=[{"hs_code": "8505", "origin": origin, "rate": 0.1}]) == ()


def test_a_tariff_of_an_unknown_origin_is_named():
    issue = the("unknown_country", found_in(tariffs=[{"hs_code": "8505", "origin": "ASAEN", "rate": 0}]))
    assert issue.hint == 'did you mean "ASEAN"?'


def test_all_faults_come_at_once_each_with_its_place():
    """Seven faults of seven kinds in five tables."""
    issues = found_in(
        currency="YEN",
        firm={"country": "Japan"},
        items=[{"id": "hub", "critical": "yes"}],
        demand=[{"item": "hub", "quantity": -1}],
        quotes=[quote(incoterm="fob", freight=float("nan"), colour="red")],
    )
    assert {(i.code, i.place) for i in issues} == {
        ("unknown_currency", "/currency"),
        ("missing_value", "/firm/name"),
        ("unknown_country", "/firm/country"),
        ("wrong_type", "/items/0/critical"),
        ("out_of_range", "/demand/0/quantity"),
        ("unknown_choice", "/quotes/0/incoterm"),
        ("not_finite", "/quotes/0/freight"),
        ("unknown_column", "/quotes/0/colour"),
    }


def test_more_than_a_hundred_faults_of_a_kind_are_counted_not_listed():
    """130 rows, 100 of them named and one issue for the 30 others, from the 101st on."""
    rows = [{"item": "hub", "quantity": -1, "period": 1} for _ in range(130)]
    issues = found_in(demand=rows)
    assert codes(issues) == ["out_of_range"] * 101
    assert issues[-1].place == "/demand/100/quantity"
    assert issues[-1].message == "and 30 more rows like it from here on"


def test_exactly_a_hundred_faults_are_all_listed():
    issues = found_in(demand=[{"item": "hub", "quantity": -1} for _ in range(100)])
    assert len(issues) == 100
    assert "more rows" not in issues[-1].message


def test_the_same_profile_is_read_from_json_and_from_cells():
    """Every value of the smallest profile, and one of each kind beside it."""
    row = quote(freight=1.25, valid_from="2027-01-01", qualified=True, agreement=["RCEP", "AJCEP"])
    from_json = profile(quotes=[row])
    from_cells = profile_of_cells(
        profile=cells("schema_version,currency", "1,JPY"),
        firm=cells("name,country", "Firm,JP"),
        horizon=cells("start", "2027-04-01"),
        items=cells("id", "hub"),
        demand=cells("item,quantity", "hub,100"),
        suppliers=cells("id,country", "V1,VN"),
        quotes=cells(
            "item,supplier,unit_price,origin,duty_rate,freight,valid_from,qualified,agreement",
            "hub,V1,10,VN,0,1.25,2027-01-01,true,RCEP;AJCEP",
        ),
    )
    assert from_cells.issues == ()
    for name, rows in from_json.tables.items():
        assert from_cells[name].frame().equals(rows.frame()), name


@pytest.mark.parametrize("table", ["items", "suppliers", "quotes", "demand", "allocation", "locks", "plants"])
def test_a_table_may_be_given_without_rows(table):
    assert found_in(**{table: []}) == ()


def test_places_carry_the_prefix_of_the_document_around_the_profile():
    read = profile_from_document(document(currency="YEN", zebra=[]), "/profile")
    assert {i.place for i in read.issues} == {"/profile/currency", "/profile/zebra"}


def test_every_code_that_reading_uses_is_public():
    assert set(codes(found_in(currency="YEN", zebra=1))) <= set(CODES)


def test_every_assigned_country_is_accepted():
    rows = [{"id": f"p{at}", "country": code} for at, code in enumerate(sorted(COUNTRIES))]
    assert found_in(plants=rows) == ()
