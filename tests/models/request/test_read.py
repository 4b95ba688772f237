"""From a parsed JSON request to its types, with every fault."""

from collections.abc import Iterator
from datetime import date
from typing import get_args

import pytest
from pydantic import BaseModel

from models.errors import RequestError
from models.issues import CODES
from models.json_text import parse_json
from models.request import PlanRequest, read_request
from models.request.read import share_rules
from tests.models.factory import codes, request, the

CAP = {"countries": ["CN"], "max_share": 0.4}
FLOOR = {"countries": ["ASEAN"], "min_share": 0.1}


def faults_of(**fields):
    with pytest.raises(RequestError) as caught:
        request(**fields)
    assert set(codes(caught.value.issues)) <= set(CODES)
    return caught.value.issues


def test_an_absent_request_is_an_empty_one():
    assert read_request(None) == read_request({}) == PlanRequest()


@pytest.mark.parametrize("document", [[], "x", 1, True])
def test_a_request_is_an_object(document):
    with pytest.raises(RequestError) as caught:
        read_request(document)
    assert (caught.value.issues[0].code, caught.value.issues[0].place) == ("wrong_type", "/request")


def test_the_request_of_the_contract_is_read_but_for_what_is_not_honoured_yet():
    """The example of the wire contract, each field as it stands there."""
    made = request(
        on="2027-04-01",
        caps=[{"id": "china", "countries": ["CN"], "max_share": 0.35, "base": "spend", "measure": "origin",
               "scope": {"category": "magnets"}, "from_period": 1}],
        floors=[{"id": "asean", "countries": ["ASEAN"], "min_share": 0.20}],
        each_country={"max_share": 0.5, "except": ["JP"]},
        suppliers_per_item={"min": 1, "max": 3},
        max_lead_time_days=90,
        fixed=[{"item": "coil", "supplier": "hanoi-b", "share": 0.3}],
        forbidden=[{"supplier": "shenzhen-a"}],
        effort={"time_limit_s": 60, "gap": 0.001, "backend": "auto", "threads": 1, "seed": 0,
                "explain": "quick"},
    )  # fmt: skip
    assert made.on == date(2027, 4, 1)
    assert (made.caps[0].id, made.caps[0].max_share, made.caps[0].scope.category) == (
        "china",
        0.35,
        "magnets",
    )
    assert (made.floors[0].countries, made.floors[0].min_share) == (["ASEAN"], 0.2)
    assert (made.suppliers_per_item.min, made.suppliers_per_item.max) == (1, 3)
    assert (made.fixed[0].share, made.forbidden[0].supplier) == (0.3, "shenzhen-a")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("subsidies", {"on": "2022-02-15", "rounds": ["jetro_r5_equipment"], "treat_as": "contingent"}),
    ],
)
def test_what_is_not_honoured_yet_is_refused_never_ignored(field, value):
    issue = the("not_yet_supported", faults_of(**{field: value}))
    assert (issue.place, issue.severity) == (f"/request/{field}", "fault")


@pytest.mark.parametrize("base", ["spend", "landed", "quantity", "reference"])
@pytest.mark.parametrize("measure", ["origin", "ownership", "look_through", "any"])
def test_every_base_goes_with_every_measure(base, measure):
    kind = {"base": base, "measure": measure}
    found = read_request(
        {"caps": [CAP | kind], "floors": [FLOOR | kind], "each_country": {"max_share": 1} | kind}
    )
    assert {(rule.base, rule.measure) for _, rule in share_rules(found, "")} == {(base, measure)}


@pytest.mark.parametrize(("kind", "rule"), [("caps", CAP), ("floors", FLOOR)])
def test_a_cap_or_floor_may_have_a_price_and_0_is_one(kind, rule):
    assert getattr(read_request({kind: [rule | {"elastic_price": 0}]}), kind)[0].elastic_price == 0
    issue = the("out_of_range", faults_of(**{kind: [rule | {"elastic_price": -1}]}))
    assert issue.place == f"/request/{kind}/0/elastic_price"


def test_the_limit_on_each_country_has_no_price():
    issue = the("unknown_column", faults_of(each_country={"max_share": 0.5, "elastic_price": 5}))
    assert issue.place == "/request/each_country/elastic_price"
    assert issue.hint == "fields here: max_share, except, base, measure, scope"


def parts(annotation: object) -> Iterator[type[BaseModel]]:
    """The models that a type is made of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for one in get_args(annotation):
        yield from parts(one)


def places_of(model: type[BaseModel], path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The path of every field of a request, those inside of others included."""
    for name, field in model.model_fields.items():
        here = (*path, field.alias or name)
        yield here
        for part in parts(field.annotation):
            yield from places_of(part, here)


