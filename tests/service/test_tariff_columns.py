"""Two profiles that differ in one column of tariffs, claims or duty regime alone have two answers."""

import copy

import pytest

from service.reports.answer import answer_of
from tests.solvers.profiles import planned, profile

TARIFFS = [
    {"hs_code": "8505", "origin": "*", "rate": 0.08, "text": "8%"},
    {"hs_code": "8505", "origin": "VN", "rate": 0.02, "agreement": "CPTPP", "text": "2%"},
    {"hs_code": "85", "origin": "VN", "rate": 0.01, "kind": "safeguard", "specific": 3, "per": 10},
]
FIRM = profile(
    {"m": 100},
    {"a": "VN", "b": "TH"},
    [
        {"item": "m", "supplier": "a", "unit_price": 100, "agreement": ["CPTPP"]},
        {"item": "m", "supplier": "b", "unit_price": 103, "duty_rate": 0},
    ],
    items={"m": {"hs_code": "850511"}},
    tariffs=TARIFFS,
    plants=[{"id": "nagoya", "country": "JP"}],
)
"""A hub of a costs 100 + 2 + 1 + 0.3 = 103.30, one of b 103."""

CHANGES = [
    ("tariffs", 1, "hs_code", "8506"),
    ("tariffs", 1, "origin", "MY"),
    ("tariffs", 1, "rate", 0.0),
    ("tariffs", 1, "text", "2.0%"),
    ("tariffs", 1, "destination", "US"),
    ("tariffs", 1, "agreement", "RCEP"),
    ("tariffs", 2, "kind", "base"),
    ("tariffs", 2, "specific", 1),
    ("tariffs", 2, "per", 1),
    ("tariffs", 1, "valid_from", "2027-04-02"),
    ("tariffs", 1, "valid_to", "2027-03-31"),
    ("quotes", 0, "agreement", ["RCEP"]),
    ("quotes", 0, "customs_origin", "MY"),
    ("plants", 0, "duty_regime", "bonded"),
]
ONLY_A = [{"item": "m", "supplier": "a", "unit_price": 100, "agreement": ["CPTPP"]}]


def told(solver, document):
    """What an answer says, without what it was made of and how long that took."""
    answer = answer_of(planned(solver, document))
    return {name: answer[name] for name in ("awards", "costs", "explanation")}


@pytest.mark.parametrize(("table", "row", "column", "value"), CHANGES, ids=lambda v: str(v))
def test_a_column_that_changes_alone_changes_the_answer(solver, table, row, column, value):
    """With a alone, so that no cheaper source hides the change."""
    one = copy.deepcopy(FIRM | {"quotes": ONLY_A})
    other = copy.deepcopy(one)
    assert other[table][row].get(column) != value
    other[table][row][column] = value
    assert told(solver, one) != told(solver, other)


def test_a_preference_decides_who_gets_the_award(solver):
    """Base 8 %: a 109.30, b 103. CPTPP free: a 101.30, so a is the cheaper one."""
    dear = told(solver, FIRM)
    free = copy.deepcopy(FIRM)
    free["tariffs"][1]["rate"] = 0.0
    assert {row["supplier"] for row in dear["awards"]} == {"b"}
    (row,) = told(solver, free)["awards"]
    assert (row["supplier"], row["agreement"]) == ("a", "CPTPP")
    assert row["duty_without_agreement"] == pytest.approx(9.3)
