"""The files of an answer: all there, of this answer, and the same bytes for the same answer."""

import csv
import io
import json
import zipfile

import pyarrow.parquet as pq
import pytest

from service.exchange.plan_tables import AnswerSource, cells_of, tables_of
from service.exchange.write_answer import DOCUMENTS, TableForm, write_folder, write_zip
from tests.service.answers import KINDS, source_of

FORMS = (TableForm("csv"), TableForm("parquet"))


def zipped(source, form=TableForm()) -> bytes:  # noqa: B008 - frozen
    file = io.BytesIO()
    write_zip(source, file, form)
    return file.getvalue()


@pytest.mark.parametrize("form", FORMS, ids=lambda f: f.name)
@pytest.mark.parametrize("kind", KINDS)
def test_a_folder_has_every_table_and_the_answer(kind, form, solver, tmp_path):
    source = source_of(kind, solver)
    write_folder(source, tmp_path / "new" / "folder", form)
    names = {path.name for path in (tmp_path / "new" / "folder").iterdir()}
    assert names == {f"{t.name}.{form.name}" for t in tables_of(source.kind)} | {DOCUMENTS[source.kind]}
    document = json.loads((tmp_path / "new" / "folder" / DOCUMENTS[source.kind]).read_text())
    assert document == (source.answer if source.document is None else source.document)


@pytest.mark.parametrize("kind", KINDS)
def test_every_number_of_every_table_is_in_both_forms(kind, solver, tmp_path):
    source = source_of(kind, solver)
    for form in FORMS:
        write_folder(source, tmp_path, form)
    for table in tables_of(source.kind):
        wanted = list(cells_of(table, source))
        with (tmp_path / f"{table.name}.csv").open(newline="", encoding="utf-8") as file:
            header, *rows = csv.reader(file)
        assert header == [column.name for column in table.columns]
        assert len(rows) == len(wanted)
        found = pq.read_table(tmp_path / f"{table.name}.parquet").to_pylist()
        for cells, texts, values in zip(wanted, rows, found, strict=True):
            assert [as_read(value) for value in cells] == list(values.values())
            for value, text in zip(cells, texts, strict=True):
                if isinstance(value, int | float) and not isinstance(value, bool):
                    assert float(text) == value
                assert (text == "") == (value in (None, "", []))


def as_read(value):
    return list(value) if isinstance(value, tuple) else value


def test_no_table_of_an_older_answer_is_left_in_the_folder(solver, tmp_path):
    write_folder(source_of("planned", solver), tmp_path, TableForm())
    assert len((tmp_path / "awards.csv").read_text().splitlines()) > 1
    write_folder(source_of("infeasible", solver), tmp_path, TableForm())
    assert len((tmp_path / "awards.csv").read_text().splitlines()) == 1


@pytest.mark.parametrize("form", FORMS, ids=lambda f: f.name)
def test_a_zip_has_the_same_files_as_a_folder_and_the_same_bytes_every_time(form, solver, tmp_path):
    source = source_of("planned", solver)
    write_folder(source, tmp_path, form)
    data = zipped(source, form)
    assert data == zipped(source, form)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == {
            path.name: path.read_bytes() for path in tmp_path.iterdir()
        }


def test_every_csv_file_has_a_byte_order_mark_when_asked_for_and_else_none(solver, tmp_path):
    for bom in (True, False):
        write_folder(source_of("check", solver), tmp_path, TableForm("csv", bom))
        starts = [path.read_bytes().startswith(b"\xef\xbb\xbf") for path in tmp_path.glob("*.csv")]
        assert set(starts) == {bom}
        assert not (tmp_path / "check.json").read_bytes().startswith(b"\xef\xbb\xbf")


def test_an_answer_without_details_is_written_from_itself_alone(solver):
    """What the service keeps of a plan is its answer."""
    source = AnswerSource(source_of("planned", solver).answer)
    with zipfile.ZipFile(io.BytesIO(zipped(source))) as archive:
        exposure = archive.read("exposure.csv").decode()
    assert "firm,1,origin,spend,CN" in exposure
    assert "item=" not in exposure
