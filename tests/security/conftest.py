"""The world of these tests, and a browser for everybody in it."""

import logging
from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests.security import world as worlds
from tests.security.shares import Share
from tests.security.visitors import Visitors


@pytest.fixture(autouse=True)
def _without_a_line_for_each_refusal() -> Iterator[None]:
    """Thousands of refusals are what these tests are for; their log lines would hide the one that matters."""
    logger = logging.getLogger("django.request")
    logger.disabled = True
    yield
    logger.disabled = False


@pytest.fixture(autouse=True)
def _papers_as_their_html(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a PDF says can be searched; how it is laid out is for `tests/web/papers`, and takes its time."""
    monkeypatch.setattr("commonpool.web.papers.pango.is_here", lambda: True)
    monkeypatch.setattr("commonpool.web.papers.pdf.made_of", lambda html, _address: html.encode())


@pytest.fixture(scope="package")
def built_world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[worlds.World]:
    """Built once for all of them, which one process runs; nothing is left of it after them."""
    with django_db_blocker.unblock(), worlds.undone(), worlds.built() as made:
        yield made


@pytest.fixture
def world(built_world: worlds.World, db: None) -> worlds.World:
    """As it was built: what another test did to it has not happened."""
    return built_world


@pytest.fixture
def share(request: pytest.FixtureRequest) -> Share:
    """All of what is tried with `--prove`, else a sixth at each place."""
    return Share(1 if request.config.getoption("prove") else 6)


@pytest.fixture
def visitors(world: worlds.World) -> Visitors:
    return Visitors()
