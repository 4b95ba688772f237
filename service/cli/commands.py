"""Every command; the libraries each needs are imported when it runs, so that help is instant."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from service.cli.import_commands import import_

if TYPE_CHECKING:
    from collections.abc import Callable

    from service.cli.out import Out
    from solvers.backends.process import SolverProcess

PROFILE = click.argument("profile", type=click.Path(path_type=Path))
REQUEST = click.option(
    "--request", "request_file", type=click.Path(path_type=Path), help="JSON file with the request."
)
CAP = click.option(
    "--cap", "caps", multiple=True, metavar="CN=0.35", help="Firm-wide cap on spend; repeatable."
)
JSON = click.option(
    "--json", "as_json", is_flag=True, help="One JSON document on standard output, nothing else."
)
OUT = click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Where to: a folder or a .zip for tables, or a .xlsx workbook.",
)
FORMAT = click.option(
    "--format", "form", type=click.Choice(["csv", "parquet", "xlsx"]), help="Form of --out."
)
BOM = click.option("--bom", is_flag=True, help="Begin CSV with a byte-order mark, for Excel.")
LANGUAGE = click.option("--language", type=click.Choice(["en", "ja"]), help="Of the workbook's headers.")


def out_options[F: Callable[..., Any]](command: F) -> F:
    """Where the answer goes, and in which form."""
    return OUT(FORMAT(BOM(LANGUAGE(command))))


TIME = click.option("--time-limit", type=float, help="Seconds for the solve.")
GAP = click.option("--gap", type=float, help="Relative gap at which a plan counts as optimal.")
BACKEND = click.option("--backend", help="Solver backend; see `tagenka backends`.")
EXPLAIN = click.option("--explain", type=click.Choice(["none", "quick", "full"]), help="How much to explain.")


@click.command()
@PROFILE
@CAP
@REQUEST
@out_options
@JSON
@TIME
@GAP
@BACKEND
@EXPLAIN
def plan(profile: Path, caps: tuple[str, ...], request_file: Path | None, **options: Any) -> None:  # noqa: ANN401
    """Plan a reallocation of PROFILE: a workbook, a JSON file, a folder or a zip of CSV or Parquet files."""
    out = _out(options)
    process = _started()
    from service.cli.planning import run_plan

    document = _request_document(request_file, caps, options)
    sys.exit(run_plan(profile, document, out, process, as_json=options["as_json"]))


@click.command()
@PROFILE
@CAP
@REQUEST
@out_options
@JSON
def check(profile: Path, caps: tuple[str, ...], request_file: Path | None, **options: Any) -> None:  # noqa: ANN401
    """Check PROFILE and show where the firm stands today; no solver is used."""
    out = _out(options)
    from service.cli.standing import run_check

    document = _request_document(request_file, caps, {})
    sys.exit(run_check(profile, document, out, as_json=options["as_json"]))


@click.command()
@out_options
@JSON
@TIME
@GAP
@BACKEND
@EXPLAIN
def demo(**options: Any) -> None:  # noqa: ANN401
    """Plan the built-in example: a Japanese motor maker that buys 73 % from China."""
    out = _out(options)
    process = _started()
    from service.cli.planning import demo_folder, run_plan

    folder = demo_folder()
    document = _request_document(folder / "request.json", (), options)
    sys.exit(run_plan(folder, document, out, process, as_json=options["as_json"]))


@click.command()
@JSON
def backends(as_json: bool) -> None:
    """List the solver backends, and why those that cannot run here cannot."""
    from service.cli.listing import run_backends

    run_backends(as_json=as_json)


@click.command()
@click.option("--items", type=click.IntRange(1), default=50, show_default=True)
@click.option("--quotes-per-item", type=click.IntRange(2), default=8, show_default=True)
@click.option("--suppliers", type=click.IntRange(2), help="Default: a number that suits the items.")
@click.option("--categories", type=click.IntRange(1), default=20, show_default=True)
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True)
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder for the CSV files.")
def generate(out: Path, **sizes: Any) -> None:  # noqa: ANN401
    """Write a made-up profile of any size, the same for the same seed."""
    from service.cli.listing import run_generate

    run_generate(out, sizes)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The tariffs.csv to write.")
@click.option(
    "--hs", "prefixes", multiple=True, metavar="85", help="Codes to keep, by first digits; repeatable."
)
@click.option(
    "--unit",
    type=click.Choice(["kg", "l", "m2", "pair", "each"]),
    help="Unit of the items: duties in money for it are written too.",
)
@JSON
def tariffs(file: Path, out: Path, prefixes: tuple[str, ...], unit: str | None, as_json: bool) -> None:
    """Turn FILE, Japan's customs schedule as CSV, into the table `tariffs`."""
    from service.cli.tariffs import run_tariffs

    run_tariffs(file, out, prefixes, unit, as_json=as_json)


