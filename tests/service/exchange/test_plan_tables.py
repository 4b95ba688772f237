"""The list of tables: complete against the answer, and today's shares rightly beside the plan's."""

import dataclasses
from datetime import date

import pytest

from models.case.cost_kinds import CostKind
from models.plan.plan import StartedInvestment
from service.exchange.plan_tables import TABLES, AnswerSource, cells_of, tables_of
from service.exchange.plan_tables.side_by_side import exposure_rows, paired_shares, tied_rows
from tests.service.answers import KINDS, source_of

BY_NAME = {table.name: table for table in TABLES}

ROWS_OF = {
    "awards": ("awards",),
    "moves": ("moves",),
    "share_limits": ("exposure", "limits"),
    "reasons": ("explanation", "items"),
    "verification": ("verification", "rules"),
    "assumptions": ("assumptions",),
    "periods": ("provenance", "periods"),
    "rfq_list": ("explanation", "rfq_list"),
    "target_prices": ("explanation", "target_prices"),
}
"""Tables that are lists of the answer, with the keys they stand under."""

EXPLORED = ("rfq_list", "target_prices")

ELSEWHERE = {"warnings": {"severity"}, "binding": {"worth"}}
"""Keys of a row that are no column: always the same, or laid out in columns of their own."""


def rows(name: str, answer: dict, **details) -> list[dict]:
    table = BY_NAME[name]
    names = [column.name for column in table.columns]
    source = AnswerSource(answer, "plan", {key: lambda found=found: found for key, found in details.items()})
    return [dict(zip(names, cells, strict=True)) for cells in cells_of(table, source)]


def listed(answer: dict, path: tuple[str, ...]) -> list[dict]:
    for key in path:
        answer = answer[key]
    return answer


def test_names_are_used_once():
    assert len(BY_NAME) == len(TABLES)
    for table in TABLES:
        assert len({column.name for column in table.columns}) == len(table.columns), table.name


def test_every_table_and_column_has_a_line_and_columns_fit_the_letters_of_a_sheet():
    for table in TABLES:
        assert table.doc.endswith(".")
        assert len(table.columns) <= 26
        assert all(column.doc.endswith((".", "…")) for column in table.columns), table.name


@pytest.mark.parametrize("name", ROWS_OF)
def test_a_table_has_every_key_that_a_row_of_the_answer_has(name, solver):
    """A key added to the answer has to become a column, or the files would leave it out in silence."""
    answer = source_of("explored" if name in EXPLORED else "planned", solver).answer
    found = listed(answer, ROWS_OF[name])
    assert found
    assert {key for row in found for key in row} <= {column.name for column in BY_NAME[name].columns}
    made = rows(name, answer)
    assert len(made) == len(found)
    for row, wanted in zip(made, found, strict=True):
        assert {key: row[key] for key in wanted} == {**wanted, **typed(name, wanted)}
        assert {value for key, value in row.items() if key not in wanted and not key.endswith("_name")} <= {
            None
        }


def typed(name: str, row: dict) -> dict:
    """The values of a row that are texts in JSON and dates here."""
    kinds = {column.name: column.kind for column in BY_NAME[name].columns}
    return {key: date.fromisoformat(value) for key, value in row.items() if kinds[key] == "date"}


@pytest.mark.parametrize("name", ["warnings", "binding"])
def test_what_is_no_column_of_its_own_is_known(name, solver):
    answer = source_of("planned", solver).answer
    found = answer["warnings"] if name == "warnings" else answer["explanation"]["binding"]
    assert found
    assert {key for row in found for key in row} - {c.name for c in BY_NAME[name].columns} == ELSEWHERE[name]


def test_the_worth_of_a_rule_is_in_its_row(solver):
    answer = source_of("planned", solver).answer
    for row, rule in zip(rows("binding", answer), answer["explanation"]["binding"], strict=True):
        worth = rule["worth"] or dict.fromkeys(["total", "looser", "tighter", "step", "unit", "uncertainty"])
        assert {key: row[key] for key in worth} == worth


def test_the_one_row_of_the_plan_has_proof_money_check_and_provenance(solver):
    answer = source_of("planned", solver).answer
    (row,) = rows("plan", answer)
    assert (row["gap"], row["bound"]) == (answer["proof"]["gap"], answer["proof"]["bound"])
    assert (row["currency"], row["savings"]) == ("JPY", answer["costs"]["savings"])
    assert row["passed"] is True
    assert row["profile_digest"] == answer["provenance"]["profile_digest"]
    assert row["firm"] == "Asagiri Motor (朝霧モーター)"


