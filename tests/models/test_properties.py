"""What holds for every profile: the order of rows and the size of the unit of money mean nothing."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.case.cost_kinds import CostKind
from models.case.digest import profile_digest
from models.plan.decisions import todays
from models.plan.evaluate import exposure_of
from models.plan.statement import plan_statement
from models.profile.document import profile_from_document
from models.profile.rows import is_absent
from tests.models.factory import case, document, profile, quote, request

COUNTRIES = ("CN", "VN", "TH", "TW", "JP", "DE")
ASKED = request(
    caps=[{"countries": ["CN"], "max_share": 0.5, "measure": "ownership"}],
    floors=[{"countries": ["ASEAN"], "min_share": 0.1, "base": "landed", "scope": {"category": "metal"}}],
    each_country={"max_share": 0.9},
)
quick = settings(
    max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
prices = st.integers(1, 10_000).map(lambda n: n / 8)
shares = st.integers(0, 8).map(lambda n: n / 16)


@st.composite
def quotes_of(draw, item, site):
    return quote(
        site,
        draw(prices),
        id=f"{item}/{site}",
        item=item,
        origin=draw(st.sampled_from((*COUNTRIES, None))),
        freight=draw(prices),
        insurance_rate=draw(shares),
        duty_rate=draw(shares),
        handling=draw(prices),
        defect_rate=draw(shares),
        currency=draw(st.sampled_from(["USD", "JPY", None])),
    )


@st.composite
def tables(draw):
    """A few items, a few sites, quotes among them, and something bought of some quotes today."""
    sites = [f"s{n}" for n in range(draw(st.integers(1, 4)))]
    items = [f"i{n}" for n in range(draw(st.integers(1, 3)))]
    pairs = [(item, site) for item in items for site in sites if site == sites[0] or draw(st.booleans())]
    return {
        "items": [{"id": i, "category": draw(st.sampled_from(["metal", "resin"]))} for i in items],
        "demand": [{"item": i, "quantity": draw(st.integers(0, 50))} for i in items],
        "suppliers": [
            {
                "id": s,
                "country": draw(st.sampled_from(COUNTRIES)),
                "owner_country": draw(st.sampled_from(COUNTRIES)),
            }
            for s in sites
        ],
        "quotes": [draw(quotes_of(item, site)) for item, site in pairs],
        "allocation": [
            {"item": item, "supplier": site, "quantity": draw(st.integers(0, 40))}
            for item, site in pairs
            if draw(st.booleans())
        ],
        "exchange_rates": [{"currency": "USD", "rate": 150}],
    }


def shares_by_name(made):
    """Every share of today's purchases by what it is a share of."""
    rows = exposure_of(made, ASKED, todays(made)).rows
    return {(row.scope, row.measure, row.base, row.country): (row.share, row.low, row.high) for row in rows}


def same(one, other):
    assert one.keys() == other.keys()
    for name, values in one.items():
        for value, expected in zip(values, other[name], strict=True):
            assert (value is None) == (expected is None), name
            assert value is None or value == pytest.approx(expected, abs=1e-12), name


def shuffled(source, seed):
    chance = random.Random(seed)
    return {
        name: chance.sample([dict(chance.sample(list(row.items()), len(row))) for row in rows], len(rows))
        for name, rows in source.items()
    }


@quick
@given(source=tables(), seed=st.integers(0, 1000))
def test_the_order_of_rows_changes_neither_money_nor_shares_nor_digest(source, seed):
    other = shuffled(source, seed)
    assert profile_digest(profile(**source)) == profile_digest(profile(**other))
    one, two = case(**source), case(**other)
    same(shares_by_name(one), shares_by_name(two))
    first, second = plan_statement(one, todays(one)), plan_statement(two, todays(two))
    for kind in CostKind:
        assert first.exact[kind] == pytest.approx(second.exact[kind], rel=1e-12)
    assert abs(first.total - second.total) <= len(CostKind)


@quick
@given(source=tables(), factor=st.sampled_from([0.5, 2, 8, 1024]))
def test_a_unit_of_money_of_another_size_changes_no_share(source, factor):
    """Every price in a currency worth so much more: amounts are multiplied, shares stay."""
    money = ("unit_price", "freight", "handling")
    scaled = [row | {name: row[name] * factor for name in money} for row in source["quotes"]]
    one, two = case(**source), case(**source | {"quotes": scaled})
    same(shares_by_name(one), shares_by_name(two))
    first, second = plan_statement(one, todays(one)), plan_statement(two, todays(two))
    assert second.objective == pytest.approx(first.objective * factor)


@quick
@given(source=tables())
def test_a_price_in_another_currency_at_its_rate_is_the_same_price(source):
    """Quotes in dollars at 150 yen, written in yen."""
    money = ("unit_price", "freight", "handling")
    in_yen = [
        {k: v * 150 if k in money else v for k, v in row.items() if k != "currency"}
        if row.get("currency") == "USD"
        else row
        for row in source["quotes"]
    ]
    one, two = case(**source), case(**source | {"quotes": in_yen})
    assert one.offers.total == pytest.approx(two.offers.total)
    assert one.offers.landed == pytest.approx(two.offers.landed)


@quick
@given(source=tables())
def test_countries_share_everything_among_them_and_bands_hold_the_share(source):
    made = case(**source)
    rows = [row for row in exposure_of(made, ASKED, todays(made)).rows if row.share is not None]
    for row in rows:
        assert -1e-12 <= row.low <= row.share + 1e-12
        assert row.share <= row.high + 1e-12
        assert row.high <= 1 + 1e-12
    whole = [
        r for r in rows if (r.scope, r.measure, r.base) == ("firm", "origin", "spend") and len(r.country) == 2
    ]
    if whole:
        assert sum(r.share for r in whole) == pytest.approx(1)


@settings(quick, max_examples=8)
@given(source=tables())
def test_a_value_more_or_less_is_another_digest(source):
    """Leave out each given value of the quotes in turn."""
    whole = profile_digest(profile(**source))
    for at, row in enumerate(source["quotes"]):
        for name in row:
            less = [
                r if n != at else {k: v for k, v in r.items() if k != name}
                for n, r in enumerate(source["quotes"])
            ]
            assert profile_digest(profile(**source | {"quotes": less})) != whole


words = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 5), st.floats(), st.text(max_size=3), st.just([]), st.just({})
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(data=st.data())
def test_whatever_a_row_holds_there_is_a_case_or_there_are_faults(data):
    """Any odd value in any table: never another error, and what is read has as many rows as were given."""
    name = data.draw(
        st.sampled_from(["items", "demand", "suppliers", "quotes", "allocation", "locks", "tariffs"])
    )
    rows = profile()[name]
    columns = data.draw(st.lists(st.sampled_from(sorted(rows.columns)), max_size=5, unique=True))
    row = {column: data.draw(words) for column in columns}
    found = document(**{name: [*document().get(name, []), row]})
    read = profile_from_document(found)
    assert len(read[name]) == len(found[name])
    for column, value in row.items():
        if value is None:
            assert is_absent(read[name][column])[-1]
    try:
        case(**found)
    except Exception as error:
        assert type(error).__name__ == "ProfileError", error  # noqa: PT017
