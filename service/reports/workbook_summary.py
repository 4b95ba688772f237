"""The first sheet of a workbook: what a buyer asks first, in that order."""

from collections.abc import Iterator

from models.case.cost_kinds import CostKind
from service.exchange.plan_tables import AnswerSource
from service.exchange.sheets import Cell, Look, PageSheet
from service.reports.labels import Labels
from service.reports.summary_cells import Block, Line, cells, header, heading, listed, note, per_cent
from service.reports.summary_roadmap import moves, periods, projects
from service.reports.summary_shares import hidden, limits, shares
from service.reports.summary_trouble import (
    assumptions,
    broken_rules,
    clashes,
    lowest_caps,
    relaxation,
    warnings,
)

_WIDTHS = (46, 19, 19, 19, 19, 19, 19, 19, 19)


def summary(source: AnswerSource, labels: Labels) -> PageSheet:
    """The summary of a plan or a check; parts that the answer has nothing for are left out."""
    lines = [line for block in _BLOCKS for line in block(source, labels)]
    return PageSheet(labels.say("summary"), _WIDTHS, lines)


def _top(source: AnswerSource, labels: Labels) -> Iterator[Line]:
    provenance, currency = source.answer["provenance"], source.answer["costs"]["currency"]
    name = "title" if source.kind == "plan" else "title_check"
    yield (Cell(labels.say(name, firm=provenance["firm"]), look="title"),)
    periods = provenance["periods"]
    days = {"start": periods[0]["start"], "end": periods[-1]["end"], "on": provenance["on"]}
    yield from note(labels.say("horizon", currency=currency, **days), "quiet")


def _outcome(source: AnswerSource, labels: Labels) -> Iterator[Line]:
    yield from heading(labels.say("outcome"))
    if source.kind == "check":
        yield from note(labels.say("check"), "strong")
        return
    answer = source.answer
    outcome, proof, check = answer["outcome"], answer["proof"], answer["verification"]
    yield from note(labels.say(outcome), "strong")
    sentence = proof["status"] if proof["gap"] is not None else f"none_{outcome}"
    gap = "" if proof["gap"] is None else per_cent(proof["gap"], 3)
    yield from note(labels.say(sentence, gap=gap, reason=labels.word(proof["stop_reason"])))
    if check is not None:
        yield from note(labels.say("verified", count=len(check["rules"])))


def _costs(source: AnswerSource, labels: Labels) -> Iterator[Line]:
    costs = source.answer["costs"]
    planned = costs.get("after") is not None
    yield from heading(labels.say("cost", currency=costs["currency"]))
    names = ("before", "reference", "after") if planned else ("before", "reference")
    statements = [costs[name] for name in names]
    titles = ("kind", "today", "reference", "plan", "difference", "difference_share")
    yield header(labels, *(titles if planned else titles[:3]))
    for kind in (*(kind.value for kind in CostKind), "total"):
        amounts = [None if statement is None else statement[kind] for statement in statements]
        if kind == "total" or any(amounts):
            yield _cost_line(labels.word(kind), amounts, planned=planned, total=kind == "total")
    if costs["reference"] is None:
        yield from note(labels.say("not_comparable"), "quiet")


def _cost_line(name: str, amounts: list[float | None], *, planned: bool, total: bool) -> Line:
    look: Look = "strong" if total else "plain"
    line: list[Cell | None] = [Cell(name, look=look), *cells("money", amounts, look)]
    base = amounts[1] if amounts[1] is not None else amounts[0]
    if planned and base is not None and amounts[2] is not None:
        difference = amounts[2] - base
        line += [
            Cell(difference, "money", look),
            *cells("share", [difference / base if base else None], look),
        ]
    return line


def _once(source: AnswerSource, labels: Labels) -> Iterator[Line]:
    """Savings, one-off cash and payback."""
    costs = source.answer["costs"]
    cash = costs.get("cash_one_off")
    for sentence, value in (("savings", costs.get("savings")), ("cash", cash and cash["total"])):
        if value is not None:
            yield (Cell(labels.say(sentence)), Cell(value, "money"))
    if costs.get("payback_years") is not None:
        yield (Cell(labels.say("payback")), Cell(costs["payback_years"], "quantity"))


def _binding(source: AnswerSource, labels: Labels) -> Iterator[Line]:
    """Share limits with what they cost; of the other rules without room, how many there are."""
    rules = source.answer.get("explanation", {}).get("binding", ())
    worthy = [rule for rule in rules if rule["worth"] is not None]
    if not rules:
        return
    yield from heading(labels.say("binding"))
    if worthy:
        yield header(labels, "rule", "in_all", "looser", "tighter")
    for rule in worthy:
        worth = rule["worth"]
        tighter = labels.say("cannot") if worth["tighter_infeasible"] else worth["tighter"]
        yield [
            Cell(f"{rule['id']}: {rule['text']}", "sentence"),
            *cells("money", (worth["total"], worth["looser"])),
            *cells("text" if worth["tighter_infeasible"] else "money", (tighter,)),
        ]
    if len(rules) > len(worthy):
        others = {"count": len(rules) - len(worthy), "sheet": labels.sheet("binding")}
        yield from note(labels.say("other_rules", **others), "quiet")


def _rfq_list(source: AnswerSource, labels: Labels) -> Iterator[Line]:
    """Items for which a new quote would help most."""
    rows = source.answer.get("explanation", {}).get("rfq_list", ())
    if not rows:
        return
    yield from heading(labels.say("rfq"))
    yield header(labels, "item", "where", "entry_price", "points", "saves")
    lines: list[Line] = [
        [
            Cell(row["item"]),
            Cell(row["countries"], "list"),
            Cell(row["entry_price"], "price"),
            Cell(row["share_points"], "number"),
            Cell(row["money"], "money"),
        ]
        for row in rows
    ]
    yield from listed(lines, "rfq_list", labels)
    enough = next((at for at, row in enumerate(rows, start=1) if row["enough"]), None)
    if enough is not None:
        yield from note(labels.say("enough", count=enough))


def _left_out(source: AnswerSource, labels: Labels) -> Iterator[Line]:
    texts = source.answer.get("explanation", {}).get("left_out", ())
    if texts:
        yield from heading(labels.sheet("left_out"))
        yield from listed([line for text in texts for line in note(text)], "left_out", labels)


_BLOCKS: tuple[Block, ...] = (
    _top,
    _outcome,
    clashes,
    lowest_caps,
    relaxation,
    _costs,
    _once,
    limits,
    shares,
    hidden,
    broken_rules,
    _binding,
    periods,
    moves,
    projects,
    _rfq_list,
    warnings,
    assumptions,
    _left_out,
)
