"""The commands `tagenka import sap` and `tagenka import odoo`; what they need is imported when they run."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

FILE = click.Path(path_type=Path)
COMMON_IMPORT = (
    click.option("--out", type=FILE, required=True, help="Folder for the profile; without tables so far."),
    click.option("--on", metavar="DATE", help="First day of the plan."),
    click.option("--countries", type=FILE, help="CSV file with vendor,country."),
    click.option("--default-country", metavar="CC", help="Country of every other vendor."),
    click.option("--firm", help="Name of the firm."),
    click.option("--country", metavar="CC", help="Country of the firm."),
    click.option("--currency", metavar="CUR", help="Currency of the profile."),
    click.option("--rates", type=FILE, help="CSV file with currency,rate."),
    click.option("--company", help="Read this company's rows only."),
    click.option(
        "--json", "as_json", is_flag=True, help="One JSON document on standard output, nothing else."
    ),
)


def _importing[F: Callable[..., Any]](command: F) -> F:
    """Add the options that all imports share."""
    for option in reversed(COMMON_IMPORT):
        command = option(command)
    return command


@click.group("import")
def import_() -> None:
    """Read what an ERP exports into a profile."""


@import_.command("sap")
@click.argument("folder", type=FILE)
@_importing
@click.option("--months", type=click.IntRange(1, 120), default=12, show_default=True, help="Of purchases.")
@click.option("--history", type=click.Choice(["orders", "receipts"]), default="orders", show_default=True)
@click.option("--amounts", type=click.Choice(["stored", "shown"]), default="stored", show_default=True)
@click.option("--decimal", type=click.Choice(["point", "comma"]), default="point", show_default=True)
def import_sap(folder: Path, out: Path, as_json: bool, **options: Any) -> None:  # noqa: ANN401
    """Read SAP purchasing tables (EKKO, EKPO and more) in FOLDER."""
    from service.cli.importing import run_sap

    sys.exit(run_sap(folder, out, options, as_json=as_json))


@import_.command("odoo")
@click.argument("file", type=FILE)
@_importing
@click.option("--demand", type=FILE, help="CSV file with item,quantity.")
@click.option("--orders", type=click.IntRange(1), default=1, show_default=True, help="Orders a period.")
def import_odoo(file: Path, out: Path, as_json: bool, **options: Any) -> None:  # noqa: ANN401
    """Read an Odoo vendor price list (product.supplierinfo) from FILE."""
    from service.cli.importing import run_odoo

    sys.exit(run_odoo(file, out, options, as_json=as_json))
