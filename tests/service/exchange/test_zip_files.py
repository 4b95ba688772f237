"""Which zips are refused before anything of them is read."""

import io
import zipfile

import pytest

from models.errors import ProfileFormatError
from service.exchange import zip_files
from service.exchange.read_profile import read_zip
from tests.service.exchange.tables import files, zip_of


def refusal(data):
    with pytest.raises(ProfileFormatError) as caught:
        read_zip(data, "case.zip")
    return caught.value.issues[0]


@pytest.mark.parametrize(
    "name",
    ["../items.csv", "a/../../items.csv", "/etc/items.csv", "C:/items.csv", "..\\items.csv", "\\items.csv"],
)
def test_an_entry_that_leads_out_of_the_zip_is_refused(name):
    issue = refusal(zip_of({**files(), name: b"id\n"}))
    assert issue.code == "unreadable"
    assert "leads out" in issue.message


def test_an_encrypted_entry_is_refused():
    data = bytearray(zip_of(files()))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    issue = refusal(bytes(data))
    assert (issue.code, issue.place) == ("unreadable", "case.zip!profile.csv")
    assert "encrypted" in issue.message


def test_too_many_entries_are_refused():
    many = {f"note-{n}.txt": b"" for n in range(zip_files.MOST_ENTRIES)}
    assert "entries" in refusal(zip_of({**files(), **many})).message


def test_a_zip_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(zip_files, "MOST_BYTES", 50)
    assert "at most 50" in refusal(zip_of(files())).message


def test_an_entry_that_stands_twice_is_refused():
    stream = io.BytesIO(zip_of(files()))
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("items.csv", b"id\nwire\n")
    issue = refusal(stream.getvalue())
    assert (issue.code, issue.place) == ("repeated_key", "case.zip!items.csv")


@pytest.mark.parametrize("damage", ["cut", "changed"])
def test_a_damaged_zip_is_refused(damage):
    data = bytearray(zip_of(files()))
    if damage == "cut":
        del data[len(data) // 2 :]
    else:
        data[data.index(b"coil")] ^= 1
    assert "not a sound zip" in refusal(bytes(data)).message
