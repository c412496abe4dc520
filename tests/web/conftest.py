"""Pages at the instant at which the tests' councils and officers were made."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.factories.people import NOW


@pytest.fixture
def at_now() -> Iterator[None]:
    """The clock stands at NOW."""
    with time_machine.travel(NOW, tick=False):
        yield
