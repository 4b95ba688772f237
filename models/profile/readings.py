"""What a text most certainly means that is no number, date or code as the contract writes it.

For hints alone: nothing is read so. Where a text can be read in two ways there is no reading.
"""

import re
from collections.abc import Collection
from decimal import Decimal
from unicodedata import normalize

from models.issues import LONGEST_WORD, did_you_mean
from models.profile.columns import Column
from models.spellings import code_of
from models.units import parse_date

_NUMBER = re.compile(r"[¥$€£]?\s?([+-]?)(\d+|\d{1,3}(?:([, '])\d{3})(?:\3\d{3})*)(\.\d+)?\s?(%|千|万|億|円)?")
_TIMES = {"%": Decimal("0.01"), "千": Decimal(10**3), "万": Decimal(10**4), "億": Decimal(10**8)}
_YEAR_FIRST = re.compile(r"(\d{4})([/.-])(\d{1,2})\2(\d{1,2})(?: 0?0:00(?::00)?)?")
_JAPANESE = re.compile(r"(\d{4}|令和(?:\d{1,2}|元))年(\d{1,2})月(\d{1,2})日")
_YEAR_LAST = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})")
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
_BEFORE_REIWA = 2018
"""Reiwa 1 is 2019."""


def reading_hint(column: Column, found: object) -> str:
    """`write 0.005` for `0.5%` and the like; an empty text where no reading is certain.

    Args:
        column: whose value it is.
        found: what was given and is of another type.
    """
    if not isinstance(found, str) or len(found) > LONGEST_WORD:
        return ""
    read = {"number": lambda text: number_text(column, text), "date": date_text, "bool": _flag_text}
    meant = read[column.kind](found) if column.kind in read else None
    return f"write {meant}" if meant else ""


def word_hint(column: Column, word: str, known: Collection[str]) -> str:
    """The code that a name of a country or currency stands for, else the known word most like it."""
    if column.kind == "choice":
        return did_you_mean(word, known)
    code = code_of("currencies" if column.kind == "currency" else "countries", word)
    return f"write {code}" if code in known else did_you_mean(word, known)


def number_text(column: Column, text: str) -> str | None:
    """A number with separators of thousands, per cent, full-width digits, 万 or 円, in plain digits.

    Per cent are read in shares and rates alone.
    """
    match = _NUMBER.fullmatch(normalize("NFKC", text).strip())
    if match is None:
        return None
    sign, whole, _, decimals, unit = match.groups()
    if unit == "%" and column.high != 1.0:
        return None
    digits = "".join(part for part in whole if part.isdigit())
    value = Decimal(f"{sign}{digits}{decimals or ''}") * _TIMES.get(unit, Decimal(1))
    if (column.low is not None and value < column.low) or (column.high is not None and value > column.high):
        return None
    plain = f"{value:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def date_text(text: str) -> str | None:
    """A date in another form than year-month-day, with or without zeros, as the contract writes it."""
    plain = normalize("NFKC", text).strip()
    if match := _YEAR_LAST.fullmatch(plain):
        one, _, other, year = match.groups()
        days = {_day(year, one, other), _day(year, other, one)} - {None}
        return days.pop() if len(days) == 1 else None
    for form in (_YEAR_FIRST, _JAPANESE, _DIGITS):
        if match := form.fullmatch(plain):
            parts = [part for part in match.groups() if part not in ("/", ".", "-")]
            return _day(*parts)
    return None


def _day(year: str, month: str, day: str) -> str | None:
    number = year.removeprefix("令和").replace("元", "1")
    count = int(number) + (0 if number == year else _BEFORE_REIWA)
    found = parse_date(f"{count:04}-{int(month):02}-{int(day):02}")
    return None if found is None else found.isoformat()


def _flag_text(text: str) -> str | None:
    return code_of("flags", text)
