"""The workbook of an answer: every number that of the JSON, the summary first, in English and Japanese."""

import io
import math
from datetime import date, datetime

import openpyxl
import pytest

from service.exchange.cell_style import joined
from service.exchange.plan_tables import TABLES, AnswerSource, cells_of, tables_of
from service.exchange.write_workbook import write_workbook
from service.reports.answer import answer_of
from service.reports.labels import LANGUAGES, Labels
from service.reports.workbook import READING_ORDER, _rank, book_of
from tests.service.answers import KINDS, source_of
from tests.solvers.profiles import bought, planned, profile, quote

ROUNDING = 1e-15
"""The file holds sixteen digits of each number."""


def opened(source: AnswerSource, language: str = "en") -> openpyxl.Workbook:
    file = io.BytesIO()
    write_workbook(book_of(source, language), file)
    return openpyxl.load_workbook(file)


def lines_of(sheet) -> list[list]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def text_of(sheet) -> str:
    return "\n".join(str(value) for line in lines_of(sheet) for value in line if value is not None)


def line_of(sheet, first: str) -> list:
    """The values of the first line that begins so, without the empty ones at its end."""
    line = next(line for line in lines_of(sheet) if line[0] == first)[1:]
    while line and line[-1] is None:
        line.pop()
    return line


def same(found, wanted) -> bool:
    if wanted is None or wanted == "" or wanted == []:
        return found is None
    if isinstance(wanted, bool):
        return found is wanted
    if isinstance(wanted, int | float):
        return math.isclose(found, wanted, rel_tol=ROUNDING)
    if isinstance(wanted, date):
        return isinstance(found, datetime) and found.date() == wanted
    return found == (joined(wanted) if isinstance(wanted, list) else wanted)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_value_of_every_sheet_is_that_of_the_answer(kind, language, solver):
    source, labels = source_of(kind, solver), Labels(language)
    made = opened(source, language)
    seen = []
    for table in tables_of(source.kind):
        wanted = list(cells_of(table, source, detailed=False))
        title = labels.sheet(table.name)
        one_period = len(source.answer["provenance"]["periods"]) == 1
        if not wanted or (table.name == "costs_by_period" and one_period):
            assert title not in made.sheetnames
            continue
        seen.append(title)
        lines = lines_of(made[title])
        found = [[line[1] for line in lines]] if table.single else lines[1:]
        assert len(found) == len(wanted), title
        for line, cells in zip(found, wanted, strict=True):
            for value, cell, column in zip(line, cells, table.columns, strict=True):
                word = labels.word(cell) if column.kind == "choice" else cell
                assert same(value, word), (title, column.name, value, cell)
    assert set(made.sheetnames) == {labels.say("summary"), *seen, labels.say("columns")}


def test_sheets_come_in_the_order_in_which_a_buyer_reads(solver):
    names = opened(source_of("planned", solver)).sheetnames
    wanted = ["Summary", "Awards", "Moves", "Costs", "Exposure", "Explanation", "Verification", "Assumptions"]
    assert [name for name in names if name in wanted] == wanted
    assert names[0] == "Summary"
    assert set(READING_ORDER) == {table.name for table in TABLES}


def test_the_summary_says_outcome_proof_money_and_dependence(solver):
    answer = source_of("planned", solver).answer
    sheet = opened(source_of("planned", solver))["Summary"]
    assert sheet["A1"].value == "Sourcing plan: Asagiri Motor (朝霧モーター)"
    words = text_of(sheet)
    assert "A plan that keeps every rule was found." in words
    assert f"more than {100 * answer['proof']['gap']:.3f} % cheaper" in words
    assert f"{len(answer['verification']['rules'])} kinds of rule, all kept" in words
    costs = answer["costs"]
    before, reference, after = (costs[name]["total"] for name in ("before", "reference", "after"))
    difference = [after - reference, (after - reference) / reference]
    assert line_of(sheet, "total") == pytest.approx([before, reference, after, *difference], rel=ROUNDING)
    assert line_of(sheet, "Savings against today's mix") == [costs["savings"]]
    assert line_of(sheet, "One-off cash") == [costs["cash_one_off"]["total"]]
    china = {(row["measure"], when): row for when in ("before", "after") for row in china_rows(answer, when)}
    origin, owner = china["origin", "after"], china["ownership", "after"]
    today = [china[measure, "before"]["share"] for measure in ("origin", "ownership", "look_through")]
    wanted = [today[0], origin["share"], origin["low"], origin["high"], today[1], owner["share"]]
    wanted += [today[2], china["look_through", "after"]["share"]]
    assert line_of(sheet, "CN") == pytest.approx(wanted, rel=ROUNDING)
    for text in (*(w["message"] for w in answer["warnings"]), *(a["message"] for a in answer["assumptions"])):
        assert text in words


def china_rows(answer, when):
    rows = answer["exposure"][when]["rows"]
    return [r for r in rows if (r["scope"], r["base"], r["country"]) == ("firm", "spend", "CN")]


