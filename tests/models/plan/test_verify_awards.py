"""The checker on awards that the profile does not know, and on the verdict as a whole."""

import ast
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import models.plan.verify
from models.plan.verify import check_rules
from models.profile.document import profile_from_document
from models.request import PlanRequest
from tests.models.plan.factory import (
    ENTIRELY_THAI,
    assert_kept,
    broken,
    broken_kinds,
    document,
    make,
    quote,
    quotes,
    the_broken,
)
from tests.models.plan.test_verify_quantities import two_plants

ALLOWED = {
    "models.case.case": {"SourcingCase", "Period"},
    "models.plan.plan": {"Plan", "Awards", "Move", "StartedInvestment"},
    "models.request": None,
    "models.regions": {"members"},
    "models.tolerances": None,
    "models.units": {"minor_unit"},
    "models.profile.read": {"SourcingProfile"},
    "models.profile.rows": {"Array", "is_absent"},
    "models.profile.schema": {"TABLES"},
}


@pytest.fixture
def honest():
    return make(document(), {"hub@C1": 400, "hub@T1": 600})


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("quote", "hub@X9", "the profile has no quote hub@X9"),
        ("quote", "hub@V1", "quote hub@V1 is not T1's for hub"),
        ("supplier", "C1", "quote hub@T1 is not C1's for hub"),
        ("item", "cap", "quote hub@T1 is not T1's for cap"),
        ("plant", "Q", "the profile has no plant Q"),
    ],
)
def test_an_award_that_names_what_the_profile_does_not_have_is_refused(honest, column, value, words):
    values = getattr(honest.plan.awards, column).copy()
    values[0] = value
    found = honest.with_awards(**{column: values}).check()
    assert broken(found)[0].rule == "known_quote"
    assert broken(found)[0].text == f"award 0: {words}"
    assert "need" in broken_kinds(found)  # what nobody offers serves nothing


def test_an_award_outside_the_horizon_is_refused(honest):
    found = honest.with_awards(period=np.array([2, 1])).check()
    assert broken(found)[0].text == "award 0: the horizon has no period 2"


def test_an_award_at_a_plant_that_its_quote_does_not_serve_is_refused():
    own = [quote("T1", 110, plant="Q"), quote("C1", 100)]
    made = make(two_plants(quotes=own), {"hub@T1@Q": 400, ("hub@C1", "P"): 600})
    assert_kept(made, "known_quote")
    found = made.with_awards(plant=np.array(["P", "P"], dtype=object)).check()
    assert broken(found)[0].text == "award 1: quote hub@T1@Q serves Q only, not P"


def test_a_share_that_is_not_the_quantity_over_the_need_is_refused(honest):
    check = the_broken(honest.with_awards(share=np.array([0.61, 0.4])), "share")
    assert (check.place, check.limit, check.found) == ("/quotes/0", 0.6, 0.61)


@pytest.mark.parametrize("column", ["quantity", "surplus"])
def test_a_quantity_below_zero_is_refused(honest, column):
    values = getattr(honest.plan.awards, column).copy()
    values[0] = -1.0
    assert "non_negative" in broken_kinds(honest.with_awards(**{column: values}).check())


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_a_quantity_that_is_no_number_is_refused(honest, value):
    found = honest.with_awards(quantity=np.array([value, 400.0])).check()
    assert "need" in broken_kinds(found)
    assert found.largest_deviation == np.inf


def test_an_empty_plan_is_refused_for_its_needs_only():
    assert the_broken(make(document(), {}), "need").found == 0


def test_what_solvers_leave_within_the_tolerance_is_kept_but_shown():
    """One ten-millionth of the need too much."""
    made = make(document(), {"hub@C1": 400.0001, "hub@T1": 600})
    found = made.check()
    assert found.passed
    assert found.largest_deviation == pytest.approx(1e-7, rel=1e-3)


