"""The shipped examples do what their pages say."""

import json
from pathlib import Path

import pytest

from models.case.open_case import open_case
from models.request import read_request
from service.exchange.read_profile import read_profile
from service.reports.answer import answer_of
from solvers.sourcing.make_plan import make_plan
from tests.solvers.profiles import Document

EXAMPLES = Path(__file__).parents[3] / "examples"


@pytest.fixture(scope="module")
def glide_path(solver) -> Document:
    folder = EXAMPLES / "glide-path"
    asked = json.loads((folder / "request.json").read_text(encoding="utf-8"))
    return answer_of(make_plan(open_case(read_profile(folder)), read_request(asked), solver))


def _bought(answer: Document, quote: str) -> dict[int, float]:
    return {row["period"]: row["quantity"] for row in answer["awards"] if row["quote"] == quote}


def test_nothing_moves_before_new_sources_are_ready_and_the_glide_path_is_kept(glide_path):
    assert glide_path["outcome"] == "planned"
    shares = {
        row["period"]: row["share"]
        for row in glide_path["exposure"]["after"]["rows"]
        if (row["scope"], row["country"], row["measure"], row["base"]) == ("firm", "CN", "origin", "spend")
    }
    assert (shares[1], shares[2]) == (1, 1)
    assert shares[3] <= 0.7 + 1e-6
    assert shares[4] == pytest.approx(0.2, abs=1e-6)


def test_the_price_break_is_reached_in_the_third_quarter_and_no_more(glide_path):
    assert _bought(glide_path, "board@penang") == pytest.approx({3: 15000, 4: 30000})
    prices = {
        r["period"]: r["unit_landed_cost"] for r in glide_path["awards"] if r["quote"] == "board@penang"
    }
    assert prices == {3: 958, 4: 958}


def test_the_project_is_started_in_time_for_the_last_quarter(glide_path):
    (project,) = glide_path["investments"]
    assert project == {"id": "haiphong-line", "period": 2, "usable_from": 4, "cash": 6500000}


def test_what_the_caps_do_not_see_is_named(glide_path):
    found = glide_path["exposure"]["after"]["hidden_dependence"]["awards"]
    assert {row["quote"] for row in found} == {"rotor@haiphong", "cable@haiphong"}


def test_the_quotes_worth_asking_for_are_listed(glide_path):
    rows = glide_path["explanation"]["rfq_list"]
    assert {row["item"] for row in rows} == {"rotor", "blade", "board", "cable"}
    assert all(row["entry_price"] > 0 for row in rows)
