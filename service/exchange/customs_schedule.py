"""Japan's customs schedule as rows of the `tariffs` table.

A line whose rates are no number, or cannot be compared, gives a row with the text and no rate: the quote must
then say its `duty_rate`. Where all lines of a subheading of six digits say the same, one row stands for them:
the longest prefix wins, so no code of the schedule finds another duty for it, and a code of six digits finds
one. GSP and LDC rates are left out: their beneficiaries are lists that change, and no group of countries here
has them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from models.profile.rows import Rows, absent_column, objects
from models.profile.schema import TABLES
from service.exchange.customs_duties import AGREEMENTS, Duty, base_duty, preference, together
from service.exchange.customs_file import BASE, GSP, LDC, ScheduleFile, ScheduleLine

DESTINATION = "JP"
SUBHEADING = 6
BASE_RATE = "base"
"""The source that is no agreement."""

Lines = Mapping[str, list[ScheduleLine]]
"""The lines by code; seasons give a code several."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one source prints, by code; where nothing is printed there is no entry.

    Attributes:
        duties: of each code.
        silent: codes whose rate stands in brackets.
    """

    duties: dict[str, tuple[Duty, ...]]
    silent: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SourceCount:
    """What a source gave, in codes of nine digits, and the rows written for it.

    Attributes:
        agreement: its name; None for the base rate.
        numbers: codes whose duty is a number.
        words: codes that have a row with a text alone.
        not_applied: codes whose rate stands in brackets; they have no row.
    """

    agreement: str | None
    origin: str
    numbers: int
    words: int
    not_applied: int
    rows: int


@dataclass(frozen=True, slots=True)
class Conversion:
    """A schedule as tariffs, and what is to be said of it.

    Attributes:
        tariffs: the rows of the table.
        lines: how many the file has, headings included.
        codes: codes of nine digits that were kept.
        sources: the base rate first, then the agreements.
        without_number: rates that are no number, by reason.
        codes_without_number: codes that have at least one of them.
        left_out: codes with a rate that no row can say, by column of the schedule.
    """

    tariffs: Rows
    lines: int
    codes: int
    sources: tuple[SourceCount, ...]
    without_number: dict[str, int]
    codes_without_number: int
    left_out: dict[str, int]

    def as_dict(self) -> dict[str, Any]:
        """The counts as a document."""
        counts = {name: getattr(self, name) for name in ("lines", "codes", "codes_without_number")}
        return {
            **counts,
            "rows": len(self.tariffs),
            "sources": [asdict(source) for source in self.sources],
            "without_number": self.without_number,
            "left_out": self.left_out,
        }


def convert(schedule: ScheduleFile, prefixes: Iterable[str] = (), unit: str | None = None) -> Conversion:
    """Turn a schedule into tariffs.

    Args:
        schedule: the lines.
        prefixes: digits that the codes to be kept begin with; none keeps all.
        unit: the unit of the items the rows are for, a key of `UNITS`; None leaves duties in money as text.
    """
    wanted = tuple(prefixes) or ("",)
    lines: dict[str, list[ScheduleLine]] = defaultdict(list)
    for line in schedule.lines:
        if _is_wanted(line.code[:SUBHEADING], wanted):  # with its neighbours: they share a row or not
            lines[line.code].append(line)
    kept = {code: found for code, found in lines.items() if code.startswith(wanted)}
    readings = {BASE_RATE: _base_rates(lines, unit)}
    readings |= {column: _preferences(lines, column, unit) for column in AGREEMENTS}
    prefixes_of = _subheadings(lines)
    rows = {
        source: [row for row in _rows(reading.duties, prefixes_of) if _is_wanted(row[0], wanted)]
        for source, reading in readings.items()
    }
    said = [duties for reading in readings.values() for duties in reading.duties.items() if duties[0] in kept]
    words = [(code, duty.why_not) for code, duties in said for duty in duties if duty.why_not]
    return Conversion(
        tariffs=_table([row for found in rows.values() for row in found]),
        lines=schedule.rows,
        codes=len(kept),
        sources=tuple(_count(source, readings[source], kept, len(rows[source])) for source in readings),
        without_number=dict(Counter(why for _, why in words).most_common()),
        codes_without_number=len({code for code, _ in words}),
        left_out={
            column: sum(column in group[0].printed for group in kept.values()) for column in (GSP, LDC)
        },
    )


def _is_wanted(prefix: str, wanted: tuple[str, ...]) -> bool:
    """Whether a row may decide for a code that is to be kept."""
    return prefix.startswith(wanted) or any(want.startswith(prefix) for want in wanted)


def _base_rates(lines: Lines, unit: str | None) -> Reading:
    found: dict[str, tuple[Duty, ...]] = {}
    for code, group in lines.items():
        duties = [base_duty(*(line.printed.get(column, "") for column in BASE), unit) for line in group]
        if any(duties):
            found[code] = together(duties, [duty[0].text if duty else "" for duty in duties])
    return Reading(found)


def _preferences(lines: Lines, column: str, unit: str | None) -> Reading:
    found: dict[str, tuple[Duty, ...]] = {}
    silent: list[str] = []
    for code, group in lines.items():
        texts = [line.printed.get(column, "") for line in group]
        duties = [preference(column, text, unit) if text else () for text in texts]
        if duties != [()] and any(duties):
            found[code] = duties[0] if len(duties) == 1 else together(duties, texts)
        elif texts != [""] and any(texts):
            silent.append(code)
    return Reading(found, frozenset(silent))


def _subheadings(lines: Lines) -> dict[str, list[str]]:
    """The codes under each subheading."""
    under: dict[str, list[str]] = defaultdict(list)
    for code in lines:
        under[code[:SUBHEADING]].append(code)
    return dict(under)


def _rows(duties: dict[str, tuple[Duty, ...]], under: dict[str, list[str]]) -> Iterator[tuple[str, Duty]]:
    """The rows of a source: a subheading where all its codes say the same, else each code."""
    for subheading, codes in under.items():
        said = [duties.get(code, ()) for code in codes]
        if all(one == said[0] for one in said):
            codes, said = [subheading], said[:1]
        for prefix, found in zip(codes, said, strict=True):
            yield from ((prefix, duty) for duty in found)


def _count(source: str, reading: Reading, kept: Lines, rows: int) -> SourceCount:
    agreement, origin = (None, "*") if source == BASE_RATE else AGREEMENTS[source]
    said = [duties for code, duties in reading.duties.items() if code in kept]
    words = sum(any(duty.why_not for duty in duties) for duties in said)
    return SourceCount(
        agreement=agreement,
        origin=origin,
        numbers=len(said) - words,
        words=words,
        not_applied=sum(code in kept for code in reading.silent),
        rows=rows,
    )


def _table(rows: list[tuple[str, Duty]]) -> Rows:
    """The rows in the order of their codes, the base rate before the preferences."""
    rows = sorted(rows, key=lambda row: row[0])
    columns = {column.name: absent_column(column, len(rows)) for column in TABLES["tariffs"].columns}
    columns["hs_code"] = objects([prefix for prefix, _ in rows])
    columns["destination"] = objects([DESTINATION] * len(rows))
    said = (
        dict(zip(Duty._fields, zip(*(duty for _, duty in rows), strict=True), strict=False)) if rows else {}
    )
    for name in ("origin", "agreement", "text"):
        columns[name] = objects(said.get(name, ()))
    for name in ("rate", "specific", "per"):
        columns[name] = np.array(said.get(name, ()), dtype=float)
    return Rows(columns, len(rows))
