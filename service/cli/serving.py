"""The command that serves."""

import ipaddress
from dataclasses import replace

import click
import uvicorn

from service.app import create_app
from service.settings import Settings


def run_serve(host: str, port: int, *, no_auth: bool) -> None:
    """Serve until stopped."""
    if not is_loopback(host):
        raise click.UsageError(
            f"{host} is reachable from outside, and there are no keys yet: serve on 127.0.0.1, "
            "behind a proxy that lets in whom you trust"
        )
    if not no_auth:
        click.echo(
            "no keys yet: serving without any, on loopback only (--no-auth says so on purpose)", err=True
        )
    settings = replace(Settings.from_environment(), host=host, port=port)
    uvicorn.run(create_app(settings), host=host, port=port, log_level="info")


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
