"""Headers and keys, alike in every form."""

from models.places import Places
from models.profile.collect import Collector
from models.profile.schema import TABLES
from service.exchange.table_read import key_value_names, named_columns, named_keys, single_count
from tests.service.exchange.tables import issues, places, read, same


def test_japanese_headers_give_the_same_profile():
    changes = {
        "quotes": "品目コード,仕入先コード,単価\ncoil,hanoi,12\ncoil,wuxi,10.5\n",
        "firm": "項目,値\n会社名,Hoshi\n国,JP\n",
        "items": "品目コード\ncoil\n",
    }
    assert same(read(changes), read())


def test_japanese_and_english_headers_may_stand_side_by_side():
    assert same(read({"quotes": "品目コード,supplier,単価\ncoil,hanoi,12\ncoil,wuxi,10.5\n"}), read())


def test_a_column_given_in_both_languages_is_given_twice():
    (issue,) = issues({"items": "id,品目コード\ncoil,coil\n"})
    assert (issue.code, issue.place) == ("repeated_key", "items.csv:1 品目コード")
    assert 'id: "id" and "品目コード"' in issue.message


def test_a_key_given_in_both_languages_is_given_twice():
    found = places({"firm": "key,value\nname,Hoshi\ncountry,JP\n国,VN\n"})
    assert found == [("repeated_key", "firm.csv:4 国")]


def test_a_fault_under_a_japanese_header_is_named_by_it():
    quotes = "品目コード,仕入先コード,単価\ncoil,hanoi,12\ncoil,wuxi,x\n"
    assert places({"quotes": quotes}) == [("wrong_type", "quotes.csv:3 単価")]
    assert places({"firm": "項目,値\n会社名,Hoshi\n国,JPN\n"}) == [("unknown_country", "firm.csv:3 国")]


def test_a_misspelt_japanese_header_is_answered_with_the_closest():
    (issue,) = issues({"suppliers": "id,country,仕入先名称\nhanoi,VN,\nwuxi,CN,\n"})
    assert (issue.code, issue.hint) == ("unknown_column", 'did you mean "仕入先名"?')


def test_a_table_of_keys_and_values_may_have_notes():
    assert key_value_names(("key", "value", "note")) == key_value_names(("項目", "値", "説明"))
    assert key_value_names(("key", "value", "more")) == key_value_names(("value", "key")) == ()
    assert same(read({"firm": "key,value,note\nname,Hoshi,the firm\ncountry,JP,\n"}), read())


def test_keys_without_values_are_as_good_as_no_table():
    assert same(read({"horizon": "key,value\nstart,\nperiod,\n"}), read())
    assert len(read({"horizon": "key,value\nstart,\n"})["horizon"]) == 0


def test_a_required_key_without_value_is_named_where_it_stands():
    found = places({"firm": "key,value\nname,\ncountry,\n"})
    assert found == [("missing_value", "firm.csv:2 name"), ("missing_value", "firm.csv:3 country")]
    assert single_count(TABLES["firm"], filled=False) == 1


def test_positions_of_columns_and_keys_are_by_the_contracts_names():
    collect = Collector(Places("csv"))
    assert named_columns(TABLES["items"], ("品目コード", "", "more"), str, collect) == {"id": 0, "more": 2}
    rows = [("国", "JP", 2), ("", "x", 3), ("name", "A", 4)]
    assert named_keys(TABLES["firm"], rows, lambda key, row: f"{row}{key}", collect) == {
        "country": 0,
        "name": 2,
    }
    assert [(issue.code, issue.place) for issue in collect.issues] == [("unreadable", "3")]
