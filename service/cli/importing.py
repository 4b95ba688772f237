"""The commands that read what an ERP exports."""

import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click
import orjson
from rich.console import Console

from models.units import COUNTRIES, CURRENCIES, parse_date
from service.cli.planning import console
from service.exchange.import_files import Given, read_countries, read_demand, read_rates
from service.exchange.imported import REJECTS, Imported, holds_tables, write_import
from service.exchange.odoo_supplierinfo import OdooOptions, read_odoo
from service.exchange.sap_purchasing import SapOptions, read_sap
from service.reports.words import MOST_NAMES, plain_table

MOST_REASONS = 12


def run_sap(folder: Path, out: Path, options: Mapping[str, Any], *, as_json: bool) -> int:
    """Read SAP purchasing tables into a profile; returns the exit code."""
    _check_out(out)
    chosen = SapOptions(
        on=_day(options["on"]),
        months=options["months"],
        history=options["history"],
        amounts=options["amounts"],
        decimal=options["decimal"],
        company=options["company"] or "",
    )
    return _finish(read_sap(folder, chosen, _given(options)), out, as_json=as_json)


def run_odoo(file: Path, out: Path, options: Mapping[str, Any], *, as_json: bool) -> int:
    """Read an Odoo vendor price list into a profile; returns the exit code."""
    _check_out(out)
    chosen = OdooOptions(on=_day(options["on"]), orders=options["orders"], company=options["company"] or "")
    return _finish(read_odoo(file, chosen, _given(options)), out, as_json=as_json)


def _check_out(out: Path) -> None:
    """Never mix two profiles: what the user added beside an earlier import must not be lost."""
    there = holds_tables(out)
    if there:
        raise click.UsageError(f"--out {out}: it holds {', '.join(there[:3])} already; name another folder")


def _given(options: Mapping[str, Any]) -> Given:
    country, default = options["country"] or "", options["default_country"] or ""
    for name, code in (("--country", country), ("--default-country", default)):
        if code and code not in COUNTRIES:
            raise click.BadParameter(f'{name} "{code}" is no ISO 3166 alpha-2 country code in capitals')
    currency = options["currency"] or ""
    if currency and currency not in CURRENCIES:
        raise click.BadParameter(f'--currency "{currency}" is no ISO 4217 currency code in capitals')
    demand = options.get("demand")
    return Given(
        countries=read_countries(options["countries"]) if options["countries"] else {},
        default_country=default,
        rates=read_rates(options["rates"]) if options["rates"] else (),
        demand=read_demand(demand) if demand else (),
        firm=options["firm"] or "",
        country=country,
        currency=currency,
    )


def _day(text: str | None) -> date | None:
    day = parse_date(text) if text else None
    if text and day is None:
        raise click.BadParameter(f'--on "{text}": write a date like 2027-04-01')
    return day


def _finish(imported: Imported, out: Path, *, as_json: bool) -> int:
    try:
        manifest = write_import(imported, out)
    except OSError as error:
        raise click.UsageError(f"--out {out}: nothing can be written there ({error.strerror})") from None
    if as_json:
        document = {"faults": [], "out": str(out), **manifest}
        sys.stdout.buffer.write(orjson.dumps(document, option=orjson.OPT_INDENT_2) + b"\n")
    else:
        _print(manifest, out, console())
    return 0


def _print(manifest: Mapping[str, Any], out: Path, shown: Console) -> None:
    table = plain_table("table", "rows >")
    for name, count in manifest["tables"].items():
        table.add_row(name, f"{count:,}")
    read = ", ".join(f"{count:,} from {name}" for name, count in manifest["read"].items())
    shown.print(f"Rows read: {read}")
    shown.print()
    shown.print(table)
    if manifest["rejects"]:
        shown.print(f"\n{manifest['rejects']:,} rows left out, in {out / REJECTS}:")
        reasons = list(manifest["reject_reasons"].items())
        for reason, count in reasons[:MOST_REASONS]:
            shown.print(f"  {count:,}  {reason}")
        if len(reasons) > MOST_REASONS:
            shown.print(f"  and {len(reasons) - MOST_REASONS} more reasons")
    _print_notes("Assumed:", manifest["assumptions"], shown)
    _print_notes("Missing before a plan:", manifest["missing"], shown)
    shown.print(f"\ntagenka check {out}")


def _print_notes(heading: str, notes: list[dict[str, Any]], shown: Console) -> None:
    if notes:
        shown.print(f"\n{heading}", style="bold")
    for note in notes:
        which = f" ({_which(note)})" if note["count"] else ""
        shown.print(f"  {note['message']}{which}")


def _which(note: Mapping[str, Any]) -> str:
    """How many, and the first of them by name: `12: a, b and 10 more`."""
    names = note["applies_to"][:MOST_NAMES]
    more = f" and {note['count'] - len(names):,} more" if note["count"] > len(names) else ""
    return f"{note['count']:,}" + (f": {', '.join(names)}{more}" if names else "")
