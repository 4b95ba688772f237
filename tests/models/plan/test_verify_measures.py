"""The checker on look-through content, on any tie, and on bands."""

import pytest

from tests.models.plan.factory import document, quotes, suppliers
from tests.models.plan.hand import only, sheet, years

HALVES = {"hub@C1": 500.0, "hub@T1": 500.0}
EVEN = {"T1": {"unit_price": 100}}


def rows(*content):
    return [dict(zip(("supplier", "country", "share"), row, strict=True)) for row in content]


def cap(measure, *countries, base="spend"):
    return {
        "caps": [{"id": "x", "countries": list(countries), "max_share": 0, "measure": measure, "base": base}]
    }


def share(profile, measure, *countries, bought=HALVES, base="spend"):
    """The share of some countries, as a cap of 0 finds it."""
    return only(sheet(profile, bought, cap(measure, *countries, base=base)).of_kind("cap")).found


def even(**changes):
    """Half from T1 in Thailand and half from C1 in China, both at 100."""
    return document(**({"quotes": quotes(**EVEN)} | changes))


def test_what_content_does_not_list_is_the_origins():
    """T1's goods are 30 % Chinese and 20 % Japanese, the rest is Thai; C1's are all Chinese."""
    mixed = even(content=rows(("T1", "CN", 0.3), ("T1", "JP", 0.2)))
    assert share(mixed, "look_through", "CN") == pytest.approx(0.65)
    assert share(mixed, "look_through", "JP") == pytest.approx(0.1)
    assert share(mixed, "look_through", "TH") == pytest.approx(0.25)
    assert share(mixed, "look_through", "CN", "TH", "JP") == pytest.approx(1)
    assert share(mixed, "origin", "CN") == 0.5


def test_content_of_the_origin_itself_adds_to_the_rest():
    mixed = even(content=rows(("T1", "TH", 0.3), ("T1", "CN", 0.6)))
    assert share(mixed, "look_through", "TH") == pytest.approx(0.2)


def test_content_may_cover_all_and_leave_the_origin_nothing():
    mixed = even(content=rows(("T1", "CN", 0.9), ("T1", "JP", 0.1)))
    assert share(mixed, "look_through", "TH") == 0
    assert share(mixed, "look_through", "CN") == pytest.approx(0.95)


def test_rows_of_a_quote_replace_all_of_its_suppliers():
    content = [*rows(("T1", "CN", 0.9)), {"quote": "hub@T1", "country": "JP", "share": 0.4}]
    mixed = even(content=content)
    assert share(mixed, "look_through", "CN") == 0.5
    assert share(mixed, "look_through", "JP") == pytest.approx(0.2)


def test_the_rest_is_of_the_origin_not_of_the_supplier():
    mixed = even(quotes=quotes(T1={"unit_price": 100, "origin": "VN"}), content=rows(("T1", "CN", 0.3)))
    assert share(mixed, "look_through", "VN") == pytest.approx(0.35)
    assert share(mixed, "look_through", "TH") == 0


@pytest.mark.parametrize(
    ("countries", "found"),
    [
        (("CN",), 0.65),
        (("US",), 0.5),
        (("TH",), 0.5),
        (("JP",), 0.1),
        (("JP", "CN"), 0.75),
        (("JP", "US"), 0.5),
    ],
    ids=[
        "by content",
        "by owner",
        "by origin",
        "by content alone",
        "both contents",
        "the owner before content",
    ],
)
def test_any_is_the_largest_of_the_three(countries, found):
    """T1 stands in Thailand, an American's, with 30 % from China and 20 % from Japan."""
    mixed = even(
        suppliers=suppliers(T1={"owner_country": "US"}), content=rows(("T1", "CN", 0.3), ("T1", "JP", 0.2))
    )
    assert share(mixed, "any", *countries) == pytest.approx(found)


