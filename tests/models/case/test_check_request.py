"""A request against a profile."""

import pytest

from models.case.check_request import check_request, scope_items
from models.errors import RequestError
from models.request import Scope
from tests.models.factory import case, codes, quote, request, the

ITEMS = [
    {"id": "hub", "category": "metal", "unit": "kg", "critical": True},
    {"id": "nut", "category": "metal"},
    {"id": "cap", "category": "resin"},
]
PLANTS = [{"id": "nagoya", "country": "JP"}, {"id": "osaka", "country": "JP"}]
TABLES = {
    "items": ITEMS,
    "plants": PLANTS,
    "demand": [{"item": i["id"], "plant": "nagoya", "quantity": 5} for i in ITEMS],
    "suppliers": [{"id": "V1", "country": "VN"}, {"id": "C1", "country": "CN"}],
    "quotes": [quote(item=i["id"]) for i in ITEMS] + [quote("C1", id="hub-c1")],
}


@pytest.fixture(scope="module")
def made():
    return case(**TABLES)


def faults_of(made, **fields):
    try:
        check_request(made, request(**fields))
    except RequestError as error:
        return error.issues
    return ()


def cap(**columns):
    return {"caps": [{"countries": ["CN"], "max_share": 0.5} | columns]}


@pytest.mark.parametrize(
    "scope",
    [
        {},
        {"item": "hub"},
        {"category": "metal"},
        {"plant": "osaka"},
        {"critical": True},
        {"item": "hub", "plant": "nagoya", "category": "metal", "critical": True},
    ],
)
def test_a_scope_of_names_the_profile_has_is_right(made, scope):
    assert faults_of(made, **cap(scope=scope)) == ()


@pytest.mark.parametrize(
    ("scope", "place", "hint"),
    [
        ({"item": "hbu"}, "item", 'did you mean "hub"?'),
        ({"category": "metall"}, "category", 'did you mean "metal"?'),
        ({"plant": "nagoja"}, "plant", 'did you mean "nagoya"?'),
    ],
)
def test_a_name_the_profile_does_not_have_is_named_with_the_closest(made, scope, place, hint):
    issue = the("unknown_reference", faults_of(made, **cap(scope=scope)))
    assert (issue.place, issue.found, issue.hint) == (f"/request/caps/0/scope/{place}", scope[place], hint)


def test_every_scope_is_checked_and_all_faults_come_at_once(made):
    bad = {"item": "x1"}
    found = faults_of(
        made,
        caps=[{"countries": ["CN"], "max_share": 0.5, "scope": bad}],
        floors=[{"countries": ["VN"], "min_share": 0.1, "scope": bad}],
        each_country={"max_share": 0.5, "scope": bad},
        fixed=[{"item": "x2", "supplier": "V1", "share": 0.1}],
        forbidden=[{"quote": "x3"}],
    )
    assert [i.place for i in found] == [
        "/request/caps/0/scope/item",
        "/request/floors/0/scope/item",
        "/request/each_country/scope/item",
        "/request/fixed/0/item",
        "/request/forbidden/0/quote",
    ]


def test_the_prefix_is_the_request_s_place_in_the_larger_document(made):
    with pytest.raises(RequestError) as caught:
        check_request(made, request(**cap(scope={"item": "x"})), "/body/request")
    assert caught.value.issues[0].place == "/body/request/caps/0/scope/item"


@pytest.mark.parametrize(
    ("scope", "mixed"),
    [({}, True), ({"category": "metal"}, True), ({"item": "hub"}, False), ({"category": "resin"}, False)],
)
def test_a_quantity_share_over_items_of_different_units_is_refused(made, scope, mixed):
    """The hub is in kg, nut and cap are each."""
    found = faults_of(made, **cap(scope=scope, base="quantity"))
    assert codes(found) == (["mixed_units"] if mixed else [])
    if mixed:
        assert found[0].place == "/request/caps/0/base"
        assert "each, kg" in found[0].message


@pytest.mark.parametrize("base", ["spend", "landed"])
def test_money_of_different_units_can_be_added(made, base):
    assert faults_of(made, **cap(base=base)) == ()


def test_a_unit_that_nothing_is_needed_of_does_not_mix():
    demand = [{"item": "hub", "plant": "nagoya", "quantity": 0}, *TABLES["demand"][1:]]
    assert faults_of(case(**TABLES | {"demand": demand}), **cap(base="quantity")) == ()


def test_a_rule_that_begins_after_the_horizon_would_never_bind(made):
    assert faults_of(made, **cap(from_period=1)) == ()
    issue = the("out_of_range", faults_of(made, **cap(from_period=2)))
    assert (issue.place, issue.found) == ("/request/caps/0/from_period", "2")


@pytest.mark.parametrize(
    ("award", "place"),
    [
        ({"item": "hug"}, "item"),
        ({"supplier": "V2"}, "supplier"),
        ({"plant": "x"}, "plant"),
        ({"item": "nut", "supplier": "C1"}, "supplier"),
    ],
)
def test_a_fixed_award_needs_names_and_a_quote(made, award, place):
    fixed = [{"item": "hub", "supplier": "V1", "share": 0.5} | award]
    assert the("unknown_reference", faults_of(made, fixed=fixed)).place == f"/request/fixed/0/{place}"


def test_fixed_shares_of_an_item_fit_into_it(made):
    """0.6 and 0.4 do; 0.6 and 0.41 do not, from the second on."""
    first = {"item": "hub", "supplier": "V1", "share": 0.6}
    assert faults_of(made, fixed=[first, {"item": "hub", "supplier": "C1", "share": 0.4}]) == ()
    issue = the(
        "shares_exceed_one", faults_of(made, fixed=[first, {"item": "hub", "supplier": "C1", "share": 0.41}])
    )
    assert (issue.place, issue.found) == ("/request/fixed/1/share", "0.41")


def test_fixed_shares_of_different_plants_are_not_added(made):
    rows = [{"item": "hub", "supplier": "V1", "share": 0.6, "plant": p["id"]} for p in PLANTS]
    assert faults_of(made, fixed=rows) == ()


@pytest.mark.parametrize("key", ["item", "supplier", "quote"])
def test_what_is_forbidden_must_exist(made, key):
    assert faults_of(made, forbidden=[{key: {"item": "hub", "supplier": "C1", "quote": "hub-c1"}[key]}]) == ()
    assert (
        the("unknown_reference", faults_of(made, forbidden=[{key: "zz"}])).place
        == f"/request/forbidden/0/{key}"
    )


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (Scope(), [True, True, True]),
        (Scope(item="nut"), [False, True, False]),
        (Scope(category="metal"), [True, True, False]),
        (Scope(critical=True), [True, False, False]),
        (Scope(critical=False), [False, True, True]),
        (Scope(category="metal", critical=False), [False, True, False]),
    ],
)
def test_a_scope_holds_the_items_that_all_its_keys_fit(made, scope, expected):
    assert scope_items(made, scope).tolist() == expected
