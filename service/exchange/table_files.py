"""A profile from files that lie side by side, one a table: CSV, Parquet, or some of each."""

from collections.abc import Callable, Mapping
from pathlib import PurePath

from models.places import FilePlace
from models.profile.aliases import table_named
from models.profile.read import SourcingProfile
from models.profile.schema import TABLES
from service.exchange.csv_tables import read_csv
from service.exchange.parquet_tables import read_parquet
from service.exchange.table_read import TableRead, given_twice, profile_of

READERS = {".csv": read_csv, ".parquet": read_parquet}
"""What reads a file, by its ending."""


def profile_from_files(files: Mapping[str, Callable[[], bytes]]) -> SourcingProfile:
    """Read a profile from the files of its tables.

    Args:
        files: by file name what reads its bytes; a name is a table's, in English or Japanese, and ends as
            one of `READERS`.

    Raises:
        ProfileFormatError: a file cannot be read as a table; carries what was found in the others, too.
    """
    found: dict[str, TableRead] = {}
    first: dict[str, str] = {}
    for file in sorted(files):
        table = table_named(PurePath(file).stem)
        if table in found:
            found[table] = given_twice(file, first[table], "file")
        elif table in TABLES:
            read = READERS[PurePath(file).suffix.lower()]
            found[table] = read(file, TABLES[table], files[file])
        else:
            found[table] = TableRead(place=FilePlace(file))  # what is in it does not matter
        first.setdefault(table, file)
    return profile_of(found)
