"""Workers that begin in a moment: forked from a process in which all that `manage.py work` needs is imported."""

import multiprocessing
import os
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection

if not apps.ready:  # in the process they are forked from
    django.setup()

from commonpool.jobs.clockwork import DAILY
from commonpool.jobs.management.commands import work
from commonpool.jobs.tasks import app

FORKED = multiprocessing.get_context("forkserver")
FORKED.set_forkserver_preload([__name__, settings.ROOT_URLCONF, "django.core.mail.backends.smtp"])


class Worker:
    """`manage.py work` on a database, handing letters to the mail server of a port of this machine."""

    def __init__(self, *options: str, database: str, mail: int, state: Path) -> None:
        self.process = FORKED.Process(target=_work, args=(options, database, mail, state))
        self.process.start()

    def send_signal(self, number: int) -> None:
        assert self.process.pid
        os.kill(self.process.pid, number)

    def wait(self, seconds: float) -> int:
        """How it ended; refuses to wait any longer."""
        self.process.join(seconds)
        assert self.process.exitcode is not None, "the worker does not end"
        return self.process.exitcode

    def end(self) -> None:
        self.process.kill()
        self.process.join()


def _work(options: tuple[str, ...], database: str, mail: int, state: Path) -> None:
    with (state / "worker.log").open("ab") as log:
        os.dup2(log.fileno(), 1)
        os.dup2(log.fileno(), 2)
    connection.settings_dict["NAME"] = database
    settings.STATE = state
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", mail
    # Half past five never strikes: the heads of the log are a letter more, in the ten minutes in which they are due.
    ticks = app.periodic_registry.periodic_tasks
    app.periodic_registry.periodic_tasks = {key: tick for key, tick in ticks.items() if tick.cron != DAILY}
    call_command(work.Command(), *options)
