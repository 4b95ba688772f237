"""What the texts of an ERP export mean: numbers, dates and keys.

A text is read one way or not at all. Where an order of day and month could be meant either way, the other
dates of the export decide; where none of them does, the reading is reported as an assumption.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

import pandas as pd

Decimal = Literal["point", "comma"]
"""The sign before decimals; the other of the two may stand between thousands."""

OPEN = date(9999, 12, 31)
"""SAP writes this day for "without end"."""

_POINT = re.compile(r"-?((\d+|\d{1,3}(,\d{3})+)(\.\d*)?|\.\d+)(E[+-]?\d+)?-?", re.IGNORECASE)
_COMMA = re.compile(r"-?((\d+|\d{1,3}(\.\d{3})+)(,\d*)?|,\d+)(E[+-]?\d+)?-?", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DOTS = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})")
_SLASHES = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})")


def number_of(text: str, decimal: Decimal = "point") -> float | None:
    """A number as an ERP prints it: thousands separators, a minus before or behind; None if it is none."""
    form = _POINT if decimal == "point" else _COMMA
    if not form.fullmatch(text):
        return None
    thousands, point = (",", ".") if decimal == "point" else (".", ",")
    plain = text.replace(thousands, "").replace(point, ".")
    if plain.endswith("-"):
        plain = f"-{plain[:-1]}"
    number = float(plain) if not plain.startswith("--") else math.inf
    return number if math.isfinite(number) else None


def numbers(texts: pd.Series, decimal: Decimal = "point", empty: float = float("nan")) -> pd.Series:
    """A column of numbers; NaN where a text is none, `empty` where there is none."""
    read = {text: number_of(text, decimal) if text else empty for text in texts.unique()}
    return texts.map(read).astype(float)


@dataclass(frozen=True, slots=True)
class DayOrder:
    """How dates with slashes are read.

    Attributes:
        month_first: whether the month stands before the day.
        proven: whether a date of the export shows it; False where every date could be meant either way.
        seen: whether there is any such date.
    """

    month_first: bool = True
    proven: bool = False
    seen: bool = False


def day_order(columns: Iterable[pd.Series]) -> DayOrder:
    """The order of month and day in all dates with slashes: a number above 12 can only be a day."""
    parts = [
        found for texts in columns for text in texts.unique() if (found := _SLASHES.fullmatch(str(text)))
    ]
    first = any(int(found[1]) > 12 for found in parts)
    second = any(int(found[2]) > 12 for found in parts)
    return DayOrder(month_first=second or not first, proven=first or second, seen=bool(parts))


def date_of(text: str, order: DayOrder) -> date | None:
    """A date in any form an ERP prints; None where it is none.

    ISO, `20270401`, `1.4.2027` and `4/1/27`; a year of two digits lies in 1969 to 2068, as in POSIX.
    """
    for form in (_ISO, _COMPACT):
        if found := form.fullmatch(text):
            return _day(*(int(part) for part in found.groups()))
    if found := _DOTS.fullmatch(text):
        return _day(_year(found[3]), int(found[2]), int(found[1]))
    if found := _SLASHES.fullmatch(text):
        first, second = int(found[1]), int(found[2])
        month, day = (first, second) if order.month_first else (second, first)
        return _day(_year(found[3]), month, day)
    return None


def dates(texts: pd.Series, order: DayOrder) -> pd.Series:
    """A column of dates, None where a text is none."""
    read = {text: date_of(str(text), order) for text in texts.unique()}
    return pd.Series([read[text] for text in texts], index=texts.index, dtype=object)


def bare_key(key: str) -> str:
    """A key without the leading zeros that SAP adds to numbers: 0000125000 and 125000 are one vendor."""
    return (key.lstrip("0") or "0") if key.isdigit() else key


def _year(text: str) -> int:
    if len(text) == 4:
        return int(text)
    return int(text) + (1900 if int(text) >= 69 else 2000)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