def test_savings_are_the_reference_less_the_plan_in_whole_minor_units():
    """0.3 - 0.1 is 0.19999999999999998 in floats; both are amounts of two decimals, so it is 0.2."""
    kinds = list(cost_kinds())
    one, other = (dict.fromkeys(kinds, amount) for amount in (0.3, 0.1))
    answer = {"costs": {"currency": "USD", "before": one, "reference": one, "after": other}}
    assert {row["savings"] for row in rows("costs", answer)} == {0.2}
    answer["costs"]["reference"] = None
    assert {row["savings"] for row in rows("costs", answer)} == {None}


def cost_kinds():
    yield from (kind.value for kind in CostKind)
    yield "total"


def share(country: str, part: float | None, **more) -> dict:
    key = {"scope": "firm", "period": 1, "measure": "origin", "base": "spend", **more}
    return {**key, "country": country, "amount": 100 * (part or 0), "share": part, "low": part, "high": part}


def test_shares_of_today_stand_beside_those_of_the_plan():
    """CN goes from 0.7 to 0.4, VN from nothing to 0.6, JP from 0.3 to nothing."""
    after, before = [share("CN", 0.4), share("VN", 0.6)], [share("CN", 0.7), share("JP", 0.3)]
    found = {row["country"]: row for row in paired_shares(after, before)}
    assert [found[name]["share"] for name in ("CN", "VN", "JP")] == [0.4, 0.6, 0.0]
    assert [found[name]["share_before"] for name in ("CN", "VN", "JP")] == [0.7, 0.0, 0.3]
    assert [found[name]["amount_before"] for name in ("CN", "VN", "JP")] == [70, 0, 30]
    assert found["JP"]["high"] is None  # how far an assumed origin could raise it is not known


def test_where_nothing_is_bought_a_missing_country_has_no_share():
    after, before = [share("CN", None)], [share("CN", 0.7), share("JP", 0.3)]
    found = {row["country"]: row for row in paired_shares(after, before)}
    assert (found["JP"]["share"], found["JP"]["amount"]) == (None, None)


def test_rows_of_one_scope_stay_together():
    other = {"scope": "category=a"}
    after = [share("CN", 1.0), share("CN", 1.0, **other)]
    before = [share("JP", 1.0), share("JP", 1.0, **other)]
    found = [(row["scope"], row["country"]) for row in paired_shares(after, before)]
    assert found == [("firm", "CN"), ("firm", "JP"), ("category=a", "CN"), ("category=a", "JP")]


def test_a_limit_stands_in_its_rule_s_rows_from_the_period_on_in_which_it_binds():
    two = [share("CN", 0.4, scope="cap=x", period=period) for period in (1, 2)]
    limits = [limit(from_period=2)]
    answer = {"exposure": {"before": {"rows": two}, "after": {"rows": two}, "limits": limits}}
    assert [row.get("limit") for row in exposure_rows(answer)] == [None, 0.35]


def limit(**columns):
    kind = {"measure": "origin", "base": "spend", "country": "CN", "from_period": 1}
    return {"scope": "cap=x", "limit": 0.35, **kind, **columns}


def test_a_limit_stands_beside_what_its_rule_measures_only():
    """A rule of a narrow scope shows China by every measure and base; the limit is of one of them."""
    kinds = [
        ("CN", "origin", "spend"),
        ("CN", "any", "spend"),
        ("CN", "origin", "landed"),
        ("VN", "origin", "spend"),
    ]
    rows = [share(c, 0.4, scope="cap=x") | {"measure": m, "base": b} for c, m, b in kinds]
    answer = {"exposure": {"before": {"rows": rows}, "after": None, "limits": [limit()]}}
    found = {(r["country"], r["measure"], r["base"]): r.get("limit") for r in exposure_rows(answer)}
    assert found == {kind: 0.35 if kind == kinds[0] else None for kind in kinds}


def test_what_an_item_hangs_on_is_today_s_or_the_plan_s_or_both():
    first, second, third = ({"item": i, "country": "CN", "measure": "origin"} for i in "abc")
    answer = {
        "exposure": {
            "before": {"single_country": [first, second]},
            "after": {"single_country": [first, third]},
        }
    }
    assert [(r["item"], r["before"], r["after"]) for r in tied_rows(answer)] == [
        ("a", True, True),
        ("c", False, True),
        ("b", True, False),
    ]
    today = {"exposure": {"before": {"single_country": [first]}, "after": None}}
    assert [(r["before"], r["after"]) for r in tied_rows(today)] == [(True, None)]


