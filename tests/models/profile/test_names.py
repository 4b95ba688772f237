"""Tables and columns that the contract does not have."""

from tests.models.factory import codes, issues_of, quote, the


def test_a_misspelt_column_is_not_missed_as_well():
    """The rows give the price, under a name that is close to the contract's."""
    row = {name: value for name, value in quote().items() if name != "unit_price"}
    found = issues_of(quotes=[row | {"unit_prise": 10}])
    assert codes(found) == ["unknown_column"]
    assert the("unknown_column", found).hint == 'did you mean "unit_price"?'


def test_a_column_that_is_like_none_leaves_the_required_one_missing():
    row = {name: value for name, value in quote().items() if name != "unit_price"}
    found = issues_of(quotes=[row | {"colour": "red"}])
    assert codes(found) == ["unknown_column", "missing_value"]
