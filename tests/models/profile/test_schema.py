"""What the contract knows and this version does not honour yet, and the schema's own consistency."""

import pytest

from models.profile.document import profile_from_document
from models.profile.schema import REQUIRED_TABLES, TABLES
from tests.models.factory import codes, document, the

SAMPLES = {
    "id": "x",
    "text": "x",
    "number": 0.5,
    "bool": True,
    "date": "2027-04-01",
    "country": "JP",
    "currency": "JPY",
    "list": ["x"],
}
REFUSED_COLUMNS = [
    (table.name, column.name)
    for table in TABLES.values()
    for column in table.columns
    if column.waiting == "refused"
]
UNUSED_COLUMNS = [
    (table.name, column.name)
    for table in TABLES.values()
    for column in table.columns
    if column.waiting == "unused"
]
REFUSED_TABLES = [table.name for table in TABLES.values() if table.waiting == "refused"]


def sample(column):
    if column.kind == "choice":
        return column.choices[0]
    return 1 if column.whole else SAMPLES[column.kind]


def with_column(table_name, column_name):
    """The smallest profile with one value more; the table gets a row if it has none."""
    column = TABLES[table_name].column(column_name)
    found = document()
    rows = found.setdefault(table_name, {} if TABLES[table_name].single else [{}])
    row = rows if TABLES[table_name].single else rows[0]
    row[column_name] = sample(column)
    place = f"/{table_name}/{column_name}" if TABLES[table_name].single else f"/{table_name}/0/{column_name}"
    return found, place


def of_the_column(issues, place):
    return [issue for issue in issues if issue.place == place]


@pytest.mark.parametrize(("table", "column"), REFUSED_COLUMNS)
def test_a_column_that_is_not_honoured_yet_is_refused_never_ignored(table, column):
    found, place = with_column(table, column)
    (issue,) = of_the_column(profile_from_document(found).issues, place)
    assert (issue.code, issue.severity) == ("not_yet_supported", "fault")
    assert column in issue.message


@pytest.mark.parametrize("table", REFUSED_TABLES)
def test_a_table_that_is_not_honoured_yet_is_refused_never_ignored(table):
    row = {column.name: sample(column) for column in TABLES[table].columns}
    issues = profile_from_document(document(**{table: [row]})).issues
    assert codes(issues) == ["not_yet_supported"]
    assert (issues[0].place, issues[0].found, issues[0].severity) == (f"/{table}", table, "fault")


@pytest.mark.parametrize("table", REFUSED_TABLES)
def test_without_rows_such_a_table_says_nothing(table):
    assert profile_from_document(document(**{table: []})).issues == ()


@pytest.mark.parametrize(("table", "column"), UNUSED_COLUMNS)
def test_a_fact_without_bearing_on_a_plan_is_warned_of(table, column):
    found, place = with_column(table, column)
    (issue,) = of_the_column(profile_from_document(found).issues, place)
    assert (issue.code, issue.severity) == ("not_used", "warning")


def test_shareholders_are_kept_and_warned_of():
    firm = {"name": "F", "country": "JP", "shareholders": [{"name": "A", "share": 1}]}
    read = profile_from_document(document(firm=firm))
    issue = the("not_used", read.issues)
    assert (issue.place, issue.severity) == ("/firm/shareholders", "warning")
    assert read["shareholders"]["share"].tolist() == [1.0]


def test_shares_of_a_ramp_up_are_not_honoured_rather_than_ill_typed():
    found, place = with_column("quotes", "ramp_up")
    found["quotes"][0]["ramp_up"] = [0.5, 1]
    (issue,) = of_the_column(profile_from_document(found).issues, place)
    assert issue.code == "not_yet_supported"


def test_keys_and_references_name_columns_and_tables_that_exist():
    for table in TABLES.values():
        assert set(table.key) <= set(table.names), table.name
        for column in table.columns:
            assert not column.refers or "id" in TABLES[column.refers].names, (table.name, column.name)


def test_no_table_has_two_columns_of_a_name():
    for table in TABLES.values():
        assert len(set(table.names)) == len(table.names), table.name


def test_every_table_and_column_is_described():
    assert all(table.doc and all(c.doc for c in table.columns) for table in TABLES.values())


def test_required_tables_are_tables():
    assert set(REQUIRED_TABLES) <= set(TABLES)
