"""What reading an ERP's export comes to, and how it is written: a profile's tables, rejects, a manifest."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

import orjson

from models.errors import TagenkaError
from models.profile.document import profile_from_document
from models.profile.schema import TABLES
from service.exchange.erp_table import Reject
from service.exchange.plan_tables import AnswerColumn, AnswerTable
from service.exchange.read_profile import NO_TABLES
from service.exchange.table_csv import write_csv_table
from service.exchange.table_files import READERS
from service.exchange.whole_file import replacing
from service.exchange.write_csv import write_profile

REJECTS = "rejects.csv"
MANIFEST = "manifest.json"
assert REJECTS in NO_TABLES

REJECTS_TABLE = AnswerTable(
    "rejects",
    "A row of the export that is not used.",
    lambda _answer: (),
    (
        AnswerColumn("file", "text", "The file it stands in."),
        AnswerColumn("line", "whole", "Its line there, the header being 1."),
        AnswerColumn("key", "text", "What names it."),
        AnswerColumn("reason", "sentence", "Why it is not used."),
    ),
)


@dataclass(frozen=True, slots=True)
class Note:
    """Something a person should know of an import.

    Attributes:
        code: short and stable.
        message: one sentence.
        count: rows, vendors or whatever the sentence counts.
        names: which; at most those that are worth naming.
    """

    code: str
    message: str
    count: int = 0
    names: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The wire form, that of an assumption in an answer."""
        return {"code": self.code, "message": self.message, "count": self.count, "applies_to": self.names}


@dataclass(frozen=True, slots=True)
class Imported:
    """A profile read from an ERP's export, complete or not.

    Attributes:
        source: `sap` or `odoo`.
        document: the profile's document; what the export does not say is not in it.
        rejects: rows that are not used, each with its reason.
        assumptions: what was taken for granted.
        missing: what must be added before a plan.
        read: rows read, by file.
        settings: what the reading was asked for or settled on, for the manifest.
    """

    source: str
    document: Mapping[str, Any]
    rejects: tuple[Reject, ...] = ()
    assumptions: tuple[Note, ...] = ()
    missing: tuple[Note, ...] = ()
    read: Mapping[str, int] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def tables(self) -> dict[str, int]:
        """Rows written, by table."""
        lists = {name: rows for name, rows in self.document.items() if isinstance(rows, list)}
        return {name: len(lists[name]) for name in TABLES if lists.get(name)}

    def manifest(self) -> dict[str, Any]:
        """What the import did, as JSON."""
        reasons = Counter(f"{one.file}: {one.reason.split(':')[0]}" for one in self.rejects)
        return {
            "source": self.source,
            "version": version("tagenka"),
            "settings": dict(self.settings),
            "read": dict(self.read),
            "tables": self.tables,
            "rejects": len(self.rejects),
            "reject_reasons": dict(reasons.most_common()),
            "assumptions": [note.as_dict() for note in self.assumptions],
            "missing": [note.as_dict() for note in self.missing],
        }


def holds_tables(folder: Path) -> list[str]:
    """The names of a profile's tables that a folder already has."""
    if not folder.is_dir():
        return []
    return sorted(p.name for p in folder.iterdir() if p.stem in TABLES and p.suffix.lower() in READERS)


def write_import(imported: Imported, out: Path) -> dict[str, Any]:
    """Write the tables, the rejects and the manifest; returns the manifest.

    Raises:
        ProfileFormatError: a text that no cell can hold.
        TagenkaError: the reading made a table the contract does not know.
    """
    profile = profile_from_document(imported.document)
    unknown = [i for i in profile.issues if i.code in ("unknown_table", "unknown_column", "wrong_type")]
    if unknown:
        raise TagenkaError(f"the import made what no profile holds: {unknown[0]}")
    write_profile(profile, out)
    with replacing(out / REJECTS) as file:
        rows = ((r.file, r.line, r.key, r.reason) for r in imported.rejects)
        write_csv_table(file, REJECTS_TABLE, rows)
    manifest = imported.manifest()
    with replacing(out / MANIFEST) as file:
        file.write(orjson.dumps(manifest, option=orjson.OPT_INDENT_2) + b"\n")
    return manifest
