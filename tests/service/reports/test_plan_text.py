"""What a buyer reads of shares, soft rules and dependence that caps do not see."""

from io import StringIO

import pytest
from rich.console import Console

from models.plan.exposure import Hidden, HiddenAward
from service.reports.plan_text import print_outcome
from service.reports.words import hidden_line
from tests.solvers.profiles import planned, profile, quote

CAP = {"id": "china", "countries": ["CN"], "max_share": 0.4}


def bolts(**tables):
    """100 from a in China, 110 from b in Viet Nam, owned from China."""
    suppliers = {"a": "CN", "b": {"country": "VN", "owner_country": "CN"}}
    quotes = [quote("bolt", "a", 100), quote("bolt", "b", 110)]
    return profile({"bolt": 100}, suppliers, quotes) | tables


def printed(solver, document, **request):
    outcome = planned(solver, document, request, gap=1e-7, explain="full")
    page = StringIO()
    print_outcome(outcome, Console(file=page, markup=False, width=160))
    return [line.rstrip() for line in page.getvalue().splitlines()]


def test_china_is_shown_by_every_base_and_by_each_measure_that_differs(solver):
    lines = printed(solver, bolts(), caps=[CAP | {"base": "quantity"}])
    at = next(n for n, line in enumerate(lines) if line.startswith("share of CN, today → plan"))
    assert lines[at].split()[-4:] == ["spend", "landed", "quantity", "reference"]
    assert lines[at + 1].split("  ")[0] == "by origin"
    assert lines[at + 1].endswith("none → 40.0 %")
    names = [line[:13].strip() for line in lines[at + 1 : at + 4]]
    assert names == ["by origin", "by ownership", "by any"]


def test_where_nothing_is_tied_to_china_otherwise_one_line_is_enough(solver):
    document = bolts(suppliers=[{"id": "a", "country": "CN"}, {"id": "b", "country": "VN"}])
    lines = printed(solver, document, caps=[CAP])
    at = next(n for n, line in enumerate(lines) if line.startswith("share of CN"))
    assert lines[at + 1].startswith("by origin")
    assert not lines[at + 2].startswith("by ")


def test_a_base_that_cannot_be_added_up_is_left_empty(solver):
    items = {"bolt": {"unit": "kg"}, "nut": {}}
    quotes = [quote("bolt", "a", 100), quote("nut", "a", 10)]
    document = profile({"bolt": 100, "nut": 100}, {"a": "CN"}, quotes, items)
    lines = printed(solver, document)
    line = next(line for line in lines if line.startswith("by origin"))
    assert line.count("→") == 3


def test_hidden_dependence_is_one_line_and_only_where_there_is_any(solver):
    lines = printed(solver, bolts(), caps=[CAP])
    words = "bolt from b grows: 0 % of it counts for CN by origin, 100 % by ownership"
    assert [line for line in lines if "do not see" in line] == [f"Dependence the caps do not see: {words}."]
    assert not [line for line in printed(solver, bolts()) if "do not see" in line]


@pytest.mark.parametrize(
    ("count", "tail"), [(1, ""), (2, " (and 1 more source)"), (4, " (and 3 more sources)")]
)
def test_of_several_the_first_is_told_and_the_others_are_counted(count, tail):
    row = HiddenAward("m", None, "b", "m@b", "cap=x", "CN", "origin", 0, "ownership", 1, 5, 0, "m grows")
    assert hidden_line(Hidden((row,) * count)) == f"Dependence the caps do not see: m grows{tail}."
    assert hidden_line(Hidden()) == ""


def test_a_soft_cap_that_is_passed_says_by_how_much_and_what_it_pays(solver):
    """A point is one bolt: 5 < 10, so all 60 points are paid."""
    lines = printed(solver, bolts(), caps=[CAP | {"base": "quantity", "elastic_price": 5}])
    text = "china: at most 40 % of quantity from CN, or 5 JPY a point"
    assert any(line.startswith(text) for line in lines)
    assert any(line.startswith("china: 60.00 points beyond it") and line.endswith("300") for line in lines)
    assert any(line.split()[:1] == ["policy"] for line in lines)


def test_brackets_in_names_are_printed_as_they_are(solver):
    document = bolts(firm={"name": "ACME [/KK]", "country": "JP"})
    assert printed(solver, document)[0].startswith("ACME [/KK]: plan")
