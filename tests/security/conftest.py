"""The world of these tests, and a browser for everybody in it."""

import logging
from collections.abc import Iterator

import pytest

from tests.security import world as worlds


@pytest.fixture(autouse=True)
def _without_a_line_for_each_refusal() -> Iterator[None]:
    """Thousands of refusals are what these tests are for; their log lines would hide the one that matters."""
    logger = logging.getLogger("django.request")
    logger.disabled = True
    yield
    logger.disabled = False


@pytest.fixture
def world(db: None) -> Iterator[worlds.World]:
    with worlds.built() as made:
        yield made


@pytest.fixture
def visitors(world: worlds.World) -> worlds.Visitors:
    return worlds.Visitors()
