"""Preferences in the answer, on the terminal and in the tables."""

import csv
import json

import pytest
from jsonschema import Draft202012Validator
from rich.console import Console

from service.api.openapi import openapi_text
from service.exchange.plan_tables import AnswerSource
from service.exchange.write_answer import TableForm, write_folder
from service.reports.answer import answer_of
from service.reports.plan_text import print_outcome
from tests.solvers.profiles import planned, profile

TARIFFS = [
    {"hs_code": "85", "origin": "*", "rate": 0.05},
    {"hs_code": "85", "origin": "VN", "rate": 0.01, "agreement": "CPTPP", "text": "1%"},
    {"hs_code": "85", "origin": "TH", "rate": 0.0, "agreement": "RCEP", "text": "無税"},
]
QUOTES = [
    {"item": "m", "supplier": "a", "unit_price": 100, "agreement": ["CPTPP"], "capacity": 60},
    {"item": "m", "supplier": "b", "unit_price": 102, "agreement": ["RCEP"]},
]
FIRM = profile({"m": 100}, {"a": "VN", "b": "TH"}, QUOTES, items={"m": {"hs_code": "8505"}}, tariffs=TARIFFS)


@pytest.fixture(scope="module")
def outcome(solver):
    """60 from a at 101, the rest from b at 102, duty paid."""
    return planned(solver, FIRM)


def test_each_award_names_its_agreement_and_its_duty_without(outcome):
    rows = answer_of(outcome)["awards"]
    found = {row["supplier"]: (row["agreement"], row["duty_without_agreement"]) for row in rows}
    assert found == {"a": ("CPTPP", pytest.approx(5)), "b": ("RCEP", pytest.approx(5.1))}


def test_the_explanation_says_what_losing_each_agreement_costs(outcome):
    """RCEP: 40 x 102 x 5 % = 204. CPTPP: 60 x 100 x 4 % = 240."""
    assert answer_of(outcome)["explanation"]["preferences"] == [
        {
            "agreement": "CPTPP",
            "awards": 1,
            "unknown": 0,
            "duty": pytest.approx(60),
            "duty_without": pytest.approx(300),
            "loss": pytest.approx(240),
        },
        {
            "agreement": "RCEP",
            "awards": 1,
            "unknown": 0,
            "duty": 0,
            "duty_without": pytest.approx(204),
            "loss": pytest.approx(204),
        },
    ]


def test_an_award_without_a_preference_has_nulls_and_not_nan(solver):
    plain = FIRM | {"quotes": [{"item": "m", "supplier": "a", "unit_price": 100}]}
    answer = answer_of(planned(solver, plain))
    (row,) = answer["awards"]
    assert (row["agreement"], row["duty_without_agreement"], row["duty_text"]) == (None, None, None)
    assert answer["explanation"]["preferences"] == []
    assert "NaN" not in json.dumps(answer)


def test_the_answer_fits_the_schema_of_the_service(outcome):
    document = json.loads(openapi_text())
    schema = {"$ref": "#/components/schemas/Answer", "components": document["components"]}
    answer = json.loads(json.dumps(answer_of(outcome)))
    assert list(Draft202012Validator(schema).iter_errors(answer)) == []


def printed(outcome):
    out = Console(record=True, width=110, file=None, highlight=False, force_terminal=False, quiet=False)
    with out.capture() as capture:
        print_outcome(outcome, out)
    return capture.get()


def test_a_reader_sees_what_the_duties_rest_on(outcome):
    lines = printed(outcome).splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("duty rests on"))
    assert [line.split() for line in lines[at + 1 : at + 3]] == [
        ["CPTPP", "1", "60", "300", "240"],
        ["RCEP", "1", "0", "204", "204"],
    ]


def test_where_nothing_says_what_else_is_due_a_reader_is_told(solver):
    bare = FIRM | {"tariffs": TARIFFS[1:]}
    assert "amounts leave out 2 award(s)" in printed(planned(solver, bare))


def test_the_tables_hold_the_preferences_too(outcome, tmp_path):
    write_folder(AnswerSource(answer_of(outcome)), tmp_path, TableForm())
    with (tmp_path / "preferences.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(r["agreement"], r["awards"], float(r["loss"])) for r in rows] == [
        ("CPTPP", "1", pytest.approx(240)),
        ("RCEP", "1", pytest.approx(204)),
    ]
    with (tmp_path / "awards.csv").open(encoding="utf-8", newline="") as file:
        found = {(r["agreement"], r["duty_text"]) for r in csv.DictReader(file)}
    assert found == {("CPTPP", "1%"), ("RCEP", "無税")}
