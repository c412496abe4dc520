"""The demonstration as it stands on two days: in the week before Christmas, and across 31 March and Easter."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from commonpool.demonstration.load import load
from commonpool.kernel.clock import LONDON

DAYS = (datetime(2026, 12, 17, 14, 0, tzinfo=LONDON), datetime(2027, 3, 30, 8, 0, tzinfo=LONDON))


@pytest.fixture(scope="module", params=DAYS, ids=["before Christmas", "31 March"])
def now(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[datetime]:
    """The instant at which the demonstration was told; it is there for the tests of one file."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(at=request.param)
        yield request.param
        transaction.set_rollback(True)