@click.command()
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, help="FILE.xlsx, or a folder for CSV files."
)
@click.option("--language", type=click.Choice(["en", "ja"]), default="en", show_default=True)
def template(out: Path, language: Literal["en", "ja"]) -> None:
    """Write every table with its columns explained, to be filled in: a workbook, or CSV files."""
    from service.cli.template import run_template

    run_template(out, language)


@click.command()
@click.option(
    "--host", help="Loopback addresses only, until there are keys. Default 127.0.0.1 or TAGENKA_HOST."
)
@click.option("--port", type=click.IntRange(0, 65535), help="Default 8000 or TAGENKA_PORT.")
@click.option("--no-auth", is_flag=True, help="Serve without keys; so far there are none, on loopback only.")
def serve(host: str | None, port: int | None, no_auth: bool) -> None:
    """Serve the REST interface."""
    from service.cli.serving import run_serve

    run_serve(host, port, no_auth=no_auth)


@click.command()
def openapi() -> None:
    """Print the OpenAPI document of the service."""
    from service.api.openapi import openapi_text

    sys.stdout.write(openapi_text())


def _out(options: dict[str, Any]) -> Out | None:
    """What the options say about files, checked before anything else begins."""
    from service.cli.out import out_of

    return out_of(options["out"], options["form"], options["language"], bom=options["bom"])


def _started() -> SolverProcess:
    """A solver process, started first: it loads its libraries while this one loads its own."""
    from solvers.backends.process import SolverProcess

    return SolverProcess()


def _request_document(file: Path | None, caps: tuple[str, ...], options: dict[str, Any]) -> dict[str, Any]:
    """The request of a file with what the options add to it."""
    document: dict[str, Any] = {}
    if file is not None:
        from service.exchange.read_profile import read_json_file

        found = read_json_file(file, "request")
        if not isinstance(found, dict):
            raise click.UsageError(f"{file}: a request is a JSON object")
        document = found
    for text in caps:
        cap, given = _cap(text), document.get("caps", [])
        if isinstance(given, list):  # anything else is a fault that reading the request names
            kept = [c for c in given if not (isinstance(c, dict) and c.get("id") == cap["id"])]
            document["caps"] = [*kept, cap]
    effort = {
        "time_limit_s": options.get("time_limit"),
        "gap": options.get("gap"),
        "backend": options.get("backend"),
        "explain": options.get("explain"),
    }
    given = {key: value for key, value in effort.items() if value is not None}
    if given:
        effort_of_file = document.get("effort", {})
        if isinstance(effort_of_file, dict):
            document["effort"] = {**effort_of_file, **given}
    return document


def _cap(text: str) -> dict[str, Any]:
    name, _, share = text.partition("=")
    try:
        return {"id": name, "countries": name.split("+"), "max_share": float(share)}
    except ValueError:
        raise click.BadParameter(
            f'"{text}": write a country or group and a share of 0..1, like CN=0.35'
        ) from None


COMMANDS: tuple[click.Command, ...] = (
    plan,
    check,
    demo,
    backends,
    generate,
    template,
    import_,
    tariffs,
    serve,
    openapi,
)
