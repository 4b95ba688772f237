"""The forms in which `GET /v1/plans/{plan_id}` gives an answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import orjson

from service.api.replies import JSON
from service.exchange.plan_tables import AnswerSource
from service.exchange.write_answer import TableForm, write_zip
from service.exchange.write_workbook import write_workbook
from service.reports.labels import LANGUAGES
from service.reports.workbook import book_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_ZIP = "application/zip"
PARQUET_ZIP = "application/zip;tables=parquet"


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """A form of an answer.

    Attributes:
        doc: what it is, for the OpenAPI document.
        ending: of the file's name.
        make: its bytes from the answer, in a language.
        languages: it is made in; the first where none is asked for.
    """

    doc: str
    ending: str
    make: Callable[[Mapping[str, Any], str], bytes]
    languages: tuple[str, ...] = ()


def _workbook(answer: Mapping[str, Any], language: str) -> bytes:
    made = BytesIO()
    write_workbook(book_of(AnswerSource(answer), language), made)
    return made.getvalue()


def _csv(answer: Mapping[str, Any], _: str) -> bytes:
    return _zip(answer, TableForm("csv"))


def _parquet(answer: Mapping[str, Any], _: str) -> bytes:
    return _zip(answer, TableForm("parquet"))


def _zip(answer: Mapping[str, Any], form: TableForm) -> bytes:
    made = BytesIO()
    write_zip(AnswerSource(answer), made, form)
    return made.getvalue()


FORMS: Mapping[str, AnswerForm] = {
    XLSX: AnswerForm("A workbook; `Accept-Language: ja` for Japanese headers.", "xlsx", _workbook, LANGUAGES),
    CSV_ZIP: AnswerForm("A zip of CSV tables and `answer.json`.", "zip", _csv),
    PARQUET_ZIP: AnswerForm("The same with Parquet tables.", "zip", _parquet),
}
"""By media type, the one that `application/zip` alone asks for first."""

OFFERED = (JSON, *FORMS)


def made_of(body: bytes, form: AnswerForm, language: str) -> bytes:
    """An answer's JSON text in another form."""
    return form.make(orjson.loads(body), language)
