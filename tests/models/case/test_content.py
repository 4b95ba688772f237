"""What ties a quote to countries, by every measure."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.case.content import MEASURES, band, countries_of, parts
from tests.models.factory import case, quote

COUNTRIES = ("CN", "VN", "TH", "JP")


def content(country, share, **owner):
    return {"country": country, "share": share, **(owner or {"supplier": "V1"})}


def made(*rows, **tables):
    """V1 is in Viet Nam, owned from Japan, and makes hubs in Viet Nam."""
    base = {
        "suppliers": [{"id": "V1", "country": "VN", "owner_country": "JP"}],
        "quotes": [quote()],
        "content": list(rows),
    }
    return case(**base | tables)


def part(found, measure, *group, at=0):
    return float(parts(found.content, np.array([at]), group, measure)[0])


def banded(found, measure, *group, at=0):
    values = band(found.content, np.array([at]), group, measure)
    return (float(values.low[0]), float(values.central[0]), float(values.high[0]))


def test_what_is_not_listed_is_the_origin_s():
    """30 % China's and 20 % Thailand's: half is left to Viet Nam."""
    found = made(content("CN", 0.3), content("TH", 0.2))
    assert [part(found, "look_through", c) for c in ("CN", "TH", "VN", "JP")] == pytest.approx(
        [0.3, 0.2, 0.5, 0]
    )


def test_countries_of_a_group_are_added_and_the_rest_counts_where_the_origin_is_in_it():
    """China and Thailand 50 %; Thailand and Viet Nam 20 + 50 = 70 %."""
    found = made(content("CN", 0.3), content("TH", 0.2))
    assert part(found, "look_through", "CN", "TH") == pytest.approx(0.5)
    assert part(found, "look_through", "TH", "VN") == pytest.approx(0.7)


def test_content_listed_of_the_origin_itself_adds_to_the_rest():
    """Viet Nam's own 40 % are listed, China's 35 %: the other 25 % are Viet Nam's too."""
    found = made(content("VN", 0.4), content("CN", 0.35))
    assert part(found, "look_through", "VN") == pytest.approx(0.65)


def test_content_that_covers_everything_leaves_the_origin_nothing():
    found = made(content("CN", 0.7), content("TH", 0.2), content("JP", 0.1))
    assert part(found, "look_through", "VN") == pytest.approx(0)
    assert part(found, "look_through", *COUNTRIES) == 1


def test_without_content_looking_through_sees_the_origin():
    found = made()
    for country in COUNTRIES:
        assert part(found, "look_through", country) == part(found, "origin", country)


def test_content_of_a_quote_wins_over_its_supplier_s_as_a_whole():
    """The supplier's 60 % from China say nothing of a quote that lists 10 % from Thailand itself."""
    rows = [content("CN", 0.6), content("TH", 0.1, quote="a")]
    found = made(*rows, quotes=[quote(id="a"), quote(id="b", plant=None)])
    assert [part(found, "look_through", c, at=0) for c in ("CN", "TH", "VN")] == pytest.approx([0, 0.1, 0.9])
    assert [part(found, "look_through", c, at=1) for c in ("CN", "TH", "VN")] == pytest.approx([0.6, 0, 0.4])


def test_a_share_of_0_is_content_too_and_wins_over_the_supplier_s():
    rows = [content("CN", 0.6), content("CN", 0, quote="hub@V1")]
    assert part(made(*rows), "look_through", "CN") == 0


def test_one_composition_serves_all_quotes_of_a_supplier():
    quotes = [quote(id=f"q{n}") for n in range(50)]
    found = made(content("CN", 0.6), quotes=quotes)
    assert len(found.content.share) == 1
    assert parts(found.content, np.arange(50), {"CN"}, "look_through") == pytest.approx(np.full(50, 0.6))


def test_any_is_the_largest_of_the_three():
    """Made in Viet Nam, owned from Japan, a third China's."""
    found = made(content("CN", 0.3))
    assert [part(found, "any", c) for c in ("VN", "JP", "CN", "TH")] == pytest.approx([1, 1, 0.3, 0])


def test_any_of_a_group_takes_its_content_together():
    """China 30 % and Thailand 20 %, neither origin nor owner: 50 %."""
    assert part(made(content("CN", 0.3), content("TH", 0.2)), "any", "CN", "TH") == pytest.approx(0.5)