@pytest.mark.parametrize("kind", KINDS)
def test_items_are_in_the_files_and_not_in_the_answer(kind, solver):
    """Every item bought has rows, today's beside the plan's; the answer's own rows come first."""
    source = source_of(kind, solver)
    table = BY_NAME["exposure"]
    names = [column.name for column in table.columns]
    inline = [dict(zip(names, c, strict=True)) for c in cells_of(table, source, detailed=False)]
    found = [dict(zip(names, c, strict=True)) for c in cells_of(table, source)]
    assert found[: len(inline)] == inline
    items = {row["scope"].removeprefix("item=") for row in found[len(inline) :]}
    bought = {row["item"] for row in source.answer.get("awards", ())}
    assert items >= bought
    assert items
    spend = [r for r in found[len(inline) :] if (r["base"], r["measure"]) == ("spend", "origin")]
    for side in ("share_before", *(["share"] if kind in ("planned", "explored") else [])):
        total = {}
        for row in spend:
            if row["country"] != "ASEAN" and row[side] is not None:
                place = (row["scope"], row["period"])
                total[place] = total.get(place, 0) + row[side]
        assert total
        assert all(abs(value - 1) < 1e-9 for value in total.values())


def test_the_countries_of_an_item_add_up_to_what_is_spent_on_it(solver):
    source = source_of("planned", solver)
    names = [column.name for column in BY_NAME["exposure"].columns]
    spent = {}
    for row in source.answer["awards"]:
        part = row["quantity"] / (row["quantity"] + row["surplus"])
        spent[f"item={row['item']}"] = spent.get(f"item={row['item']}", 0) + row["spend"] * part
    found = {}
    for cells in cells_of(BY_NAME["exposure"], source):
        row = dict(zip(names, cells, strict=True))
        of_country = (row["base"], row["measure"]) == ("spend", "origin") and row["country"] != "ASEAN"
        if row["scope"] in spent and of_country:
            found[row["scope"]] = found.get(row["scope"], 0) + row["amount"]
    assert found == pytest.approx(spent)


def test_items_tied_to_one_country_say_whether_they_are_so_today_and_in_the_plan():
    coil, ring = ({"item": name, "country": "CN", "measure": "origin"} for name in ("coil", "ring"))
    before, after = {"single_country": [coil, ring]}, {"single_country": [ring, {**ring, "country": "VN"}]}
    answer = {"exposure": {"before": before, "after": after}}
    found = {(r["item"], r["country"]): (r["before"], r["after"]) for r in rows("single_country", answer)}
    assert found == {
        ("coil", "CN"): (True, False),
        ("ring", "CN"): (True, True),
        ("ring", "VN"): (False, True),
    }
    answer["exposure"]["after"] = None
    assert [row["after"] for row in rows("single_country", answer)] == [None, None]


def test_names_stand_beside_ids_where_the_profile_gives_them(solver):
    answer = source_of("planned", solver).answer
    names = answer["names"]
    assert names["items"]
    assert names["suppliers"]
    for table in ("awards", "moves"):
        for row in rows(table, answer):
            wanted = (names["items"].get(row["item"]), names["suppliers"].get(row["supplier"]))
            assert (row["item_name"], row["supplier_name"]) == wanted


def test_a_started_investment_has_a_column_for_each_of_its_fields():
    row = dataclasses.asdict(StartedInvestment("line", 1, None, 300.0))
    assert rows("investments", {"investments": [row]}) == [row]


def test_tables_of_later_work_are_read_where_the_answer_has_them():
    loss = {"agreement": "RCEP", "awards": 2, "unknown": 0, "duty": 0.0, "duty_without": 50.0, "loss": 50.0}
    assert rows("preferences", {"explanation": {"preferences": [loss]}}) == [loss]
    assert rows("preferences", {"preferences": [loss]}) == [loss]
    assert rows("preferences", {"explanation": {}}) == []


def test_a_check_has_the_tables_of_today_and_none_of_a_plan():
    names = {table.name for table in tables_of("check")}
    assert {"costs", "exposure", "broken_rules", "assumptions", "warnings"} <= names
    assert not names & {"awards", "moves", "plan", "verification"}


def test_an_answer_without_a_plan_has_no_rows_of_one(solver):
    answer = source_of("infeasible", solver).answer
    assert rows("awards", answer) == rows("moves", answer) == rows("cash_one_off", answer) == []
    assert {row["after"] for row in rows("costs", answer)} == {None}
    assert rows("clashes", answer)[0]["clash"] == 1
    assert len(rows("lowest_caps", answer)) == len(answer["explanation"]["infeasible"]["lowest_caps"]) == 1


def test_details_follow_the_rows_of_the_answer():
    answer = {"explanation": {"left_out": ["first"]}}
    assert [row["text"] for row in rows("left_out", answer, left_out=[{"text": "second"}])] == [
        "first",
        "second",
    ]
