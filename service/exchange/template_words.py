"""The words of a template, in English or Japanese: headers, explanations, and how to fill it in."""

from dataclasses import dataclass
from typing import Literal

from models.profile.aliases import KEY_VALUE, terms
from models.profile.columns import Column, Table
from models.profile.schema import REQUIRED_TABLES

Language = Literal["en", "ja"]
NEEDED = ("profile", "firm", *REQUIRED_TABLES)
"""Tables without which nothing can be planned."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a template says beside names and explanations.

    Attributes:
        readme: name of the sheet for people.
        title: its title.
        steps: how to fill in the template, a line each.
        heads: headers of its list of columns: sheet, column, the other language, needed, type, meaning.
        required: of a column that every row gives.
        optional: of any other.
        refused: of what is not honoured yet.
        unused: of what has no bearing yet.
        kinds: type of a column by its kind.
        share: type of a number in 0..1.
        one_of: begins the list of words a column allows.
        wrong: title of the message for a value that cannot be.
    """

    readme: str
    title: str
    steps: tuple[str, ...]
    heads: tuple[str, str, str, str, str, str]
    required: str
    optional: str
    refused: str
    unused: str
    kinds: dict[str, str]
    share: str
    one_of: str
    wrong: str


WORDS: dict[Language, Words] = {
    "en": Words(
        "README",
        "How to fill in this profile",
        (
            "Every table has its columns in the first row; each further row is one entry.",
            "Needed: profile, firm, items, demand, suppliers, quotes. All else may stay empty, as if absent.",
            "Dark headers are required in every row of their table; columns may be left empty or deleted.",
            "profile, firm and horizon have one key a row: write beside it, in the column value.",
            "Shares and rates are parts of one: 0.35, not 35. Dates are days, like 2027-04-01.",
            "Countries are two letters (JP), currencies three (JPY). A list has ; between its parts.",
            "Codes and HS codes are text, so that leading zeros stay.",
            "Then: tagenka check FILE names every cell to mend, and tagenka plan FILE --cap CN=0.35 plans.",
        ),
        ("table", "column", "日本語", "needed", "type", "meaning"),
        "required",
        "optional",
        "not honoured yet: leave it empty",
        "has no bearing on a plan yet",
        {
            "id": "code",
            "text": "text",
            "number": "number",
            "bool": "TRUE or FALSE",
            "date": "date",
            "country": "country, two letters",
            "currency": "currency, three letters",
            "choice": "choice",
            "list": "list, with ; between",
        },
        "part of one: 0.35, not 35",
        "one of: ",
        "This cannot be",
    ),
    "ja": Words(
        "はじめに",
        "記入のしかた",
        (
            "各表の1行目は項目名です。2行目から1件1行で記入します。",
            "必要な表：基本情報、自社、品目、需要、仕入先、見積。ほかの表は空のままで構いません。",
            "濃い色の項目は、その表の各行で必須です。使わない列は空のままにするか、削除できます。",
            "基本情報、自社、計画期間は、1行に1項目です。右の「値」の列に記入します。",
            "割合と率は1を全体とします（35%は0.35）。日付は 2027-04-01 の形です。",
            "国は2文字（JP、CN）、通貨は3文字（JPY、USD）。複数の値は ; で区切ります。",
            "コードとHSコードは、先頭の0が消えないよう文字列で記入します。",
            "記入後：tagenka check ファイル で直すべきセルがすべて示されます。",
            "続いて：tagenka plan ファイル --cap CN=0.35 で計画します。",
        ),
        ("表", "項目", "English", "必須", "型", "説明"),
        "必須",
        "任意",
        "未対応：空のままにしてください",
        "現在は計画に影響しません",
        {
            "id": "コード",
            "text": "文字列",
            "number": "数値",
            "bool": "TRUE・FALSE",
            "date": "日付",
            "country": "国（2文字）",
            "currency": "通貨（3文字）",
            "choice": "選択",
            "list": "一覧（; 区切り）",
        },
        "割合（1を全体とし、35%は0.35）",
        "次のいずれか：",
        "この値は使えません",
    ),
}


def table_name(table: Table, language: Language) -> str:
    """What a table is called in a language."""
    return terms()[table.name].own.word if language == "ja" else table.name


def column_name(table: Table, column: Column, language: Language) -> str:
    """What a column is called in a language."""
    return terms()[table.name].columns[column.name].word if language == "ja" else column.name


def key_value_name(name: str, language: Language) -> str:
    """What `key`, `value` and `note` are called in a language."""
    return KEY_VALUE[name] if language == "ja" else name


def table_doc(table: Table, language: Language) -> str:
    """What a table holds, in one line."""
    return terms()[table.name].own.doc if language == "ja" else table.doc


def column_doc(table: Table, column: Column, language: Language) -> str:
    """What a column means, in one line."""
    if language == "ja":
        return terms()[table.name].columns[column.name].doc
    doc = column.doc[:1].upper() + column.doc[1:]
    return doc if doc.endswith((".", "…")) else doc + "."


def need(table: Table, column: Column, language: Language) -> str:
    """Whether a column must be given, may be, or had better not."""
    words = WORDS[language]
    waiting = {"refused": words.refused, "unused": words.unused}.get(table.waiting or column.waiting, "")
    return waiting or (words.required if column.required else words.optional)


def kind(column: Column, language: Language) -> str:
    """The type of a column, with the words it allows."""
    words = WORDS[language]
    if column.choices:
        return words.one_of + ", ".join(column.choices)
    if column.kind == "number" and (column.low, column.high) == (0.0, 1.0):
        return words.share
    return words.kinds[column.kind]


def explanation(table: Table, column: Column, language: Language) -> str:
    """All of it: need, type and meaning."""
    return (
        f"[{need(table, column, language)}] {column_doc(table, column, language)}\n{kind(column, language)}"
    )