def test_a_supplier_without_owner_is_owned_where_it_stands():
    found = made(suppliers=[{"id": "V1", "country": "VN"}])
    assert (part(found, "ownership", "VN"), part(found, "ownership", "JP")) == (1, 0)


ASSUMED = {"quotes": [quote(origin=None)]}


def test_an_assumed_origin_moves_the_purchase_as_a_whole_by_origin():
    found = made(**ASSUMED)
    assert banded(found, "origin", "VN") == (0, 1, 1)
    assert banded(found, "origin", "CN") == (0, 0, 1)


def test_an_assumed_origin_moves_what_no_content_is_given_for_by_content():
    """30 % China's for sure; the other 70 % are Viet Nam's by assumption, and might be China's."""
    found = made(content("CN", 0.3), **ASSUMED)
    assert banded(found, "look_through", "CN") == pytest.approx((0.3, 0.3, 1.0))
    assert banded(found, "look_through", "VN") == pytest.approx((0.0, 0.7, 0.7))
    assert banded(found, "look_through", "TH") == pytest.approx((0.0, 0.0, 0.7))


def test_any_follows_the_other_two_bands():
    """China: 30 % for sure, all of it were the origin there. Japan owns it either way."""
    found = made(content("CN", 0.3), **ASSUMED)
    assert banded(found, "any", "CN") == pytest.approx((0.3, 0.3, 1.0))
    assert banded(found, "any", "JP") == (1, 1, 1)
    assert banded(found, "any", "VN") == (0, 1, 1)


@pytest.mark.parametrize(
    ("columns", "assumed"),
    [
        ({}, False),
        ({"origin": None}, True),
        ({"origin_basis": "assumed"}, True),
        ({"origin_basis": "certificate"}, False),
        ({"origin_basis": "declared", "origin": None}, False),
    ],
)
def test_the_basis_of_the_origin_says_whether_there_is_a_band(columns, assumed):
    low, _, high = banded(made(quotes=[quote(**columns)]), "origin", "CN")
    assert (low, high) == ((0, 1) if assumed else (0, 0))


def test_an_owner_is_never_an_assumption():
    assert banded(made(**ASSUMED), "ownership", "JP") == (1, 1, 1)


def test_the_countries_of_quotes_are_all_that_some_measure_ties_them_to():
    found = made(
        content("CN", 0.3), content("TH", 0.0), content("DE", 0.5, quote="b"), quotes=[quote(id="b")]
    )
    assert countries_of(found.content, np.array([0])).tolist() == ["DE", "JP", "VN"]
    found = made(content("CN", 0.3), content("TH", 0.0))
    assert countries_of(found.content, np.array([0])).tolist() == ["CN", "JP", "VN"]


@st.composite
def compositions(draw):
    """Shares in twentieths that fit into one, an origin and an owner."""
    left, rows = 20, []
    for country in draw(st.permutations(COUNTRIES)):
        share = draw(st.integers(0, left))
        left -= share
        if share:
            rows.append(content(country, share / 20))
    origin, owner = draw(st.sampled_from(COUNTRIES)), draw(st.sampled_from(COUNTRIES))
    basis = draw(st.sampled_from(["declared", "assumed"]))
    return made(
        *rows,
        suppliers=[{"id": "V1", "country": "VN", "owner_country": owner}],
        quotes=[quote(origin=origin, origin_basis=basis)],
    )


groups = st.sets(st.sampled_from(COUNTRIES))


@settings(max_examples=80, deadline=None, derandomize=True)
@given(found=compositions(), group=groups)
def test_any_is_never_below_another_measure_and_every_band_holds_its_share(found, group):
    most = banded(found, "any", *group)
    for measure in MEASURES:
        low, central, high = banded(found, measure, *group)
        assert 0 <= low <= central <= high <= 1
        assert all(value <= top for value, top in zip((low, central, high), most, strict=True))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(found=compositions(), group=groups)
def test_countries_share_the_content_among_them(found, group):
    """A group and the rest of the world make one; so do single countries."""
    others = set(COUNTRIES) - group
    assert part(found, "look_through", *group) + part(found, "look_through", *others) == pytest.approx(1)
    assert sum(part(found, "look_through", c) for c in COUNTRIES) == pytest.approx(1)
