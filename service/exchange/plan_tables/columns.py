"""Columns that several tables share, and the short form in which an entry is written."""

from collections.abc import Callable, Iterable
from itertools import starmap

from service.exchange.plan_tables.table import AnswerColumn, AnswerTable, Document, Kind, Row

Column = tuple[str, Kind, str]
"""Name, kind and meaning."""

BOTH = ("plan", "check")

ITEM: Column = ("item", "text", "Id of the item.")
ITEM_NAME: Column = ("item_name", "text", "Its name; empty where it has none.")
PLANT: Column = ("plant", "text", "Id of the plant; empty where there is one unnamed plant.")
SUPPLIER: Column = ("supplier", "text", "Id of the supplier.")
SUPPLIER_NAME: Column = ("supplier_name", "text", "Its name; empty where it has none.")
QUOTE: Column = ("quote", "text", "Id of the quote.")
PERIOD: Column = ("period", "whole", "Number of the period, counted from 1.")
RULE: Column = ("rule", "choice", "Kind of rule.")
PLACE: Column = ("place", "text", "Where it can be changed in profile or request.")
TEXT: Column = ("text", "sentence", "The rule in words.")
SCOPE: Column = ("scope", "text", "firm, category=…, cap=…, floor=…, each_country, item=… or plant=….")
MEASURE: Column = ("measure", "choice", "origin, ownership, look_through or any.")
BASE: Column = ("base", "choice", "spend, landed, quantity or reference.")
KIND: Column = ("kind", "choice", "Kind of cost; total is the sum of all.")
BEFORE: Column = ("before", "money", "Today, as it is.")
REFERENCE: Column = ("reference", "money", "Today's mix at the plan's demand.")
AFTER: Column = ("after", "money", "Of the plan.")


def table(
    name: str,
    doc: str,
    rows: Callable[[Document], Iterable[Row]],
    *columns: Column,
    of: tuple[str, ...] = ("plan",),
    single: bool = False,
) -> AnswerTable:
    """An entry; see `AnswerTable` for what its parts mean."""
    return AnswerTable(name, doc, rows, tuple(starmap(AnswerColumn, columns)), of, single)
