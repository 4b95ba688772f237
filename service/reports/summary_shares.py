"""The part of a summary on countries: shares today and in the plan, held against what was asked."""

from collections.abc import Iterable, Iterator

from models.plan.exposure import ALWAYS
from models.tolerances import SHARE
from service.exchange.plan_tables import AnswerSource
from service.exchange.plan_tables.side_by_side import exposure_rows
from service.exchange.plan_tables.table import Row
from service.exchange.sheets import Cell, Look
from service.reports.labels import Labels
from service.reports.summary_cells import Line, cells, header, heading, listed, note

_MEASURES = ("origin", "ownership", "look_through")
_TODAY = ("country", "origin_today", "owner_today", "content_today")
_PLANNED = (
    *("country", "origin_today", "origin_plan", "low", "high"),
    *("owner_today", "owner_plan", "content_today", "content_plan"),
)


def limits(source: AnswerSource, labels: Labels) -> Iterator[Line]:
    """Every cap and floor with its shares; of the each-country limit the countries that reach it."""
    asked = {limit["scope"]: limit for limit in source.answer["exposure"]["limits"]}
    rows = [row for row in exposure_rows(source.answer) if row.get("limit") is not None]
    rows = _tightest(row for row in rows if row["scope"] != "each_country" or _reaches(row))
    if not rows:
        return
    planned = source.answer["exposure"]["after"] is not None
    yield from heading(labels.say("limits"))
    names = ("rule", "within", "measure", "period", "limit", "today", "plan", "low", "high")
    yield header(labels, *(names if planned else names[:6]))
    for row in rows:
        limit = asked[row["scope"]]
        name = f"{labels.word(limit['rule'])} {limit['id']}: {row['country']}"
        yield [
            Cell(name),
            *cells("text", (limit["within"],)),
            Cell(f"{labels.word(row['base'])}, {labels.word(row['measure'])}"),
            Cell(row["period"], "whole"),
            Cell(row["limit"], "share"),
            *cells("share", (row["share_before"],), _look(limit["rule"], row["share_before"], row["limit"])),
            *cells("share", (row["share"],), _look(limit["rule"], row["share"], row["limit"])),
            *cells("share", (row["low"], row["high"])),
        ]
    if len(source.answer["provenance"]["periods"]) > 1:
        yield from note(labels.say("tightest", sheet=labels.sheet("exposure")), "quiet")


def _tightest(rows: Iterable[Row]) -> list[Row]:
    """Of every rule and country the period in which the plan, or else today, has least room."""
    found: dict[tuple[str, str], Row] = {}
    for row in rows:
        known = found.setdefault((row["scope"], row["country"]), row)
        if _room(row) < _room(known):
            found[row["scope"], row["country"]] = row
    return list(found.values())


def _room(row: Row) -> float:
    share = row["share"] if row["share"] is not None else row["share_before"]
    if share is None:
        return 1.0
    room = row["limit"] - share
    return float(-room if row["scope"].startswith("floor=") else room)


def shares(source: AnswerSource, labels: Labels) -> Iterator[Line]:
    """Every country's share of the firm's spend in the last period: the mix that the plan leads to."""
    rows = [row for row in exposure_rows(source.answer) if row["scope"] == "firm" and row["base"] == "spend"]
    if not rows:
        return
    last = max(row["period"] for row in rows)
    several = len(source.answer["provenance"]["periods"]) > 1
    yield from heading(labels.say("shares_period" if several else "shares", period=last))
    planned = source.answer["exposure"]["after"] is not None
    yield header(labels, *(_PLANNED if planned else _TODAY))
    found = {(row["country"], row["measure"]): row for row in rows if row["period"] == last}
    countries = sorted({country for country, _ in found}, key=lambda c: (-_size(found, c), c))
    for country in countries:
        if country in ALWAYS or _size(found, country) > 0:
            yield _country_line(country, found, planned=planned)
    if planned:
        yield from note(labels.say("bands"), "quiet")
    if source.details:
        yield from note(labels.say("detail"), "quiet")


def hidden(source: AnswerSource, labels: Labels) -> Iterator[Line]:
    """What improves a capped share without lowering the dependence."""
    after = source.answer["exposure"]["after"]
    found = {} if after is None else after["hidden_dependence"]
    if not any(found.values()):
        return
    yield from heading(labels.say("hidden"))
    for name, rows in found.items():
        yield from listed([line for row in rows for line in note(row["text"])], f"hidden_{name}", labels)


def _country_line(country: str, found: dict[tuple[str, str], Row], *, planned: bool) -> Line:
    origin, owner, content = (_row(found, country, measure) for measure in _MEASURES)
    if not planned:
        return [Cell(country), *cells("share", [row["share_before"] for row in (origin, owner, content)])]
    band = (origin["share_before"], origin["share"], origin["low"], origin["high"])
    others = (owner["share_before"], owner["share"], content["share_before"], content["share"])
    return [Cell(country), *cells("share", (*band, *others))]


def _row(found: dict[tuple[str, str], Row], country: str, measure: str) -> Row:
    """A country without a row has no share, unless nothing is bought at all: then its share has no value."""
    if (country, measure) in found:
        return found[country, measure]
    of_china = found["CN", measure]  # always there
    none = {name: None if of_china[name] is None else 0.0 for name in ("share", "share_before")}
    return {**none, "low": None, "high": None}


def _size(found: dict[tuple[str, str], Row], country: str) -> float:
    rows = [found.get((country, measure), {}) for measure in _MEASURES]
    return max(row.get(name) or 0.0 for row in rows for name in ("share", "share_before"))


def _reaches(row: Row) -> bool:
    largest = max(row["share"] or 0.0, row["share_before"] or 0.0)
    return largest >= float(row["limit"]) - SHARE


def _look(rule: str, share: float | None, limit: float) -> Look:
    """Whether a share keeps what was asked, as a colour."""
    if share is None:
        return "plain"
    broken = share < limit - SHARE if rule == "floor" else share > limit + SHARE
    return "bad" if broken else "good"
