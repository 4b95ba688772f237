"""The command that serves."""

import ipaddress
from dataclasses import replace

import click
import uvicorn

from service.app import create_app
from service.settings import Settings

STOP_S = 5
"""Seconds that open requests get when the server is told to stop."""


def run_serve(host: str | None, port: int | None, *, no_auth: bool) -> None:
    """Serve until stopped; what is not given comes from the environment."""
    settings = Settings.from_environment()
    settings = replace(settings, host=host or settings.host, port=settings.port if port is None else port)
    if not is_loopback(settings.host):
        raise click.UsageError(
            f"{settings.host} is reachable from outside, and there are no keys yet: serve on 127.0.0.1, "
            "behind a proxy that lets in whom you trust"
        )
    if not no_auth:
        click.echo(
            "no keys yet: serving without any, on loopback only (--no-auth says so on purpose)", err=True
        )
    uvicorn.run(
        create_app(settings),
        host=settings.host,
        port=settings.port,
        log_level="info",
        timeout_graceful_shutdown=STOP_S,
    )


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
