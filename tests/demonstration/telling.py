"""The demonstration of a given day, told in a database of the tests' server."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from psycopg.conninfo import conninfo_to_dict

from commonpool.config.env import ROOT, inherited
from commonpool.kernel.clock import LONDON
from launcher.places import PYTHON

DAYS = (datetime(2026, 12, 17, 14, 0, tzinfo=LONDON), datetime(2027, 3, 30, 8, 0, tzinfo=LONDON))
TELL = """
import django
django.setup()
from datetime import datetime
from commonpool.demonstration.load import load
load(at=datetime.fromisoformat("{}"))
"""


def telling(url: str, at: datetime) -> "subprocess.Popen[bytes]":
    """A process that tells the demonstration of this instant in that database."""
    environment = inherited(
        DATABASE_URL=url, DEMONSTRATION="1", DJANGO_SETTINGS_MODULE="commonpool.config.settings"
    )
    return subprocess.Popen([str(PYTHON), "-c", TELL.format(at.isoformat())], cwd=ROOT, env=environment)


@contextmanager
def read_here(url: str) -> Iterator[None]:
    """Inside, this process asks that database and no other; what it writes there is not kept."""
    usual = connection.settings_dict["NAME"]
    _go_to(str(conninfo_to_dict(url)["dbname"]))
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    finally:
        _go_to(usual)


def _go_to(database: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = database
    ContentType.objects.clear_cache()
