"""The demonstration as it stands on two days: in the week before Christmas, and across 31 March and Easter."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests.demonstration.telling import DAYS, read_here
from tests.servers import Copies


@pytest.fixture(scope="module", params=DAYS, ids=["before Christmas", "31 March"])
def now(
    request: pytest.FixtureRequest, told: Callable[[datetime], Copies], django_db_blocker: DjangoDbBlocker
) -> Iterator[datetime]:
    """The instant at which the demonstration was told; it is there for the tests of one file."""
    with told(request.param).new() as url, django_db_blocker.unblock(), read_here(url):
        yield request.param
