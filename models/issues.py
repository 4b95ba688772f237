"""One fault or warning in an input, and the public codes."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

Severity = Literal["fault", "warning"]

CODES: dict[str, str] = {
    "unreadable": "The input is not readable as JSON, a workbook, CSV or Parquet tables, or a zip.",
    "encoding": "A text file is not UTF-8.",
    "repeated_key": "A JSON object or a key-value table gives the same key twice.",
    "unknown_table": "A table that the contract does not name.",
    "unknown_column": "A column, key or field that the contract does not name.",
    "title_row": "A title stands above the headers of a table.",
    "missing_table": "A table without which nothing can be planned is absent or empty.",
    "missing_value": "A required value is absent.",
    "wrong_type": "A value is of another type than the contract says.",
    "not_finite": "A number is NaN or infinite.",
    "out_of_range": "A number lies outside its range, or an amount beyond what is counted exactly.",
    "text_too_long": "A text is longer than a cell of a spreadsheet holds.",
    "unknown_choice": "A word outside the list the contract allows.",
    "unknown_country": "Not an ISO 3166 alpha-2 country code, nor (where allowed) a country group.",
    "unknown_currency": "Not an ISO 4217 currency code.",
    "not_yet_supported": "The contract knows it, this version does not honour it yet, and never ignores it.",
    "not_used": "Recorded but without any bearing on a plan in this version.",
    "duplicate_row": "Two rows of a table have the same key.",
    "unknown_reference": "A row names something that no row of the table it refers to has.",
    "no_exchange_rate": "Money in a currency that exchange_rates does not convert.",
    "incoterm_holds": "A cost is given beside a price whose incoterm already holds it.",
    "dates_cross": "A period ends before it begins.",
    "shares_exceed_one": "Shares that must fit into one whole add up to more than 1.",
    "min_above_max": "A minimum is larger than the maximum beside it.",
    "need_without_quote": "Something is needed that no usable quote offers, and no shortage price is given.",
    "allocation_without_quote": "Today's allocation names a purchase that no quote offers.",
    "allocation_ambiguous": "Today's allocation fits several quotes; its `quote` column must say which.",
    "plant_needed": "There are several plants, and the row does not say which.",
    "quote_id_needed": "Two quotes would get the same default id; give each an id.",
    "units_per_needed": "A quote in another unit than its item's does not say how many item units it holds.",
    "exactly_one_of": "Of several columns exactly one must be filled.",
    "duty_rate_needed": "The tariff row that decides has no number, so the quote must give `duty_rate`.",
    "preference_left_aside": "The row of a claimed agreement has no number, so that another row decides.",
    "claim_without_effect": "A quote claims an agreement that no row of tariffs gives goods of its origin.",
    "overlapping_rows": "Two rows of tariffs say different things of the same goods on the same day.",
    "hs_code_short": "No base rate fits an item's HS code, though rows with longer codes begin with it.",
    "contradiction": "Two statements of the input cannot both hold.",
    "mixed_units": "A quantity share over items of different units has no meaning.",
    "price_expires": "A price ends during the plan, or one paid today has ended before it starts.",
    "allocation_differs": "Today's allocation of a need differs from its demand.",
    "allocation_above_capacity": "Today's allocation is more than the stated capacity.",
    "origin_of_reseller": "A reseller's goods have no stated origin; the reseller's country stands in.",
    "one_manufacturer": "Several suppliers offer an item that one maker makes for all of them.",
    "hs_code_as_number": "HS codes are stored as numbers, which lose leading zeros.",
    "unusual_discount": "A price rises with the quantity, or a rebate falls with the spend.",
    "assumed_origin": "The origin of quotes is not stated; the supplier's country stands in.",
}

LONGEST_WORD = 100
"""Signs of a word for which a similar one is looked for: what is longer was meant as something else."""


@dataclass(frozen=True, slots=True)
class Issue:
    """One fault or warning: what was found, where, and the way out.

    Attributes:
        code: a key of `CODES`; public and stable.
        severity: a fault stops planning, a warning does not.
        place: JSON pointer (`/quotes/3/unit_price`), `quotes!D17` or `quotes.csv:17 unit_price`.
        found: the value found, as the user wrote it.
        message: one sentence for a person.
        hint: what to do about it; may be empty.
        others: how many further places have the same fault, named by this one issue.
    """

    code: str
    severity: Severity
    place: str
    found: str
    message: str
    hint: str = ""
    others: int = 0

    def __post_init__(self) -> None:
        """Refuse a code that is not public."""
        if self.code not in CODES:
            raise KeyError(self.code)

    def __str__(self) -> str:
        """One line for a person."""
        hint = f"; {self.hint}" if self.hint else ""
        return f"{self.place}: {self.message}{hint}"

    def as_dict(self) -> dict[str, str | int]:
        """The wire form."""
        return {
            "code": self.code,
            "severity": self.severity,
            "place": self.place,
            "found": self.found,
            "message": self.message,
            "hint": self.hint,
            "others": self.others,
        }


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like this one; None where none is close."""
    if len(word) > LONGEST_WORD:
        return None
    lowered = {k.lower(): k for k in reversed(list(known))}
    close = get_close_matches(word.lower(), lowered, n=1, cutoff=0.6)
    return lowered[close[0]] if close else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint naming the closest known word, or an empty text when none is close."""
    close = closest(str(word), known)
    return f'did you mean "{close}"?' if close else ""


def faults(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """Only the issues that stop planning."""
    return tuple(i for i in issues if i.severity == "fault")


def show(value: object) -> str:
    """A value as the user may have written it, cut to a readable length."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    try:
        text = str(value)
    except RecursionError:
        text = "lists in lists in lists"
    return text if len(text) <= 80 else text[:77] + "..."
