"""What a page may cost on demonstration data: at most 20 SQL queries and 100 kB compressed."""

import gzip
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from bench.accounts import everybody
from bench.crawl import Cost, walk

pytestmark = pytest.mark.django_db  # which also makes the tests' database
MOST_QUERIES = 20
MOST_BYTES = 100_000


@pytest.fixture(scope="module")
def costs(django_db_setup, django_db_blocker):
    """Every page within reach of one person of each role, and of nobody, on the demonstration."""
    found: list[Cost] = []
    with django_db_blocker.unblock(), override_settings(DEMONSTRATION=True), transaction.atomic():
        call_command("load_demonstration", verbosity=0)
        for client, start in everybody():
            found += walk(client, start, warm=False)
        transaction.set_rollback(True)
    return found


def test_every_page_within_reach_answers(costs):
    assert len({cost.pattern for cost in costs}) >= 40
    assert [(cost.path, cost.status) for cost in costs if cost.status >= 400] == []


def test_no_page_asks_the_database_more_than_twenty_times(costs):
    over = {cost.path: cost.queries for cost in costs if cost.queries > MOST_QUERIES}
    assert over == {}


def test_no_page_weighs_more_than_a_hundred_kilobytes(costs):
    shared = sum(
        len(gzip.compress(Path(finders.find(f"commonpool/{name}")).read_bytes()))
        for name in ("commonpool.css", "commonpool.js", "icon.svg")
    )
    over = {cost.path: cost.compressed + shared for cost in costs if cost.compressed + shared > MOST_BYTES}
    assert over == {}
