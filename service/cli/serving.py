"""The command that serves."""

import ipaddress
import threading
from dataclasses import replace
from types import FrameType

import click
import uvicorn
from fastapi import FastAPI

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
    app = create_app(settings)
    config = uvicorn.Config(
        app, host=settings.host, port=settings.port, log_level="info", timeout_graceful_shutdown=STOP_S
    )
    _Server(config, app).run()


class _Server(uvicorn.Server):
    """A server that ends its jobs when it is told to stop, so that clients who wait get their answer."""

    def __init__(self, config: uvicorn.Config, app: FastAPI) -> None:
        super().__init__(config)
        self._app = app

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Cancel the jobs in a thread: the signal may have come while their lock is held."""
        services = getattr(self._app.state, "services", None)
        if services is not None:
            threading.Thread(target=services.runner.stop, daemon=True).start()
        super().handle_exit(sig, frame)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
