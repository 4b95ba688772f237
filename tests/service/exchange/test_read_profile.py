"""Which paths are read as a profile, and as what."""

import json
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from models.errors import ProfileFormatError
from models.profile.document import document_of, plain_value
from models.profile.schema import TABLES
from service.exchange import read_json_file, read_profile
from service.exchange.read_profile import profile_from_bytes, read_zip
from tests.service.exchange.tables import (
    SMALLEST,
    files,
    folder_of,
    parquet_of,
    read,
    same,
    saved,
    workbook_of,
    zip_of,
)

EXAMPLES = Path(__file__).parents[3] / "examples"


def refusal(path: Path):
    with pytest.raises(ProfileFormatError) as caught:
        read_profile(path)
    return caught.value.issues


def document() -> bytes:
    return json.dumps(document_of(read())).encode()


def test_a_folder_a_zip_and_a_json_file_give_the_same_profile(tmp_path):
    folder = folder_of(tmp_path / "case", files())
    (tmp_path / "case.zip").write_bytes(zip_of(files()))
    (tmp_path / "case.JSON").write_bytes(document())
    for path in (folder, tmp_path / "case.zip", tmp_path / "case.JSON"):
        profile = read_profile(path)
        assert profile.issues == ()
        assert same(profile, read())


def test_a_zip_may_hold_one_folder_or_one_document():
    inside = {f"case/{name}": data for name, data in files().items()}
    assert same(read_zip(zip_of(inside), "z"), read())
    assert same(read_zip(zip_of({"profile.json": document()}), "z"), read())
    assert same(read_zip(zip_of({"case/profile.json": document()}), "z"), read())


def test_a_folder_with_only_a_document_is_read(tmp_path):
    assert same(read_profile(folder_of(tmp_path, {"profile.json": document()})), read())


def test_what_is_no_table_is_left_alone(tmp_path):
    others = {"README.md": b"#", "request.json": b"{", ".DS_Store": b"\0", ".~items.csv": b"\0", "a.txt": b""}
    assert same(read_profile(folder_of(tmp_path, {**files(), **others})), read())
    mac = {"__MACOSX/._items.csv": b"\0", "case/._items.csv": b"\0"}
    inside = {f"case/{name}": data for name, data in {**files(), "README.md": b"#"}.items()}
    assert same(read_zip(zip_of({**inside, **mac}), "z"), read())


def test_tables_in_several_folders_of_a_zip_are_refused():
    with pytest.raises(ProfileFormatError, match="several folders"):
        read_zip(zip_of({**files(), "old/items.csv": b"id\n"}), "case.zip")


def test_two_files_of_one_table_are_refused(tmp_path):
    (issue, *_) = refusal(folder_of(tmp_path, {**files(), "items.CSV": b"id\n"}))
    assert (issue.code, issue.place) == ("repeated_key", "items.csv")


def test_any_other_file_is_refused_with_what_is_accepted(tmp_path):
    (tmp_path / "case.txt").write_text("x")
    (issue,) = refusal(tmp_path / "case.txt")
    assert issue.code == "unreadable"
    assert all(word in issue.message for word in (".json", ".csv", ".zip"))


def test_a_single_table_is_refused_with_a_hint_at_its_folder(tmp_path):
    (tmp_path / "items.csv").write_text(SMALLEST["items"])
    (issue,) = refusal(tmp_path / "items.csv")
    assert "folder" in issue.hint


def test_a_path_that_does_not_exist_is_unreadable(tmp_path):
    (issue,) = refusal(tmp_path / "nowhere")
    assert (issue.code, issue.place) == ("unreadable", str(tmp_path / "nowhere"))


def test_a_folder_without_tables_is_unreadable(tmp_path):
    (issue,) = refusal(tmp_path)
    assert issue.code == "unreadable"


