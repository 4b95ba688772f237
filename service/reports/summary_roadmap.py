"""The part of a summary on what happens when: periods, moves, projects."""

from collections import Counter
from collections.abc import Iterator

from models.plan.exposure import ALWAYS
from service.exchange.plan_tables import AnswerSource
from service.exchange.sheets import Cell
from service.reports.labels import Labels
from service.reports.summary_cells import Line, cells, header, heading, listed

_ACTIONS = ("add", "increase", "keep", "decrease", "drop")
_OF_PERIODS = ("add", "increase", "decrease", "drop")


def moves(source: AnswerSource, labels: Labels) -> Iterator[Line]:
    """How many sources are added, dropped and so on; of a plan of one period."""
    rows = source.answer.get("moves")
    if not rows or _several(source):
        return
    counts = Counter(move["action"] for move in rows)
    yield from heading(labels.say("moves"))
    for action in _ACTIONS:
        if counts[action]:
            yield (Cell(labels.word(action)), Cell(counts[action], "whole"))


def periods(source: AnswerSource, labels: Labels) -> Iterator[Line]:
    """A line a period: what it costs, where it buys, and how many sources change."""
    after = source.answer["costs"].get("after")
    if after is None or not _several(source):
        return
    yield from heading(labels.say("periods"))
    titles = [labels.say(name) for name in ("period", "starts", "cost_of_period")]
    words = [*titles, *ALWAYS, *(labels.word(action) for action in _OF_PERIODS)]
    yield [Cell(word, look="header") for word in words]
    shares = {
        (row["country"], row["period"]): row["share"]
        for row in source.answer["exposure"]["after"]["rows"]
        if (row["scope"], row["measure"], row["base"]) == ("firm", "origin", "spend")
    }
    counts = Counter((move["period"], move["action"]) for move in source.answer["moves"])
    starts = source.answer["provenance"]["periods"]
    for period, cost in zip(starts, after["by_period"], strict=True):
        number = period["period"]
        yield [
            Cell(number, "whole"),
            Cell(period["start"]),
            Cell(cost["total"], "money"),
            *cells("share", [shares.get((name, number)) for name in ALWAYS]),
            *(Cell(counts[number, action], "whole") for action in _OF_PERIODS),
        ]


def projects(source: AnswerSource, labels: Labels) -> Iterator[Line]:
    """The projects that the plan starts, and from when each is of use."""
    rows = source.answer.get("investments")
    if not rows:
        return
    yield from heading(labels.say("projects"))
    yield header(labels, "project", "started_in", "usable_from", "cash")
    lines: list[Line] = [
        [
            Cell(row["id"]),
            Cell(row["period"], "whole"),
            *cells("whole", [row["usable_from"]]),
            Cell(row["cash"], "money"),
        ]
        for row in rows
    ]
    yield from listed(lines, "investments", labels)


def _several(source: AnswerSource) -> bool:
    return len(source.answer["provenance"]["periods"]) > 1
