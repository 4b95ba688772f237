"""Every table of an answer: what CSV, Parquet, the workbook and its reference are made of.

A new table is an entry in the module of its theme. Its labels in Japanese stand in
`service/reports/labels.py`; `docs/make_answer_tables.py` writes it into the reference.
"""

from service.exchange.plan_tables.checks import CHECKS
from service.exchange.plan_tables.money import MONEY
from service.exchange.plan_tables.purchases import PURCHASES
from service.exchange.plan_tables.reasons import REASONS
from service.exchange.plan_tables.shares import SHARES
from service.exchange.plan_tables.table import (
    SCHEMA_VERSION,
    AnswerColumn,
    AnswerSource,
    AnswerTable,
    cells_of,
)

__all__ = ["SCHEMA_VERSION", "TABLES", "AnswerColumn", "AnswerSource", "AnswerTable", "cells_of", "tables_of"]

TABLES: tuple[AnswerTable, ...] = (*PURCHASES, *MONEY, *SHARES, *REASONS, *CHECKS)
"""In the order of the reference; no two have one name."""


def tables_of(kind: str) -> tuple[AnswerTable, ...]:
    """The tables of an answer of that kind, `plan` or `check`."""
    return tuple(table for table in TABLES if kind in table.of)