def test_a_limit_on_each_country_sees_every_country_a_measure_ties_to():
    mixed = even(
        suppliers=suppliers(T1={"owner_country": "US"}), content=rows(("T1", "CN", 0.3), ("T1", "KR", 0.2))
    )
    seen = {}
    for measure in ("origin", "ownership", "look_through", "any"):
        asked = {"each_country": {"max_share": 0.4, "measure": measure, "except": []}}
        found = sheet(mixed, HALVES, asked).of_kind("each_country")
        seen[measure] = {check.text.split(" from ")[1]: pytest.approx(check.found) for check in found}
    assert seen == {
        "origin": {"CN": 0.5, "TH": 0.5},
        "ownership": {"CN": 0.5, "US": 0.5},
        "look_through": {"CN": 0.65, "KR": 0.1, "TH": 0.25},
        "any": {"CN": 0.65, "KR": 0.1, "TH": 0.5, "US": 0.5},
    }


@pytest.mark.parametrize(
    ("measure", "words"), [("look_through", "spend by content"), ("any", "spend by any tie")]
)
def test_a_cap_says_how_it_measures(measure, words):
    check = only(sheet(even(), HALVES, cap(measure, "CN")).broken())
    assert check.text == f"at most 0 % of {words} from CN"


def test_a_floor_by_content_is_judged_at_its_limit():
    mixed = even(content=rows(("C1", "JP", 0.4)))
    floor = {"id": "x", "countries": ["JP"], "measure": "look_through"}
    assert sheet(mixed, HALVES, {"floors": [floor | {"min_share": 0.2}]}).broken() == []
    assert only(sheet(mixed, HALVES, {"floors": [floor | {"min_share": 0.21}]}).broken()).rule == "floor"


def band(profile, measure, *countries, base="quantity"):
    """Low, middle and high quantity, of 1,000."""
    made = sheet(profile, HALVES, cap(measure, *countries))
    found = made.desk.tally.measured(made.request.caps[0].scope, 1, (measure, base), countries)
    return found.low, found.amount, found.high


KNOWN = {"C1": {"origin": "CN"}}


@pytest.mark.parametrize(
    ("columns", "assumed"),
    [
        ({}, True),
        ({"origin": "TH"}, False),
        ({"origin": "TH", "origin_basis": "assumed"}, True),
        ({"origin": "TH", "origin_basis": "certificate"}, False),
        ({"origin_basis": "declared"}, False),
    ],
    ids=["not said", "said", "said to be assumed", "certified", "declared to be the supplier's"],
)
def test_an_assumed_origin_is_a_band(columns, assumed):
    """C1's 500 are known to be Chinese; T1's may be Thai or anything."""
    profile = document(quotes=quotes(**KNOWN, T1=columns))
    assert band(profile, "origin", "TH") == ((0, 500, 500) if assumed else (500, 500, 500))
    assert band(profile, "origin", "CN") == ((500, 500, 1000) if assumed else (500, 500, 500))
    assert band(profile, "origin", "TH", "CN") == ((500, 1000, 1000) if assumed else (1000, 1000, 1000))


def test_content_moves_with_the_part_that_is_the_origins():
    """T1's are 30 % Japanese; the other 350 are assumed to be Thai."""
    profile = document(quotes=quotes(**KNOWN), content=rows(("T1", "JP", 0.3)))
    assert band(profile, "look_through", "JP") == (150, 150, 500)
    assert band(profile, "look_through", "TH") == (0, 350, 350)
    assert band(profile, "look_through", "CN") == (500, 500, 850)


def test_an_owner_is_never_a_band():
    assert band(document(), "ownership", "TH") == (500, 500, 500)


def test_any_tie_follows_the_others():
    """T1, an American's, is 30 % Japanese and assumed to be Thai."""
    profile = document(
        quotes=quotes(**KNOWN),
        suppliers=suppliers(T1={"owner_country": "US"}),
        content=rows(("T1", "JP", 0.3)),
    )
    assert band(profile, "any", "US") == (500, 500, 500)
    assert band(profile, "any", "JP") == (150, 150, 500)
    assert band(profile, "any", "TH") == (0, 500, 500)
    assert band(profile, "any", "CN") == (500, 500, 1000)


def test_shares_are_of_each_period():
    mixed = even(horizon=years(2), content=rows(("T1", "CN", 0.3)))
    made = sheet(mixed, {("hub@C1", 1): 1000, ("hub@T1", 2): 1000}, cap("look_through", "CN"))
    assert [check.found for check in made.of_kind("cap")] == [1.0, pytest.approx(0.3)]
