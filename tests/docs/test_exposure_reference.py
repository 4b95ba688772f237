"""The page on exposure: its example is what the code counts, and every measure and base is on it."""

import json

from models.case.bases import BASES
from models.case.content import MEASURES
from models.case.open_case import open_case
from models.plan.evaluate import stand
from models.profile.document import profile_from_document
from models.request import PlanRequest
from tests.docs.pages import fence, text

PAGE = text("docs", "reference", "exposure.md")


def per_cent(share: float) -> str:
    return f"{100 * share:.6g} %"


def test_the_shares_of_the_example_are_those_of_the_code():
    case = open_case(profile_from_document(json.loads(fence(PAGE, "json profile"))))
    rows = {
        (row.measure, row.base): row
        for row in stand(case, PlanRequest()).exposure.rows
        if (row.scope, row.country) == ("firm", "CN")
    }
    lines = fence(PAGE, "text shares").splitlines()[1:]
    shown = {line.split()[0]: [f"{n} %" for n in line.replace("%", "").split()[1:]] for line in lines}
    assert shown == {
        measure: [
            per_cent(share)
            for share in (
                rows[measure, "spend"].share,
                rows[measure, "reference"].share,
                rows[measure, "spend"].low,
                rows[measure, "spend"].high,
            )
        ]
        for measure in MEASURES
    }


def test_every_measure_and_base_is_on_the_page():
    for name in (*MEASURES, *BASES):
        assert f"| `{name}`" in PAGE
