"""The parts of a summary on what cannot be, what is broken, and what to be careful about."""

from collections.abc import Iterator
from typing import Any

from service.exchange.plan_tables import AnswerSource
from service.exchange.sheets import Cell
from service.reports.labels import Labels
from service.reports.summary_cells import Line, header, heading, listed, note

_POINTS = "percentage points"


def clashes(source: AnswerSource, labels: Labels) -> Iterator[Line]:
    """Sets of rules that cannot hold together."""
    found = _diagnosis(source)
    if not found.get("clashes"):
        return
    yield from heading(labels.say("clashes"))
    if found["complete"]:
        yield from note(labels.say("drop_any"), "quiet")
    lines: list[Line] = []
    for number, clash in enumerate(found["clashes"], start=1):
        lines += [[Cell(f"{number}. {rule['text']}  [{rule['place']}]")] for rule in clash]
    yield from listed(lines, "clashes", labels)


def lowest_caps(source: AnswerSource, labels: Labels) -> Iterator[Line]:
    """How far caps and floors could go."""
    caps = _diagnosis(source).get("lowest_caps")
    if not caps:
        return
    yield from heading(labels.say("lowest"))
    yield header(labels, "rule", "asked", "can_be")
    for cap in caps:
        reached = Cell(labels.say("not_alone")) if cap["limit"] is None else Cell(cap["limit"], "share")
        yield [Cell(cap["id"]), Cell(cap["asked"], "share"), reached]


def relaxation(source: AnswerSource, labels: Labels) -> Iterator[Line]:
    """The least loosening that makes a plan possible."""
    steps = _diagnosis(source).get("relaxation")
    if not steps:
        return
    yield from heading(labels.say("relaxation"))
    yield header(labels, "rule", "by", "to")
    for step in steps:
        in_points = step["unit"] == _POINTS
        by = Cell(step["by"] / 100, "share") if in_points else Cell(f"{step['by']:,.4g} {step['unit']}")
        to = step["to"]
        reached = Cell(labels.say("lift")) if to is None else Cell(to, "share" if in_points else "number")
        yield [Cell(f"{step['text']}  [{step['place']}]", "sentence"), by, reached]


def broken_rules(source: AnswerSource, labels: Labels) -> Iterator[Line]:
    """What today's allocation breaks; only a check looks for it."""
    if source.kind != "check":
        return
    rules = source.answer["broken_rules"]
    yield from heading(labels.say("broken"))
    if not rules:
        yield from note(labels.say("none_broken"))
    yield from listed(
        [[Cell(f"{rule['text']}  [{rule['place']}]")] for rule in rules], "broken_rules", labels
    )


def warnings(source: AnswerSource, labels: Labels) -> Iterator[Line]:
    """What the check of the profile found."""
    found = source.answer["warnings"]
    if found:
        yield from heading(labels.say("warnings"))
        lines = [line for issue in found for line in note(f"{issue['place']}: {issue['message']}")]
        yield from listed(lines, "warnings", labels)


def assumptions(source: AnswerSource, labels: Labels) -> Iterator[Line]:
    """Defaults that mattered, each with the number of ids it concerns."""
    found = source.answer["assumptions"]
    if found:
        yield from heading(labels.say("assumptions"))
        yield from listed(
            [line for each in found for line in note(_assumed(each, labels))], "assumptions", labels
        )


def _assumed(assumption: dict[str, Any], labels: Labels) -> str:
    message, count = str(assumption["message"]), len(assumption["applies_to"])
    return labels.say("of_ids", message=message, count=count) if count else message


def _diagnosis(source: AnswerSource) -> dict[str, Any]:
    return source.answer.get("explanation", {}).get("infeasible") or {}
