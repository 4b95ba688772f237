"""The command that writes a template."""

import sys
from pathlib import Path

import click

from models.profile.schema import TABLES
from service.exchange.template_csv import write_template_folder
from service.exchange.template_words import Language
from service.exchange.template_workbook import write_template_workbook


def run_template(out: Path, language: Language) -> None:
    """Write a workbook where `out` ends in .xlsx, else a folder of CSV files; nothing is written over."""
    try:
        if out.suffix.lower() == ".xlsx":
            if out.exists():
                raise click.UsageError(f"--out {out}: it exists, and may be filled in; take another name")
            out.parent.mkdir(parents=True, exist_ok=True)
            write_template_workbook(out, language)
        else:
            _check_folder(out)
            write_template_folder(out, language)
    except OSError as error:
        raise click.UsageError(f"--out {out}: nothing can be written there ({error.strerror})") from None
    sys.stdout.write(f"{out}\nfill it in, then: tagenka check {out}\n")


def _check_folder(out: Path) -> None:
    if out.suffix and not out.is_dir():
        raise click.UsageError(f"--out {out}: name a file that ends in .xlsx, or a folder for CSV files")
    there = sorted(name for name in TABLES if (out / f"{name}.csv").exists())
    if there:
        raise click.UsageError(
            f"--out {out}: {there[0]}.csv is there, and may be filled in; take another folder"
        )
