"""A table of an answer as CSV: what is written is what is read, and a spreadsheet runs none of it."""

import csv
import io
from datetime import date

import numpy as np
import pandas as pd
import pytest

from service.exchange.plan_tables import AnswerColumn, AnswerTable
from service.exchange.table_csv import write_csv_table


def table(*names: str) -> AnswerTable:
    return AnswerTable("t", "", lambda _: (), tuple(AnswerColumn(name, "text", "") for name in names))


def written(rows, *names: str, bom: bool = False) -> bytes:
    file = io.BytesIO()
    write_csv_table(file, table(*(names or ("value",))), rows, bom=bom)
    return file.getvalue()


def cells(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(), newline="")))


def test_cells_are_written_by_their_type():
    values = [None, 3.0, np.float64(0.25), 1e22, 7, True, date(2027, 4, 1), ("CN", "HK"), ["x"], "x"]
    found = [row[0] for row in cells(written([(value,) for value in values]))]
    assert found == ["value", "", "3", "0.25", "1e+22", "7", "true", "2027-04-01", "CN;HK", "x", "x"]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠1"]
)
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe_and_a_number_does_not(text):
    data = written([(text, -1.5), ("fine", 1.5)], "supplier", "change")
    assert cells(data)[1:] == [["'" + text, "-1.5"], ["fine", "1.5"]]


def test_every_part_of_a_list_is_made_harmless():
    """A spreadsheet set to semicolons would begin a cell at each of them."""
    assert cells(written([(["=1", "a"],), (["a", "=1"],)]))[1:] == [["'=1;a"], ["a;'=1"]]


@pytest.mark.parametrize(
    "text", ["a, b", 'say "yes"', "one\ntwo", "one\r\ntwo", "one\rtwo", "朝霧　モーター"]
)
def test_a_text_is_read_back_as_it_was(text):
    data = written([("before", "x"), (text, "y"), ("after", "z")], "item", "note")
    assert cells(data)[1:] == [["before", "x"], [text, "y"], ["after", "z"]]


def test_a_byte_order_mark_is_there_when_asked_for_and_readers_skip_it():
    plain, marked = written([("磁石",)], "item"), written([("磁石",)], "item", bom=True)
    assert marked == b"\xef\xbb\xbf" + plain
    assert pd.read_csv(io.BytesIO(marked)).columns.tolist() == ["item"]


def test_a_table_without_rows_is_its_header():
    assert written([], "item", "note") == b"item,note\n"
