"""What is not there is named alike by every import."""

import gzip

import pytest

from models.errors import ProfileFormatError
from service.exchange.customs_file import read_schedule
from service.exchange.erp_table import read_table
from service.exchange.import_files import Given
from service.exchange.sap_purchasing import SapOptions, read_sap

READERS = {
    "an ERP's table": lambda path: read_table(path, ("vendor",)),
    "a customs schedule": lambda path: read_schedule(path, ()),
}


def fault(read, path):
    with pytest.raises(ProfileFormatError) as caught:
        read(path)
    (issue,) = caught.value.issues
    return issue.place, issue.message


@pytest.mark.parametrize("reader", READERS)
def test_a_file_that_is_not_there_is_named_by_the_path_as_given(tmp_path, reader):
    path = tmp_path / "nonexist.csv"
    assert fault(READERS[reader], path) == (str(path), "there is no such file")


@pytest.mark.parametrize("reader", READERS)
def test_a_folder_is_no_file(tmp_path, reader):
    assert fault(READERS[reader], tmp_path) == (str(tmp_path), "this is a folder, not a file")


@pytest.mark.parametrize("reader", READERS)
def test_a_packed_file_that_is_cut_off_has_words_of_its_own(tmp_path, reader):
    path = tmp_path / "cut.csv.gz"
    path.write_bytes(gzip.compress(b"vendor\n" * 100)[:-12])
    place, message = fault(READERS[reader], path)
    assert place == str(path)
    assert message.startswith("the file cannot be read: ")
    assert "Errno" not in message


def test_each_missing_table_of_sap_is_to_be_exported_under_its_own_name(tmp_path):
    with pytest.raises(ProfileFormatError) as caught:
        read_sap(tmp_path, SapOptions(history="receipts"), Given())
    assert [(issue.found, issue.hint) for issue in caught.value.issues] == [
        (name, f"export it as {name}.csv, with a header of field names") for name in ("EKKO", "EKPO", "MSEG")
    ]


def test_a_folder_of_sap_that_is_a_file_or_nothing_is_told_so(tmp_path):
    file = tmp_path / "EKKO.csv"
    file.write_text("EBELN\n")
    for path, message in (
        (file, "this is a file, not a folder"),
        (tmp_path / "no", "there is no such folder"),
    ):
        assert fault(lambda folder: read_sap(folder, SapOptions(), Given()), path) == (str(path), message)
