"""Content that belongs to nobody, to two, or is more than the whole."""

import pytest

from tests.models.factory import codes, issues_of, quote, the

TWO = {"quotes": [quote(id="a"), quote(id="b", plant=None)]}


def said(*rows, **tables):
    return issues_of(content=list(rows), **tables)


def row(country="CN", share=0.5, **owner):
    return {"country": country, "share": share, **(owner or {"supplier": "V1"})}


def test_sound_content_is_no_fault():
    assert codes(said(row(), row("VN", 0.5), row("CN", 1, quote="hub@V1"))) == codes(said())


@pytest.mark.parametrize("owner", [{"supplier": None}, {"supplier": "V1", "quote": "hub@V1"}])
def test_content_is_of_a_supplier_or_of_a_quote(owner):
    issue = the("exactly_one_of", said(row(**owner)))
    assert (issue.place, issue.severity) == ("/content/0", "fault")
    assert issue.found == ("2" if "quote" in owner else "0")


def test_shares_of_one_owner_may_not_exceed_1_and_the_first_row_too_many_is_named():
    issue = the("shares_exceed_one", said(row("CN", 0.7), row("TH", 0.2), row("VN", 0.2)))
    assert (issue.place, issue.found) == ("/content/2/share", "0.2")
    assert '"V1"' in issue.message


def test_decimals_that_add_up_to_1_are_no_more_than_1():
    """Ten tenths are a little more than 1 in some orders of addition."""
    names = ("CN", "VN", "TH", "JP", "DE", "FR", "IT", "ES", "PT", "NL")
    assert "shares_exceed_one" not in codes(said(*(row(name, 0.1) for name in names)))


def test_a_quote_s_shares_do_not_add_to_its_supplier_s():
    rows = [row("CN", 0.8), row("CN", 0.8, quote="a"), row("CN", 0.8, quote="b")]
    assert "shares_exceed_one" not in codes(said(*rows, **TWO))


def test_a_country_is_named_once_for_one_owner():
    assert the("duplicate_row", said(row(), row("CN", 0.1))).place.startswith("/content/1")


@pytest.mark.parametrize("name", ["ASEAN", "CN_HK_MO", "China", "cn"])
def test_a_country_is_an_iso_code_and_no_group(name):
    issue = the("unknown_country", said(row(name)))
    assert (issue.place, issue.found) == ("/content/0/country", name)


@pytest.mark.parametrize(("column", "table"), [("supplier", "suppliers"), ("quote", "quotes")])
def test_whoever_it_is_of_must_be_known(column, table):
    issue = the("unknown_reference", said(row(**{column: "nobody"})))
    assert (issue.place, issue.found) == (f"/content/0/{column}", "nobody")
    assert table in issue.message


@pytest.mark.parametrize("share", [-0.1, 1.5])
def test_a_share_is_one_of_1(share):
    assert the("out_of_range", said(row(share=share))).place == "/content/0/share"


def test_the_basis_is_one_of_two_words():
    assert the("unknown_choice", said(row() | {"basis": "guess"})).place == "/content/0/basis"
