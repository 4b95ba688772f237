"""What people read in a workbook instead of the names of the contract, in English and Japanese.

In English a label is the name itself, written as words. Where a Japanese label is missing the English one
stands, and a test says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from service.reports.labels_ja import COLUMNS_JA, SHEETS_JA, WORDS_JA
from service.reports.sentences import SENTENCES

LANGUAGES = ("en", "ja")

_SHEETS_EN: Mapping[str, str] = {
    "cash_one_off": "One-off cash",
    "binding": "Binding rules",
    "reasons": "Explanation",
    "rfq_list": "RFQ list",
    "single_country_items": "Single-country items",
    "plan": "Provenance",
}
_COLUMNS_EN: Mapping[str, str] = {
    "id": "ID",
    "exposure.amount": "Amount, plan",
    "exposure.share": "Share, plan",
    "exposure.low": "Low, plan",
    "exposure.high": "High, plan",
    "exposure.amount_before": "Amount, today",
    "exposure.share_before": "Share, today",
    "exposure.low_before": "Low, today",
    "exposure.high_before": "High, today",
    "concentration.country": "By country, plan",
    "concentration.supplier": "By supplier, plan",
    "concentration.country_before": "By country, today",
    "concentration.supplier_before": "By supplier, today",
    "before": "Today",
    "reference": "Today's mix at the plan's demand",
    "after": "Plan",
    "unit_landed_cost": "Landed cost of a unit",
    "binding.total": "Costs in all",
    "binding.looser": "One step looser saves",
    "binding.tighter": "One step tighter costs",
    "profile_digest": "Profile digest (SHA-256)",
    "request_digest": "Request digest (SHA-256)",
}


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of one language; sheets and columns that have none are written as their name."""

    language: str

    def sheet(self, table: str) -> str:
        """The title of a table's sheet."""
        return self._of(SHEETS_JA, _SHEETS_EN, table) or _as_words(table)

    def column(self, table: str, column: str) -> str:
        """The header of a column; a table may have one of its own."""
        names = (f"{table}.{column}", column)
        known = (COLUMNS_JA, _COLUMNS_EN) if self.language == "ja" else (_COLUMNS_EN,)
        found = (labels[name] for labels in known for name in names if name in labels)
        return next(found, _as_words(column))

    def words(self) -> Mapping[str, str]:
        """What stands for the words of a choice; none in English, where they are those of the contract."""
        return WORDS_JA if self.language == "ja" else {}

    def word(self, word: str) -> str:
        """One of them."""
        return self.words().get(word, word)

    def say(self, sentence: str, **values: object) -> str:
        """A sentence of the summary with its values filled in."""
        return SENTENCES[sentence][LANGUAGES.index(self.language)].format(**values)

    def _of(self, japanese: Mapping[str, str], english: Mapping[str, str], name: str) -> str | None:
        found = japanese.get(name) if self.language == "ja" else None
        return found or english.get(name)


def _as_words(name: str) -> str:
    words = name.replace("_", " ")
    return words[:1].upper() + words[1:]
