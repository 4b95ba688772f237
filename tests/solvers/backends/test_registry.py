"""Backends by name: which there are, what each can do, why one cannot run here."""

import pytest

from models.errors import BackendUnavailable
from solvers.backends.base import Feature
from solvers.backends.registry import AUTO, BACKENDS, find, plans_with, report

OPEN = {
    "ortools-highs",
    "ortools-scip",
    "ortools-cpsat",
    "ortools-glop",
    "ortools-pdlp",
    "pulp-cbc",
    "pulp-highs",
}


def test_an_unknown_backend_is_named_with_the_nearest_known_one():
    with pytest.raises(BackendUnavailable, match=r'no backend "ortools-higs".*ortools-highs'):
        find("ortools-higs")


def test_a_backend_unlike_any_other_is_answered_with_all_of_them():
    with pytest.raises(BackendUnavailable) as found:
        find("zzz")
    for name in ("auto", *BACKENDS):
        assert name in str(found.value)


def test_auto_is_the_first_of_its_list_that_can_run():
    assert find("auto").name == AUTO[0]
    for name in AUTO:
        assert Feature.INTEGERS in BACKENDS[name].features
        assert Feature.CONTINUOUS in BACKENDS[name].features


def test_the_report_gives_a_reason_for_every_backend_that_cannot_run():
    rows = {row.name: row for row in report()}
    assert list(rows) == list(BACKENDS)
    for name, row in rows.items():
        assert row.available == (row.why == "")
        assert row.features == tuple(sorted(BACKENDS[name].features))
    assert {name for name, row in rows.items() if row.available} >= OPEN
    for name in ("pulp-gurobi", "pulp-mosek"):
        if not rows[name].available:
            assert name.removeprefix("pulp-") in rows[name].why.lower()


def test_a_backend_that_cannot_run_here_says_why():
    missing = next((row for row in report() if not row.available), None)
    if missing is None:
        pytest.skip("every backend can run here")
    with pytest.raises(BackendUnavailable, match=f"{missing.name} cannot run here: .+"):
        find(missing.name)


@pytest.mark.parametrize(
    ("name", "plans"),
    [("auto", True), ("ortools-cpsat", True), ("pulp-cbc", True), ("ortools-glop", False), ("nobody", False)],
)
def test_only_backends_with_whole_numbers_plan(name, plans):
    assert plans_with(name) is plans
