"""Which zips are refused before anything of them is read."""

import io
import struct
import zipfile
import zlib

import pytest

from models.errors import ProfileFormatError
from service.exchange import zip_files
from service.exchange.read_profile import read_zip
from tests.service.exchange.tables import SMALLEST, files, read, same, zip_of


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


def test_an_entry_that_shrinks_too_well_is_refused():
    """Nine million blanks shrink about a thousandfold; tables of numbers shrink to a tenth."""
    issue = refusal(zip_of({**files(), "notes.txt": b" " * 9_000_000}, zipfile.ZIP_DEFLATED))
    assert (issue.code, issue.place) == ("unreadable", "case.zip!notes.txt")
    assert "250 times" in issue.message


def test_an_entry_that_unpacks_to_more_than_it_states_is_refused():
    """The directory states 7 bytes, and the checksum of the 8 that a reader of 7 would at most look at."""
    items = b"id\ncoil" + b"\n" * 5000
    data = zip_of({**files(), "items.csv": items}, zipfile.ZIP_DEFLATED)
    for true, lie in ((5007, 7), (zlib.crc32(items), zlib.crc32(items[:8]))):
        assert data.count(struct.pack("<L", true)) == 2
        data = data.replace(struct.pack("<L", true), struct.pack("<L", lie))
    issue = refusal(data)
    assert "unpacks to more than it states" in issue.message


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_of_packing_are_refused(method):
    issue = refusal(zip_of(files(), method))
    assert (issue.place, issue.hint) == ("case.zip!profile.csv", "zip it with the method deflate")


def test_a_directory_too_long_to_be_held_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(zip_files, "_DIRECTORY_BYTES", 100)
    assert "directory" in refusal(zip_of(files())).message


def test_the_directory_of_a_zip_in_the_large_form_is_measured_too(monkeypatch):
    """With more than 65,535 entries the sizes stand in a record of 64 bits."""
    monkeypatch.setattr(zip_files, "_DIRECTORY_BYTES", 1_000_000)
    many = {f"n{n}.txt": b"" for n in range(66_000)}
    assert "directory takes" in refusal(zip_of(many)).message


def test_japanese_names_in_the_code_page_of_windows_are_read():
    """Windows writes names in cp932 without saying so; Python's zipfile reads such names as cp437."""
    name = "品目.csv".encode("cp932")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for file, data in files({"items": None}).items():
            archive.writestr(file, data)
        archive.writestr("x" * len(name), SMALLEST["items"])
    data = stream.getvalue().replace(b"x" * len(name), name)
    assert same(read_zip(data, "case.zip"), read())
