"""Pairs of profiles or requests that differ in one column: what the column is for shows in the answer."""

import pytest

from models.case.cost_kinds import CostKind
from tests.solvers.profiles import awards_of, bought, planned, profile, quote

CAP = {"id": "china", "countries": ["CN"], "max_share": 0.2, "base": "quantity"}
THROUGH = {"caps": [CAP | {"measure": "look_through"}]}
ROW = {"country": "CN", "share": 0.5, "supplier": "vn"}


def three(**tables):
    """cn at 100, vn at 110, jp at 130; 100 are needed."""
    quotes = [quote("m", "cn", 100), quote("m", "vn", 110), quote("m", "jp", 130)]
    return profile({"m": 100}, {"cn": "CN", "vn": "VN", "jp": "JP"}, quotes) | tables


def with_content(*rows):
    return three(content=list(rows))


def owned(**columns):
    suppliers = [{"id": "cn", "country": "CN"}, {"id": "vn", "country": "VN"} | columns]
    return three(suppliers=[*suppliers, {"id": "jp", "country": "JP"}])


def answer(solver, document, request):
    """What two answers are compared by."""
    outcome = planned(solver, document, request, gap=1e-7)
    assert outcome.kind == "planned"
    assert outcome.verification.passed
    return outcome


def china(outcome, measure, base="quantity"):
    rows = outcome.plan.exposure.rows
    found = [r for r in rows if (r.scope, r.country, r.measure, r.base) == ("firm", "CN", measure, base)]
    return found[0]


# One column of the profile: the two documents, the request, and the awards of each.
AWARDS = {
    "content.country": (
        with_content(ROW),
        with_content(ROW | {"country": "TH"}),
        THROUGH,
        # Half of vn is China's: 40 of it fill 20 %; Thailand's half leaves room for 20 of cn.
        {"m@vn": 40, "m@jp": 60},
        {"m@cn": 20, "m@vn": 80},
    ),
    "content.share": (
        with_content(ROW),
        with_content(ROW | {"share": 0.25}),
        THROUGH,
        # A unit of China's saves 30 in cn and 20 / 0.25 = 80 in vn: 80 of it are 20.
        {"m@vn": 40, "m@jp": 60},
        {"m@vn": 80, "m@jp": 20},
    ),
    "content.supplier": (
        with_content(ROW),
        with_content(ROW | {"supplier": "jp"}),
        THROUGH,
        # With jp half China's nobody buys there; vn has none of it.
        {"m@vn": 40, "m@jp": 60},
        {"m@cn": 20, "m@vn": 80},
    ),
    "content.quote": (
        with_content(ROW, {"country": "TH", "share": 1, "quote": "m@vn"}),
        with_content(ROW, {"country": "TH", "share": 1, "quote": "m@jp"}),
        THROUGH,
        # vn's own content overrides its supplier's in the first only.
        {"m@cn": 20, "m@vn": 80},
        {"m@vn": 40, "m@jp": 60},
    ),
    "suppliers.owner_country": (
        owned(owner_country="CN"),
        owned(),
        {"caps": [CAP | {"measure": "ownership"}]},
        # Owned from China vn counts like cn, which is cheaper.
        {"m@cn": 20, "m@jp": 80},
        {"m@cn": 20, "m@vn": 80},
    ),
}


@pytest.mark.parametrize("column", AWARDS)
def test_a_column_decides_what_is_bought(solver, column):
    one, other, request, first, second = AWARDS[column]
    assert awards_of(answer(solver, one, request)) == pytest.approx(first)
    assert awards_of(answer(solver, other, request)) == pytest.approx(second)


def weighed(price):
    """x: 100 in China, 110 in Viet Nam; y: 50 and 70. x has a reference price or none, y one of 50."""
    quotes = [quote("x", "a", 100), quote("x", "b", 110), quote("y", "a", 50), quote("y", "b", 70)]
    x = {} if price is None else {"reference_price": price}
    document = profile(
        {"x": 100, "y": 100}, {"a": "CN", "b": "VN"}, quotes, {"x": x, "y": {"reference_price": 50}}
    )
    return document | {"allocation": bought({("x", "a"): 100, ("y", "a"): 100})}