def asked(path: tuple[str, ...], name: str) -> dict[str, object]:
    """A request that has a field of this name beside the one at the path."""
    inner: object = {name: 1}
    lists = ("caps", "floors", "fixed", "forbidden")
    for part in reversed(path[:-1]):
        inner = {part: [inner] if part in lists else inner}
    return inner


@pytest.mark.parametrize("path", sorted(set(places_of(PlanRequest))), ids="/".join)
def test_a_field_with_a_letter_too_many_is_named_as_it_should_be(path):
    misspelt = f"{path[-1]}x"
    issue = next(i for i in faults_of(**asked(path, misspelt)) if i.code == "unknown_column")
    assert issue.hint == f'did you mean "{path[-1]}"?'


@pytest.mark.parametrize(
    ("fields", "meant"),
    [
        ({"suppliers_per_item": {"mn": 1}}, "min"),
        ({"effort": {"backnd": "x"}}, "backend"),
        ({"each_country": {"max_share": 1, "excpt": []}}, "except"),
        ({"caps": [CAP | {"scope": {"catgory": "x"}}]}, "category"),
    ],
)
def test_a_misspelt_field_is_compared_with_those_of_its_own_place(fields, meant):
    assert the("unknown_column", faults_of(**fields)).hint == f'did you mean "{meant}"?'


@pytest.mark.parametrize(
    ("fields", "code", "place"),
    [
        ({"cap": []}, "unknown_column", "cap"),
        ({"caps": [CAP | {"maxshare": 1}]}, "unknown_column", "caps/0/maxshare"),
        ({"caps": [{"countries": ["CN"]}]}, "missing_value", "caps/0/max_share"),
        ({"caps": [{"max_share": 0.5}]}, "missing_value", "caps/0/countries"),
        ({"caps": [CAP | {"countries": []}]}, "missing_value", "caps/0/countries"),
        ({"caps": [CAP | {"max_share": 35}]}, "out_of_range", "caps/0/max_share"),
        ({"caps": [CAP | {"max_share": -0.1}]}, "out_of_range", "caps/0/max_share"),
        ({"caps": [CAP | {"max_share": "0.5"}]}, "wrong_type", "caps/0/max_share"),
        ({"caps": [CAP | {"max_share": True}]}, "wrong_type", "caps/0/max_share"),
        ({"caps": [CAP | {"max_share": float("nan")}]}, "not_finite", "caps/0/max_share"),
        ({"caps": [CAP | {"base": "price"}]}, "unknown_choice", "caps/0/base"),
        ({"caps": [CAP | {"measure": "flag"}]}, "unknown_choice", "caps/0/measure"),
        ({"caps": [CAP | {"from_period": 0}]}, "out_of_range", "caps/0/from_period"),
        ({"caps": [CAP | {"from_period": 1.5}]}, "wrong_type", "caps/0/from_period"),
        ({"caps": [CAP | {"scope": {"supplier": "x"}}]}, "unknown_column", "caps/0/scope/supplier"),
        ({"caps": [CAP | {"countries": "CN"}]}, "wrong_type", "caps/0/countries"),
        ({"caps": {}}, "wrong_type", "caps"),
        ({"floors": [FLOOR | {"min_share": 2}]}, "out_of_range", "floors/0/min_share"),
        ({"floors": [FLOOR | {"max_share": 0.2}]}, "unknown_column", "floors/0/max_share"),
        ({"each_country": {}}, "missing_value", "each_country/max_share"),
        ({"each_country": {"max_share": 1, "except_": []}}, "unknown_column", "each_country/except_"),
        ({"suppliers_per_item": {"max": 0}}, "out_of_range", "suppliers_per_item/max"),
        ({"max_lead_time_days": -1}, "out_of_range", "max_lead_time_days"),
        ({"fixed": [{"item": "a", "supplier": "b"}]}, "missing_value", "fixed/0/share"),
        ({"fixed": [{"item": 1, "supplier": "b", "share": 1}]}, "wrong_type", "fixed/0/item"),
        ({"on": "1 April 2027"}, "wrong_type", "on"),
        ({"on": 20270401}, "wrong_type", "on"),
        ({"budget": {"one_off": -1}}, "out_of_range", "budget/one_off"),
        ({"budget": {"captial": 1}}, "unknown_column", "budget/captial"),
        ({"explore": {}}, "missing_value", "explore/countries"),
        ({"explore": {"countries": []}}, "missing_value", "explore/countries"),
        ({"effort": {"gap": -1}}, "out_of_range", "effort/gap"),
        ({"effort": {"time_limit_s": 0}}, "out_of_range", "effort/time_limit_s"),
        ({"effort": {"time_limit_s": float("inf")}}, "not_finite", "effort/time_limit_s"),
        ({"effort": {"threads": 0}}, "out_of_range", "effort/threads"),
        ({"effort": {"seed": -1}}, "out_of_range", "effort/seed"),
        ({"effort": {"explain": "fully"}}, "unknown_choice", "effort/explain"),
        ({"effort": None}, "wrong_type", "effort"),
    ],
)
def test_each_fault_has_its_code_and_its_place(fields, code, place):
    (issue,) = faults_of(**fields)
    assert (issue.code, issue.place, issue.severity) == (code, f"/request/{place}", "fault")


