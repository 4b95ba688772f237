"""What a buyer reads of several periods, projects and missing quotes."""

from service.reports.answer import answer_of
from tests.service.reports.test_plan_text import printed
from tests.solvers.profiles import bought, planned, profile, quote

YEARS = {"start": "2027-04-01", "count": 2, "discount_rate": 0.1}
CAP = {"id": "china", "countries": ["CN"], "max_share": 0.4, "from_period": 2, "base": "quantity"}


def bolts(**tables):
    """100 a year from a in China today, at 100; 110 from b in Viet Nam."""
    quotes = [quote("bolt", "a", 100), quote("bolt", "b", 110)]
    today = bought({("bolt", "a"): 100})
    return profile({"bolt": 100}, {"a": "CN", "b": "VN"}, quotes, allocation=today) | tables


def _row(lines, start):
    return next(line for line in lines if line.startswith(start)).split()


def test_shares_are_those_of_the_last_period_and_say_so(solver):
    """40 of 100 bolts at 100 against 60 at 110: 4,000 of 10,600."""
    lines = printed(solver, bolts(horizon=YEARS), caps=[CAP])
    heading = next(line for line in lines if line.startswith("share of spend"))
    assert "origin, plan, period 2" in heading
    assert next(line for line in lines if line.startswith("CN  ")).split()[4:6] == ["37.7", "%"]
    assert any(line.startswith("share of CN, today → plan, period 2") for line in lines)


def test_every_period_has_a_line_with_its_cost_and_shares(solver):
    lines = printed(solver, bolts(horizon=YEARS), caps=[CAP])
    assert _row(lines, "1       2027-04-01") == ["1", "2027-04-01", "10,000", "100.0", "%", "0.0", "%"]
    assert _row(lines, "2       2028-04-01") == ["2", "2028-04-01", "10,600", "37.7", "%", "62.3", "%", "1"]


def test_moves_are_listed_by_period(solver):
    lines = printed(solver, bolts(horizon=YEARS), caps=[CAP])
    assert _row(lines, "2       bolt         a") == ["2", "bolt", "a", "decrease", "100", "40"]
    assert _row(lines, "2       bolt         b") == ["2", "bolt", "b", "add", "0", "60"]


def test_the_cost_of_several_periods_says_so_and_has_its_present_value(solver):
    """10,000 and 10,600 a year later: 10,000 + 10,600 / 1.1 = 19,636.36."""
    lines = printed(solver, bolts(horizon=YEARS), caps=[CAP])
    assert any(line.startswith("cost, all 2 periods") for line in lines)
    assert _row(lines, "total")[3] == "20,600"
    assert _row(lines, "present value")[4] == "19,636"
    assert not any(line.startswith("present value") for line in printed(solver, bolts(), caps=[]))


def test_a_plan_of_one_period_has_no_roadmap(solver):
    lines = printed(solver, bolts(), caps=[CAP | {"from_period": 1}])
    assert not any(line.startswith("period ") for line in lines)


def test_a_project_says_when_it_starts_and_from_when_it_is_of_use(solver):
    """Forty a year more from a cheaper b, for 500 once; built in 100 days of the first year."""
    quotes = [quote("bolt", "a", 100), quote("bolt", "b", 50)]
    document = bolts(
        horizon=YEARS,
        quotes=quotes,
        investments=[{"id": "line", "supplier": "b", "unlocks": ["bolt@b"], "build_days": 100}],
        expenses=[{"investment": "line", "amount": 500}],
    )
    lines = printed(solver, document)
    assert "Project line: started in period 1, of use from period 2, 500 of cash." in lines


def test_quotes_to_ask_for_are_listed_where_they_are_asked_for(solver):
    lines = printed(solver, bolts(), caps=[CAP | {"from_period": 1}], explore={"countries": ["TH"]})
    heading = next(line for line in lines if line.startswith("quotes to ask for first"))
    assert heading.split()[-4:] == ["would", "save", "solved", "again"]
    assert _row(lines, "bolt ")[0] == "bolt"
    assert any(line.startswith("bolt") and " TH " in line and line.endswith("yes") for line in lines)


def test_an_infeasible_profile_says_how_many_new_quotes_are_enough(solver):
    document = bolts(quotes=[quote("bolt", "a", 100)])
    lines = printed(solver, document, caps=[CAP | {"from_period": 1}])
    assert any(line.startswith("bolt") and "ASEAN" in line for line in lines)
    assert "With a new source for the first of them a plan is possible." in lines


def test_the_concentration_of_an_answer_is_that_of_the_last_period(solver):
    """All of a at first, then 40 % and 60 % of quantity: 4,000 and 6,600 of spend."""
    answer = answer_of(planned(solver, bolts(horizon=YEARS), {"caps": [CAP]}))
    before, after = (answer["exposure"][when]["hhi"]["country"] for when in ("before", "after"))
    assert before == 1
    assert round(after, 6) == round((4000**2 + 6600**2) / 10600**2, 6)
