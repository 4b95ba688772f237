"""No column is silently without effect: two profiles that differ in one alone have answers that differ."""

import json
from typing import Any

import pytest

from models.case.open_case import open_case
from models.errors import ProfileError
from models.profile.document import profile_from_document
from models.profile.schema import TABLES
from models.request import read_request
from service.reports.answer import answer_of
from solvers.sourcing.make_plan import make_plan
from tests.contract.columns import Document, Pair
from tests.contract.document import complaints
from tests.contract.pairs_of_firm import PAIRS as OF_FIRM
from tests.contract.pairs_of_rules import PAIRS as OF_RULES
from tests.contract.pairs_of_supply import PAIRS as OF_SUPPLY

PAIRS: dict[tuple[str, str], Pair] = {**OF_FIRM, **OF_SUPPLY, **OF_RULES}

ONE_VALUE = {("profile", "schema_version")}
"""Columns with one value allowed: another is a fault."""

LABELS = {
    ("profile", "name"): "profile",
    ("firm", "name"): "firm",
    ("items", "name"): "items",
    ("plants", "name"): "plants",
    ("suppliers", "name"): "suppliers",
    ("suppliers", "own"): "own_suppliers",
    ("investments", "name"): "investments",
}
"""Columns that say what to call or to mark a thing as, and decide nothing: their key under `names`."""

REFUSED = {
    ("items", "id"): "unknown_reference",  # demand, quotes and allocation name it
    ("suppliers", "id"): "unknown_reference",  # its quotes name it
    ("investments", "id"): "unknown_reference",  # its expenses, without which it is a fault, name it
    ("quotes", "unit"): "units_per_needed",  # another unit than the item's asks for units_per, and no more
}
"""Columns that cannot differ alone on two sound profiles, and the fault that another value is."""

ECHOES = ("names", "provenance")
"""Parts of an answer that repeat what the profile says."""

LATER = {
    (table.name, column.name)
    for table in TABLES.values()
    for column in table.columns
    if table.waiting or column.waiting
}
"""Columns that wait for a later version: they are refused, or warned of as not used."""


def test_every_column_has_a_pair():
    columns = {(table.name, column.name) for table in TABLES.values() for column in table.columns}
    assert set(PAIRS) == columns - LATER - ONE_VALUE


@pytest.mark.parametrize("column", sorted(PAIRS), ids=".".join)
def test_profiles_of_a_pair_differ_in_one_column(column: tuple[str, str]):
    pair = PAIRS[column]
    assert _differences(pair.profile, pair.other(*column)) == [column[1]]


@pytest.mark.parametrize("column", sorted(set(PAIRS) - set(LABELS) - set(REFUSED)), ids=".".join)
def test_profiles_that_differ_in_one_column_have_answers_that_differ(column: tuple[str, str], solver):
    first, second = _answers(column, solver)
    for said in ECHOES:
        del first[said], second[said]
    assert first != second


@pytest.mark.parametrize("column", sorted(LABELS), ids=".".join)
def test_a_label_differs_where_the_answer_names_things_and_nowhere_else(column: tuple[str, str], solver):
    first, second = _answers(column, solver)
    names = [answer.pop("names") for answer in (first, second)]
    assert [key for key in names[0] if names[0][key] != names[1][key]] == [LABELS[column]]
    for answer in (first, second):
        del answer["provenance"]["firm"]
    assert first == second


@pytest.mark.parametrize("column", sorted(REFUSED), ids=".".join)
def test_a_column_that_others_hang_on_is_a_fault_when_it_alone_is_changed(column: tuple[str, str], solver):
    pair = PAIRS[column]
    _answer(pair.profile, pair.request, solver)
    with pytest.raises(ProfileError) as refused:
        open_case(profile_from_document(pair.other(*column)))
    assert REFUSED[column] in [issue.code for issue in refused.value.issues]


@pytest.mark.parametrize("column", sorted(ONE_VALUE), ids=".".join)
def test_a_column_with_one_value_takes_no_other(column: tuple[str, str]):
    document = next(iter(PAIRS.values())).profile | {column[1]: "0"}
    assert profile_from_document(document).issues


def _answers(column: tuple[str, str], solver: Any) -> tuple[Document, Document]:
    """The answers to both profiles of a pair."""
    pair = PAIRS[column]
    return _answer(pair.profile, pair.request, solver), _answer(pair.other(*column), pair.request, solver)


def _answer(document: Document, request: Document, solver: Any) -> Document:
    """What an answer of the published form says but for digests of its input and the time it took."""
    case = open_case(profile_from_document(document))
    asked = read_request({**request, "effort": {"time_limit_s": 20}})
    answer: Document = json.loads(json.dumps(answer_of(make_plan(case, asked, solver), "plan")))
    assert complaints(answer, "Answer", strict=True) == []
    for name in ("seconds", "profile_digest", "request_digest"):
        del answer["provenance"][name]
    return answer


def _differences(first: Any, second: Any) -> list[str]:
    """The keys at which two documents of the same shape differ."""
    if isinstance(first, dict):
        return [
            found
            for key in sorted({*first, *second})
            if first.get(key) != second.get(key)
            for found in (_differences(first[key], second[key]) if _is_nested(first.get(key)) else [key])
        ]
    return [found for one, other in zip(first, second, strict=True) for found in _differences(one, other)]


def _is_nested(value: Any) -> bool:
    """Whether a value holds rows; a list of texts is one cell."""
    return isinstance(value, dict) or (isinstance(value, list) and all(isinstance(v, dict) for v in value))