def test_a_json_file_that_is_missing_or_no_json_is_named(tmp_path):
    with pytest.raises(ProfileFormatError, match="there is no file"):
        read_json_file(tmp_path / "request.json", "request.json")
    (tmp_path / "request.json").write_text('{"caps": [}')
    with pytest.raises(ProfileFormatError, match=r"request\.json: this is not JSON"):
        read_json_file(tmp_path / "request.json", "request.json")


@pytest.mark.parametrize("name", ["minimal", "motor-maker", "infeasible"])
def test_the_examples_are_read_without_issues(name):
    assert read_profile(EXAMPLES / name).issues == ()


@pytest.mark.parametrize("name", ["locks.csv.gz", "locks.xlsx", "固定配分.xlsx", "locks.tsv"])
def test_a_table_in_a_form_that_is_not_read_is_not_passed_over(tmp_path, name):
    (issue,) = refusal(folder_of(tmp_path, {**files(), name: b"PK"}))
    assert (issue.code, issue.place) == ("unreadable", name)


def test_a_workbook_that_is_no_table_may_lie_beside_tables(tmp_path):
    assert same(read_profile(folder_of(tmp_path, {**files(), "plan.xlsx": b"PK"})), read())


def test_a_table_that_is_a_folder_of_parts_is_not_passed_over(tmp_path):
    (folder_of(tmp_path, files()) / "locks.parquet").mkdir()
    (issue,) = refusal(tmp_path)
    assert (issue.code, issue.place) == ("unreadable", "locks.parquet")


def test_a_workbook_inside_a_folder_or_zip_is_to_be_taken_out(tmp_path):
    (issue,) = refusal(folder_of(tmp_path, {"case.xlsx": workbook_of()}))
    assert "case.xlsx" in issue.hint
    with pytest.raises(ProfileFormatError) as caught:
        read_zip(zip_of({"inner.zip": zip_of(files())}), "case.zip")
    assert "inner.zip" in caught.value.issues[0].hint


def test_a_zip_may_hold_parquet_files():
    inside = files({"items": None}) | {"items.parquet": parquet_of({"id": ["coil"]})}
    assert same(read_zip(zip_of(inside), "z"), read())


def test_a_file_larger_than_is_read_is_refused(tmp_path, monkeypatch):
    monkeypatch.setitem(read_profile.__globals__, "MOST_BYTES", 10)
    (tmp_path / "case.json").write_bytes(document())
    (issue,) = refusal(tmp_path / "case.json")
    assert "larger than 10 bytes" in issue.message
    (issue, *_) = refusal(folder_of(tmp_path / "folder", files()))
    assert "larger than 10 bytes" in issue.message


def cells_of(profile, table, column):
    """A typed column as plain values, as a workbook or Parquet file holds them."""
    plain = [plain_value(value, column.kind) for value in profile[table.name][column.name]]
    if column.kind == "date":
        return [value and date.fromisoformat(value) for value in plain]
    return [";".join(value) if isinstance(value, list) else value for value in plain]


@pytest.mark.parametrize("name", ["minimal", "motor-maker"])
def test_an_example_is_the_same_profile_in_every_form(tmp_path, name):
    profile = read_profile(EXAMPLES / name)
    book = Workbook()
    book.remove(book.active)
    for table in TABLES.values():
        rows = profile[table.name]
        given = {c.name: cells_of(profile, table, c) for c in table.columns if rows.given(c.name).any()}
        if not given:
            continue
        if table.single:
            given = {"key": list(given), "value": [values[0] for values in given.values()]}
        sheet = book.create_sheet(table.name)
        sheet.append(list(given))
        for row in zip(*given.values(), strict=True):
            sheet.append(row)
        if table.single:
            given["value"] = [
                f"{value:g}" if isinstance(value, float) else str(value) for value in given["value"]
            ]
        (tmp_path / f"{table.name}.parquet").write_bytes(parquet_of(given))
    for other in (read_profile(tmp_path), profile_from_bytes(saved(book), "case.xlsx")):
        assert other.issues == ()
        assert same(other, profile)
