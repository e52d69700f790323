"""The worker: runs jobs from the database's queue and the nightly ones, until SIGTERM."""

from __future__ import annotations

import asyncio
import logging
import os
from contextlib import nullcontext
from typing import Any, cast

import click
from django.utils.translation import gettext_lazy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from luzhi.cli.preparing import site
from luzhi.site.tree import MARK

HELP: Any = gettext_lazy("Run jobs (part of `luzhi serve`).")
FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"
STOP_SECONDS = 8.0  # what is cut off then is stalled, and taken up again
CONCURRENCY = 2


@click.command("worker", help=HELP)
def command() -> None:
    # Within the tree the tree holds the database: a worker left by a killed tree must not stop it under the next one.
    with nullcontext() if os.environ.get(MARK) else site():
        asyncio.run(work())


async def work(*, wait: bool = True) -> None:
    """Take jobs until told to stop (`wait=False`: until none is left). Each room's `tasks.py` declares its own."""
    logging.basicConfig(level=logging.WARNING, format=FORMAT, force=True)
    logging.getLogger("luzhi").setLevel(logging.INFO)
    connector = cast(DjangoConnector, app.connector).get_worker_connector()
    with app.replace_connector(connector) as working:
        async with working.open_async():
            await working.run_worker_async(
                wait=wait,
                concurrency=CONCURRENCY,
                shutdown_graceful_timeout=STOP_SECONDS,
                delete_jobs="successful",
                install_signal_handlers=wait,
            )
