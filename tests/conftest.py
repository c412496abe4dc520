"""The tests' database, copies of it, real servers on it, and no network."""

import gc
import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import pytest_socket
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation
from hypothesis import configuration
from hypothesis import settings as examples
from psycopg.conninfo import conninfo_to_dict
from pytest_django.plugin import DjangoDbBlocker

from commonpool.config.env import ENV
from commonpool.web.papers import pango
from launcher import machine
from tests.demonstration.telling import telling
from tests.factories import recorded
from tests.made import MADE, have_as_made
from tests.order import FilesAndFolders, longest_first
from tests.servers import Copies, LiveServer, live_server_on
from tests.snapshot import Snapshot

LOOPBACK = ["127.0.0.1", "localhost", "::1"]
NOT_RUN = "NOT RUN: "
NO_BROWSER = f"{NOT_RUN}there is no chromium on this machine"
NO_PANGO = f"{NOT_RUN}there is no pango on this machine"

configuration.set_hypothesis_home_dir(ENV.state / "cache" / "hypothesis")
examples.register_profile("untimed", deadline=None)
examples.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--pictures", action="store_true", help="keep a picture of each page of the journeys")
    parser.addoption(
        "--prove",
        action="store_true",
        help="proofs at full size: money in 200 runs of 50 steps, all hostile input at all places",
    )


def pytest_configure() -> None:
    gc.set_threshold(
        100_000, 50, 100
    )  # what tests make is freed as they end; a twelfth of their time was looking
    settings.STORAGES["staticfiles"] = settings.AS_THEY_ARE  # whatever `make run` has collected


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> FilesAndFolders | None:
    return FilesAndFolders(config, log) if config.getoption("dist") == "loadfile" else None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    longest_first(items)
    here = {"journey": (machine.chromium(), NO_BROWSER), "pdf": (pango.is_here(), NO_PANGO)}
    for marker, (found, reason) in here.items():
        for item in items:
            if not found and item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=reason))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    for reason, count in Counter(_not_run(terminalreporter)).items():
        terminalreporter.write_line(f"{reason}: {count} tests", red=True)
    for report in _journeys_given_up(terminalreporter):
        terminalreporter.write_line(f"NOT TAKEN TO ITS END: {report.nodeid}", red=True)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    gc.freeze()  # pytest looks five times for what nobody holds, and all of it is about to end
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if ENV.ci and reporter and (_not_run(reporter) or _journeys_given_up(reporter)):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _not_run(reporter: Any) -> list[str]:
    """The reasons of the tests that could not be run here: in CI each of them is a failure."""
    reasons = [report.longrepr[2].removeprefix("Skipped: ") for report in reporter.stats.get("skipped", [])]
    return [reason for reason in reasons if reason.startswith(NOT_RUN)]


def _journeys_given_up(reporter: Any) -> list[pytest.TestReport]:
    """Journeys expected to fail: they are part of what is promised, so continuous integration does not let them."""
    return [report for report in reporter.stats.get("xfailed", []) if "journey" in report.keywords]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """No network at all; this machine only, for what is marked as talking to a server of ours."""
    if item.get_closest_marker("journey") or item.get_closest_marker("server"):
        pytest_socket.socket_allow_hosts(LOOPBACK, allow_unix_socket=True)
    else:
        pytest_socket.disable_socket(allow_unix_socket=True)


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    """The network is there again, and the language a page was last read in is not the next test's."""
    pytest_socket.enable_socket()
    translation.deactivate()


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """The tests' database is kept between runs; `django_db_createdb` sees to it that it is never a stale one."""
    return True


@pytest.fixture(scope="session")
def django_db_createdb(
    request: pytest.FixtureRequest,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
    testrun_uid: str,
) -> bool:
    """Never: the database is there as the code makes it."""
    with django_db_blocker.unblock():
        told = connection.settings_dict
        name = told["TEST"]["NAME"] or f"test_{told['NAME']}"
        have_as_made(name, run=testrun_uid, anew=bool(request.config.getvalue("create_db")))
    return False


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Migrated, with the reference data in it; a test that commits leaves it as it found it."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        recorded.begin()
        snapshot = Snapshot.taken(connection)
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda self: snapshot.restore(connection))
        yield


@pytest.fixture(scope="session")
def reference(django_db_setup: None) -> None:
    """The reference data are in every test's database; ask for this to say that a test relies on them."""


@pytest.fixture(scope="session")
def database_copies(django_db_setup: None) -> Copies:
    """Makes real databases, each as the tests' one was made."""
    name = connection.settings_dict["NAME"]
    assert name != conninfo_to_dict(ENV.database_url)["dbname"], "none of these tests is marked django_db"
    return Copies(MADE, ENV.database_url, name)


@pytest.fixture
def database_copy(database_copies: Copies) -> Iterator[str]:
    """The address of a database of its own, as the application's role: for races, servers, anything that commits."""
    with database_copies.new() as url:
        yield url


@pytest.fixture(scope="session")
def told(database_copies: Copies, testrun_uid: str) -> Callable[[datetime], Copies]:
    """`told(day)`: copies of a database in which the demonstration of that day was told, once in a run."""

    def tell(at: datetime) -> Copies:
        def fill(url: str) -> None:
            assert telling(url, at).wait() == 0

        return database_copies.filled_once(f"told_{at:%Y%m%d}", testrun_uid, fill)

    return cache(tell)


@pytest.fixture
def live_commonpool(tmp_path: Path) -> Iterator[Callable[..., LiveServer]]:
    """`live_commonpool(url, workers=2, jobs=False)`: the real web server, and the worker, on a database."""
    with ExitStack() as stack:
        yield lambda url, **options: stack.enter_context(live_server_on(url, tmp_path, **options))


os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's driver keeps a loop in this thread
