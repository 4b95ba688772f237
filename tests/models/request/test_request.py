"""The request's types."""

from models.request import PlanRequest
from tests.models.factory import request


def cap(**columns):
    return {"countries": ["CN"], "max_share": 0.4} | columns


def test_an_empty_request_is_the_effort_of_the_contract_and_no_rule():
    made = request()
    assert (made.caps, made.floors, made.each_country, made.fixed, made.forbidden) == ([], [], None, [], [])
    assert made.effort.model_dump() == {
        "time_limit_s": 60,
        "gap": 0.001,
        "backend": "auto",
        "threads": 1,
        "seed": 0,
        "explain": "quick",
    }


def test_a_cap_is_on_spend_by_origin_from_the_first_period_of_the_whole_firm():
    (rule,) = request(caps=[cap()]).caps
    assert (rule.base, rule.measure, rule.from_period, rule.scope.label()) == ("spend", "origin", 1, "")


def test_each_country_names_its_exceptions_by_the_word_of_the_wire():
    assert request(each_country={"max_share": 0.5}).each_country.except_ is None
    assert request(each_country={"max_share": 0.5, "except": ["JP", "ASEAN"]}).each_country.except_ == [
        "JP",
        "ASEAN",
    ]
    assert request(each_country={"max_share": 0.5, "except": []}).each_country.except_ == []


def test_a_scope_is_labelled_with_what_it_names():
    (rule,) = request(caps=[cap(scope={"category": "metal", "plant": "p"})]).caps
    assert rule.scope.label() == "category=metal plant=p"


def test_a_budget_limits_one_kind_of_cash_or_both():
    made = PlanRequest.model_validate({"budget": {"one_off": 5_000_000}})
    assert (made.budget.one_off, made.budget.capital) == (5_000_000, None)
    assert PlanRequest.model_validate({"explore": {"countries": ["ASEAN", "IN"]}}).explore.countries == [
        "ASEAN",
        "IN",
    ]
