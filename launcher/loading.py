"""Fills a migrated database, as the application: reference data, the demonstration; collects style sheets.

A process of its own, so that Django's start is paid once for all of it.
"""

import os

import django
from django.conf import settings
from django.core.management import call_command
from django.db import transaction


def load() -> None:
    """Reference data and, in demonstration mode, the demonstration are there; half of it never is."""
    with transaction.atomic():
        call_command("load_reference", verbosity=0)
    if settings.DEMONSTRATION:
        with transaction.atomic():
            call_command("load_demonstration", verbosity=0)
    settings.STORAGES["staticfiles"] = settings.COLLECTED
    call_command("collectstatic", interactive=False, verbosity=0)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonpool.config.settings")
    django.setup()
    load()
