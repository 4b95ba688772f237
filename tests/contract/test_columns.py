"""No column is silently without effect: two profiles that differ in one alone have answers that differ."""

from typing import Any

import pytest

from models.case.open_case import open_case
from models.errors import IssuesError
from models.profile.document import profile_from_document
from models.profile.schema import TABLES
from models.request import read_request
from service.reports.answer import answer_of
from solvers.sourcing.make_plan import make_plan
from tests.contract.columns import Document, Pair
from tests.contract.pairs_of_firm import PAIRS as OF_FIRM
from tests.contract.pairs_of_rules import PAIRS as OF_RULES
from tests.contract.pairs_of_supply import PAIRS as OF_SUPPLY

PAIRS: dict[tuple[str, str], Pair] = {**OF_FIRM, **OF_SUPPLY, **OF_RULES}

ONE_VALUE = {("profile", "schema_version")}
"""Columns with one value allowed: another is a fault."""

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


@pytest.mark.parametrize("column", sorted(set(PAIRS) - LATER), ids=".".join)
def test_profiles_that_differ_in_one_column_have_answers_that_differ(column: tuple[str, str], solver):
    pair = PAIRS[column]
    other = pair.other(*column)
    assert _differences(pair.profile, other) == [column[1]]
    first, second = (_said(document, pair.request, solver) for document in (pair.profile, other))
    assert "faults" not in first, first
    assert first != second


@pytest.mark.parametrize("column", sorted(ONE_VALUE), ids=".".join)
def test_a_column_with_one_value_takes_no_other(column: tuple[str, str]):
    document = next(iter(PAIRS.values())).profile | {column[1]: "0"}
    assert profile_from_document(document).issues


def _said(document: Document, request: Document, solver: Any) -> Document:
    """What an answer says but for digests of its input and the time it took; or its faults."""
    try:
        case = open_case(profile_from_document(document))
        asked = read_request({**request, "effort": {"time_limit_s": 20}})
        answer = answer_of(make_plan(case, asked, solver))
    except IssuesError as error:
        return {"faults": [issue.code for issue in error.issues]}
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