@pytest.mark.parametrize(
    ("price", "x", "y"), [(None, 25, 100), (100, 25, 100), (10, 100, 40), (400, 43.75, 100)]
)
def test_a_reference_price_decides_how_much_an_item_weighs(solver, price, x, y):
    """Half of the reference value may stay in China; y saves 20 / 50 = 0.4 a weight, x 10 / its price.

    Without a price x weighs the 100 it lands at today: of 15,000 y keeps 5,000 and x 2,500 / 100 = 25. At 10
    x saves 1 a weight and keeps 1,000 of 6,000, y 2,000 / 50 = 40. At 400, of 45,000, y keeps 5,000 and x
    17,500 / 400 = 43.75.
    """
    request = {"caps": [{"id": "china", "countries": ["CN"], "max_share": 0.5, "base": "reference"}]}
    found = awards_of(answer(solver, weighed(price), request))
    assert (found["x@a"], found["y@a"]) == pytest.approx((x, y))


@pytest.mark.parametrize(("basis", "low", "high"), [("certificate", 1, 1), ("assumed", 0, 1)])
def test_the_basis_of_an_origin_decides_the_band(solver, basis, low, high):
    document = profile({"m": 100}, {"cn": "CN"}, [quote("m", "cn", 100, origin="CN", origin_basis=basis)])
    row = china(answer(solver, document, {}), "origin")
    assert (row.low, row.share, row.high) == (low, 1, high)


@pytest.mark.parametrize(("basis", "listed"), [("declared", False), ("statistics", True)])
def test_the_basis_of_content_decides_whether_it_is_an_assumption(solver, basis, listed):
    found = answer(solver, with_content(ROW | {"basis": basis}), THROUGH)
    codes = {assumption.code for assumption in found.case.assumptions}
    assert ("content_from_statistics" in codes) is listed


# One field of the request


@pytest.mark.parametrize(
    ("measure", "awards"),
    [
        ("origin", {"m@cn": 20, "m@vn": 80}),
        ("ownership", {"m@cn": 20, "m@jp": 80}),
        ("look_through", {"m@vn": 40, "m@jp": 60}),
        ("any", {"m@cn": 20, "m@jp": 80}),
    ],
)
def test_the_measure_of_a_cap_decides_what_is_bought(solver, measure, awards):
    """vn makes in Viet Nam, is owned from China, and half of its content is China's."""
    document = owned(owner_country="CN") | {"content": [ROW]}
    found = answer(solver, document, {"caps": [CAP | {"measure": measure}]})
    assert awards_of(found) == pytest.approx(awards)
    assert china(found, measure).share == pytest.approx(0.2)


@pytest.mark.parametrize(
    ("base", "kept"), [("spend", 24 / 84), ("landed", 44 / 104), ("quantity", 0.4), ("reference", 0.4)]
)
def test_the_base_of_a_cap_decides_what_is_bought(solver, base, kept):
    """cn at 100; vn at a price of 60 and 50 of freight. At most 40 % from China: x of cn, 1 - x of vn.

    Spend: 100 x = 0.4 (60 + 40 x), 84 x = 24. Landed: 100 x = 0.4 (110 - 10 x), 104 x = 44.
    """
    quotes = [quote("m", "cn", 100), quote("m", "vn", 60, incoterm="FOB", freight=50)]
    document = profile({"m": 100}, {"cn": "CN", "vn": "VN"}, quotes)
    found = answer(solver, document, {"caps": [CAP | {"max_share": 0.4, "base": base}]})
    assert awards_of(found)["m@cn"] == pytest.approx(100 * kept)


@pytest.mark.parametrize(("price", "policy"), [(None, 0), (5, 400), (50, 0)])
def test_the_elastic_price_decides_whether_a_cap_is_passed(solver, price, policy):
    """80 points beyond a cap of 20 %, at 5: cheaper than 80 units at 10."""
    cap = CAP if price is None else CAP | {"elastic_price": price}
    found = answer(solver, three(), {"caps": [cap]})
    assert float(found.plan.after.by_kind[CostKind.POLICY]) == pytest.approx(policy)
    assert awards_of(found) == pytest.approx({"m@cn": 100} if policy else {"m@cn": 20, "m@vn": 80})