def test_what_the_caps_do_not_see_is_on_the_summary(solver):
    hidden = source_of("planned", solver).answer["exposure"]["after"]["hidden_dependence"]
    assert hidden["awards"]
    words = text_of(opened(source_of("planned", solver))["Summary"])
    assert all(row["text"] in words for row in hidden["awards"])


def test_a_cap_stands_beside_today_and_the_plan_in_the_colour_of_what_is_kept(solver):
    sheet = opened(source_of("planned", solver))["Summary"]
    row = next(row for row in sheet.iter_rows() if row[0].value == "cap china: CN")
    assert [row[4].value, round(row[5].value, 3), round(row[6].value, 6)] == [0.4, 0.727, 0.4]
    red, green = "00F8CBAD", "00E2EFDA"
    assert (row[5].fill.start_color.rgb, row[6].fill.start_color.rgb) == (red, green)
    floor = next(row for row in sheet.iter_rows() if row[0].value == "floor asean: ASEAN")
    assert (floor[5].fill.start_color.rgb, floor[6].fill.start_color.rgb) == (red, green)


def test_what_a_rule_costs_is_on_the_summary(solver):
    rules = source_of("planned", solver).answer["explanation"]["binding"]
    sheet = opened(source_of("planned", solver))["Summary"]
    worthy = [rule for rule in rules if rule["worth"]]
    assert worthy
    for rule in worthy:
        found = line_of(sheet, f"{rule['id']}: {rule['text']}")
        assert found == pytest.approx(
            [rule["worth"][k] for k in ("total", "looser", "tighter")], rel=ROUNDING
        )
    assert f"{len(rules) - len(worthy)} other rules have no room left" in text_of(sheet)


def test_of_several_periods_each_rule_stands_in_its_tightest_and_the_last_mix_is_shown(solver):
    """The cap begins in period 2: it is no row of period 1, where all of it is still bought in China."""
    answer = source_of("explored", solver).answer
    sheet = opened(source_of("explored", solver))["Summary"]
    found = line_of(sheet, "cap china: CN")
    assert found[2:6] == [2, 0.5, 1, pytest.approx(0.5, abs=1e-6)]
    assert 'all periods: sheet "Exposure"' in text_of(sheet)
    assert "Share of spend by country, whole firm, period 2" in text_of(sheet)
    (china,) = [
        row for row in china_rows(answer, "after") if (row["period"], row["measure"]) == (2, "origin")
    ]
    assert line_of(sheet, "CN")[1] == pytest.approx(china["share"], rel=ROUNDING)
    assert "Costs by period" in opened(source_of("explored", solver)).sheetnames


def test_every_period_has_a_line_and_projects_say_when_they_start(solver):
    """b is opened for 500 in the first year and built in 100 days: all 100 are bought of it in the second."""
    document = profile(
        {"bolt": 100},
        {"a": "CN", "b": "VN"},
        [quote("bolt", "a", 100), quote("bolt", "b", 50)],
        horizon={"start": "2027-04-01", "count": 2},
        allocation=bought({("bolt", "a"): 100}),
        investments=[{"id": "line", "supplier": "b", "unlocks": ["bolt@b"], "build_days": 100}],
        expenses=[{"investment": "line", "amount": 500}],
    )
    sheet = opened(AnswerSource(answer_of(planned(solver, document))))["Summary"]
    assert line_of(sheet, 1) == ["2027-04-01", 10500, 1, 0, 0, 0, 0, 0]
    assert line_of(sheet, 2) == ["2028-04-01", 5000, 0, 1, 1, 0, 0, 1]
    assert line_of(sheet, "line") == [1, 2, 500]


def test_quotes_to_ask_for_are_on_the_summary(solver):
    answer = source_of("explored", solver).answer
    sheet = opened(source_of("explored", solver))["Summary"]
    rows = answer["explanation"]["rfq_list"]
    assert rows
    for row in rows:
        where, *figures = line_of(sheet, row["item"])
        assert where == "; ".join(row["countries"])
        wanted = [row["entry_price"], row["share_points"], row["money"]]
        assert figures == pytest.approx(wanted, rel=ROUNDING)


def test_an_infeasible_answer_says_how_many_new_sources_are_enough(solver):
    rows = source_of("infeasible", solver).answer["explanation"]["rfq_list"]
    count = next(at for at, row in enumerate(rows, start=1) if row["enough"])
    words = text_of(opened(source_of("infeasible", solver))["Summary"])
    assert f"With new sources for the first {count} of them a plan is possible." in words


def test_an_infeasible_answer_says_what_clashes_and_what_would_do(solver):
    answer = source_of("infeasible", solver).answer
    made = opened(source_of("infeasible", solver))
    words, found = text_of(made["Summary"]), answer["explanation"]["infeasible"]
    assert "No plan keeps all rules." in words
    assert "Proven: the rules cannot all be kept." in words
    for rule in (rule for clash in found["clashes"] for rule in clash):
        assert f"1. {rule['text']}  [{rule['place']}]" in words
    (cap,), (step,) = found["lowest_caps"], found["relaxation"]
    assert line_of(made["Summary"], cap["id"]) == [cap["asked"], cap["limit"]]
    by, to = line_of(made["Summary"], f"{step['text']}  [{step['place']}]")
    assert (by, to) == (pytest.approx(step["by"] / 100), pytest.approx(step["to"]))
    assert {"Clashes", "Lowest caps", "Relaxation", "Costs"} <= set(made.sheetnames)
    assert "Awards" not in made.sheetnames


