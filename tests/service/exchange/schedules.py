"""Small customs schedules, written as the real one is."""

import csv
import gzip
from pathlib import Path

from service.exchange.customs_duties import AGREEMENTS
from service.exchange.customs_file import BASE, GSP, LDC, ScheduleFile, ScheduleLine

COLUMNS = ("chapter", "level", "stat_code", "stat_suffix", *BASE, GSP, LDC, *AGREEMENTS)


def line(code: str, **printed: str) -> ScheduleLine:
    """A line by its nine digits, with the rates it prints; base rates as its columns repeat them."""
    names = {"general": BASE[0], "temporary": BASE[1], "wto": BASE[2]}
    return ScheduleLine(code, {names.get(name, name): text for name, text in printed.items()})


def schedule(*lines: ScheduleLine) -> ScheduleFile:
    """A schedule of these lines."""
    return ScheduleFile("schedule.csv", len(lines), lines)


def written(
    path: Path, *rows: dict[str, str], columns: tuple[str, ...] = COLUMNS, packed: bool = False
) -> Path:
    """A file with these rows; columns they do not name are empty."""
    opener = gzip.open if packed else open
    with opener(path, "wt", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return path
