"""What a file is, whatever it is called."""

import json

import pytest

from models.errors import ProfileFormatError
from models.profile.document import document_of
from service.exchange.read_profile import profile_from_bytes, read_profile
from tests.service.exchange.tables import files, parquet_of, read, same, workbook_of, zip_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500


def refusal(data, name="case.xlsx"):
    with pytest.raises(ProfileFormatError) as caught:
        profile_from_bytes(data, name)
    (issue,) = caught.value.issues
    assert (issue.code, issue.place) == ("unreadable", name)
    return issue


@pytest.mark.parametrize("name", ["case.xlsx", "case.zip", "case.dat", "case", "case.json"])
def test_a_file_is_read_as_what_is_in_it_whatever_it_is_called(name):
    assert same(profile_from_bytes(workbook_of(), name), read())
    assert same(profile_from_bytes(zip_of(files()), name), read())


@pytest.mark.parametrize("name", ["case.json", "case.txt", "case"])
def test_json_is_known_by_its_first_sign(name):
    document = json.dumps(document_of(read())).encode()
    for text in (document, b"\xef\xbb\xbf" + document, b"\r\n\t " + document):
        assert same(profile_from_bytes(text, name), read())


def test_old_and_encrypted_workbooks_are_told_apart():
    assert "old form" in refusal(OLE).message
    encrypted = refusal(OLE + "EncryptedPackage".encode("utf-16-le"))
    assert ("encrypted" in encrypted.message, encrypted.hint) == (True, "save it without a password")


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b"\x1f\x8b\x08\0", "gzip"),
        (b"7z\xbc\xaf\x27\x1c", "7z"),
        (b"Rar!\x1a\x07", "RAR"),
        (b"%PDF-1.7", "PDF"),
        (b"item,supplier\n", "not what its name says"),
        (b'{"schema_version": "1"}', "not what its name says"),
    ],
)
def test_what_is_no_workbook_in_spite_of_its_name_is_told(data, word):
    assert word in refusal(data).message


def test_a_single_parquet_table_is_refused_with_a_hint_at_its_folder():
    assert "folder" in refusal(parquet_of({"id": ["coil"]}), "items.parquet").hint


def test_a_workbook_in_a_file_of_any_name_is_read_from_disk(tmp_path):
    path = tmp_path / "orders 2027"
    path.write_bytes(workbook_of())
    assert same(read_profile(path), read())