def test_the_summary_counts_every_kind(honest):
    rows = {row["rule"]: row for row in honest.check().summary()}
    assert rows["need"] == {"rule": "need", "checked": 1, "largest_excess": 0.0, "kept": True}
    assert rows["known_quote"]["checked"] == 2
    short = make(two_plants(), {("hub@T1", "P"): 600, ("hub@T1", "Q"): 300}).check().summary()
    row = next(row for row in short if row["rule"] == "need")
    assert (row["checked"], row["largest_excess"], row["kept"]) == (2, 0.25, False)


def test_broken_rules_are_told_in_sentences_with_their_place():
    found = make(document(), {"hub@T1": 900}).check()
    assert found.broken == (
        "/demand/0/quantity: hub: 1,000 are needed, no more and no less; the plan has 900",
    )


def test_todays_allocation_can_be_checked_without_a_plan():
    """Today's 1,000 from China break a cap of 40 %; nothing else is said of them."""
    made = make(document(), {"hub@C1": 1000}, {"caps": [{"countries": ["CN"], "max_share": 0.4}]})
    found = check_rules(made.case, made.request, made.plan.awards)
    assert [check.rule for check in found if not check.kept] == ["cap"]


def test_a_rule_the_checker_cannot_count_is_never_passed_in_silence():
    made = make(document(), ENTIRELY_THAI)
    request = PlanRequest.model_validate({"subsidies": {"rounds": ["jetro_r5_equipment"]}})
    found = [check for check in check_rules(made.case, request, made.plan.awards) if not check.kept]
    assert [(check.rule, check.place) for check in found] == [("unknown", "/request/subsidies")]


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"own_output": [{"product": "hub", "country": "CN", "quantity": 5}]}, "/own_output"),
        ({"quotes": quotes(T1={"ramp_up": ["0.5", "1"]})}, "/quotes/ramp_up"),
    ],
)
def test_a_statement_the_checker_cannot_count_is_never_passed_in_silence(changes, place):
    """Such a profile makes no case today; should one ever do, the checker says that it is behind."""
    made = make(document(), ENTIRELY_THAI)
    case = replace(made.case, profile=profile_from_document(document(**changes)))
    found = [check for check in check_rules(case, made.request, made.plan.awards) if not check.kept]
    assert [(check.rule, check.place) for check in found] == [("unknown", place)]


@pytest.mark.parametrize(
    "columns",
    [{"index": 1.2, "implementer": "subsidiary", "ownership": 0.6, "kind": "new_equipment"}, {"name": "X"}],
)
def test_what_only_a_subsidy_asks_for_has_no_bearing_on_a_plan(columns):
    made = make(document(), ENTIRELY_THAI)
    project = {"id": "x", "supplier": "T1", **columns}
    case = replace(made.case, profile=profile_from_document(document(investments=[project])))
    assert all(check.kept for check in check_rules(case, made.request, made.plan.awards))


def test_places_are_those_of_the_firms_own_rows():
    """The quote that is broken is the third row of the table."""
    made = make(document(quotes=quotes(V1={"capacity": 500})), {"hub@V1": 1000})
    assert the_broken(made, "quote_capacity").place == "/quotes/2/capacity"


def test_the_checker_imports_nothing_of_what_it_checks():
    """Only types, names of tables, and facts: no model, no solver, no count of the planner's."""
    folder = Path(models.plan.verify.__file__).parent
    for file in folder.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            assert not isinstance(node, ast.Import) or node.names[0].name == "math", file.name
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
                ("models", "solvers", "service")
            ):
                _assert_allowed(node, file.name)


def _assert_allowed(node: ast.ImportFrom, file: str) -> None:
    module = node.module or ""
    if module.startswith("models.plan.verify"):
        return
    assert module in ALLOWED, f"{file} imports {module}"
    names = ALLOWED[module]
    assert names is None or {alias.name for alias in node.names} <= names, f"{file}: {module}"