def test_a_check_says_where_the_firm_stands_and_what_it_breaks(solver):
    answer = source_of("check", solver).answer
    sheet = opened(source_of("check", solver))["Summary"]
    words = text_of(sheet)
    assert sheet["A1"].value == "Sourcing today: Asagiri Motor (朝霧モーター)"
    assert answer["broken_rules"]
    for rule in answer["broken_rules"]:
        assert f"{rule['text']}  [{rule['place']}]" in words
    assert line_of(sheet, "total") == [answer["costs"][k]["total"] for k in ("before", "reference")]


def test_an_undecided_answer_has_a_workbook_too(solver):
    source = source_of("infeasible", solver)
    proof = {**source.answer["proof"], "status": "none", "stop_reason": "time"}
    explanation = {**source.answer["explanation"], "infeasible": None}
    undecided = {**source.answer, "outcome": "undecided", "proof": proof, "explanation": explanation}
    words = text_of(opened(AnswerSource(undecided))["Summary"])
    assert "No plan was found in the time given." in words
    assert "Stopped (time); nothing is proven." in words


def test_the_japanese_workbook_leaves_ids_and_sentences_as_they_are(solver):
    answer = source_of("planned", solver).answer
    made = opened(source_of("planned", solver), "ja")
    assert made.sheetnames[:3] == ["概要", "発注配分", "変更点"]
    assert made["概要"]["A1"].value == "調達計画：Asagiri Motor (朝霧モーター)"
    header, first = lines_of(made["変更点"])[:2]
    assert header[:4] == ["品目", "品目名", "工場", "サプライヤー"]
    move = answer["moves"][0]
    assert (first[0], first[7]) == (move["item"], Labels("ja").word(move["action"]))
    rules = [rule for where in made["変更点"].conditional_formatting for rule in where.rules]
    assert '$H2="取りやめ"' in [rule.formula[0] for rule in rules]


def test_shares_over_a_cap_or_under_a_floor_are_marked_on_the_exposure_sheet(solver):
    sheet = opened(source_of("planned", solver))["Exposure"]
    formulas = {str(w.sqref): w.rules[0].formula[0] for w in sheet.conditional_formatting}
    header = [cell.value for cell in sheet[1]]
    today, limit = header.index("Share, today"), header.index("Limit")
    assert (today, limit) == (10, 13)
    assert formulas[f"K2:K{sheet.max_row}"] == (
        'AND($N2<>"",$K2<>"",IF(LEFT($A2,6)="floor=",$K2<$N2-0.000001,$K2>$N2+0.000001))'
    )


def test_a_firm_of_another_currency_and_strange_names(solver):
    """Money in dollars has cents; a name that looks like a formula is a name everywhere."""
    document = profile(
        {"=1+1": 10.0}, {"@s": "CN"}, [quote("=1+1", "@s", 1.25, id="-q")], currency="USD",
        firm={"name": '=HYPERLINK("x")', "country": "JP"},
    )  # fmt: skip
    source = AnswerSource(answer_of(planned(solver, document)))
    made = opened(source)
    awards = made["Awards"]
    assert [awards["A2"].value, awards["D2"].value, awards["F2"].value] == ["=1+1", "@s", "-q"]
    assert {cell.data_type for cell in (awards["A2"], awards["D2"], awards["F2"])} == {"s"}
    assert awards["L1"].value == "Spend (USD)"
    assert (awards["L2"].value, awards["L2"].number_format) == (12.5, "#,##0.00;[Red]-#,##0.00")
    assert made.properties.title == 'Sourcing plan: =HYPERLINK("x")'
    cells = [cell for sheet in made for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type in ("f", "e")]


def test_a_table_that_the_reading_order_does_not_name_comes_last():
    assert max(_rank(table) for table in TABLES) < len(READING_ORDER)
    assert _rank(TABLES[0].__class__("new", "", lambda _: (), ())) == len(READING_ORDER)


def test_every_column_is_explained_on_the_last_sheet(solver):
    source = source_of("planned", solver)
    made = opened(source)
    named = {line[2] for line in lines_of(made[made.sheetnames[-1]])[1:]}
    shown = {t for t in tables_of("plan") if Labels("en").sheet(t.name) in made.sheetnames}
    assert named == {f"{table.name}.{column.name}" for table in shown for column in table.columns}


def test_the_same_answer_gives_the_same_bytes(solver):
    files = [io.BytesIO(), io.BytesIO()]
    for file in files:
        write_workbook(book_of(source_of("planned", solver), "ja"), file)
    assert files[0].getvalue() == files[1].getvalue()
