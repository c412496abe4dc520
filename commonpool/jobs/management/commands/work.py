"""`manage.py work`: the worker runs until it is asked to end (SIGTERM or Ctrl-C), and then finishes what it does."""

import asyncio
import logging
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from procrastinate import PsycopgConnector
from procrastinate.contrib.django import DjangoApp, app, connector_params

from commonpool.jobs.tasks import STALLED_AFTER, catch_up

GRACE = 20.0  # seconds to finish what is being done


class Command(BaseCommand):
    """Does the jobs: reactions, letters and what the clock calls."""

    help = "Does what follows events, sends letters, and does what the clock calls."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--concurrency", type=int, default=4, help="how many jobs at once (default: 4)")
        parser.add_argument("--once", action="store_true", help="do what waits, then end")

    def handle(self, *args: Any, **options: Any) -> None:
        logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
        if not options["once"]:
            catch_up()
        asyncio.run(self._work(options["concurrency"], wait=not options["once"]))

    async def _work(self, concurrency: int, *, wait: bool) -> None:
        async with worker_app().open_async() as working:
            await working.run_worker_async(
                concurrency=concurrency,
                wait=wait,
                delete_jobs="successful",
                shutdown_graceful_timeout=GRACE,
                stalled_worker_timeout=STALLED_AFTER,
            )


def worker_app() -> DjangoApp:
    """The same tasks on connections of the worker's own.

    Django's app keeps Django's connection, so that what a job defers is deferred in the job's own transaction:
    procrastinate's command replaces that connection, and a reaction could then run before its event is committed.
    """
    working = DjangoApp(
        connector=PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=4),
        periodic_defaults=app.periodic_defaults,
    )
    working.tasks = app.tasks
    working.periodic_registry = app.periodic_registry
    return working