def test_a_misspelt_field_gets_the_closest_as_hint():
    (issue,) = faults_of(max_lead_time=30)
    assert issue.hint == 'did you mean "max_lead_time_days"?'


def test_the_value_found_is_shown():
    (issue,) = faults_of(caps=[CAP | {"max_share": 35}])
    assert issue.found == "35"


def test_faults_of_several_fields_come_together():
    found = faults_of(caps=[CAP | {"max_share": 35}, {"countries": []}], effort={"gap": 2}, zebra=1)
    assert sorted(i.place for i in found) == [
        "/request/caps/0/max_share",
        "/request/caps/1/countries",
        "/request/caps/1/max_share",
        "/request/effort/gap",
        "/request/zebra",
    ]


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"caps": [CAP | {"countries": ["CN", "Chna"]}]}, "caps/0/countries/1"),
        ({"floors": [FLOOR | {"countries": ["ASAEN"]}]}, "floors/0/countries/0"),
        ({"each_country": {"max_share": 0.5, "except": ["JP", "EFTA"]}}, "each_country/except/1"),
    ],
)
def test_a_name_that_is_no_country_and_no_group_is_named(fields, place):
    assert the("unknown_country", faults_of(**fields)).place == f"/request/{place}"


def test_an_unknown_group_gets_the_closest_or_all_of_them():
    assert (
        the("unknown_country", faults_of(floors=[FLOOR | {"countries": ["ASAEN"]}])).hint
        == 'did you mean "ASEAN"?'
    )
    assert "RCEP" in the("unknown_country", faults_of(caps=[CAP | {"countries": ["zzzzzz"]}])).hint


def test_groups_and_countries_may_stand_together():
    assert request(caps=[CAP | {"countries": ["CN_HK_MO", "RU", "CN"]}]).caps[0].countries == [
        "CN_HK_MO",
        "RU",
        "CN",
    ]


@pytest.mark.parametrize(
    ("columns", "name"),
    [
        ({}, "CN"),
        ({"countries": ["CN", "HK"]}, "CN+HK"),
        ({"scope": {"category": "metal"}}, "CN category=metal"),
        ({"id": "china"}, "china"),
    ],
)
def test_a_rule_without_an_id_is_named_after_its_countries_and_scope(columns, name):
    assert request(caps=[CAP | columns]).caps[0].id == name


@pytest.mark.parametrize(
    "fields",
    [
        {"caps": [CAP, CAP]},
        {"caps": [CAP | {"id": "x"}], "floors": [FLOOR | {"id": "x"}]},
        {"caps": [CAP, {"countries": ["ASEAN"], "max_share": 0.2, "id": "CN"}]},
    ],
)
def test_two_rules_may_not_have_one_id(fields):
    issue = the("duplicate_row", faults_of(**fields))
    assert issue.place.endswith("/id")


def test_the_least_number_of_suppliers_is_no_larger_than_the_most():
    issue = the("min_above_max", faults_of(suppliers_per_item={"min": 3, "max": 2}))
    assert (issue.place, issue.found) == ("/request/suppliers_per_item", "3")
    assert request(suppliers_per_item={"min": 2, "max": 2}).suppliers_per_item.min == 2


def test_a_forbidden_award_says_what_is_forbidden():
    assert the("missing_value", faults_of(forbidden=[{"supplier": "x"}, {}])).place == "/request/forbidden/1"


def test_keys_that_stand_twice_are_named_wherever_they_stand():
    text = '{"caps": [{"countries": ["CN"], "max_share": 0.3, "max_share": 0.9}], "on": null, "on": null}'
    with pytest.raises(RequestError) as caught:
        read_request(parse_json(text))
    assert codes(caught.value.issues) == ["repeated_key", "repeated_key"]
    assert {i.place for i in caught.value.issues} == {"/request/caps/0/max_share", "/request/on"}


def test_places_begin_with_the_prefix_and_are_escaped():
    with pytest.raises(RequestError) as caught:
        read_request({"a/b": 1}, "")
    assert caught.value.issues[0].place == "/a~1b"
