"""The fixtures everybody's tests stand on, and what the application's role may not do."""

import urllib.request
from collections.abc import Iterator

import psycopg
import pytest
from django.contrib.contenttypes.models import ContentType
from psycopg import errors

from tests.servers import Copies

pytestmark = pytest.mark.both_servers

FORBIDDEN = (
    "DROP TABLE activity_event",
    "TRUNCATE activity_event",
    "TRUNCATE activity_chain CASCADE",
    "ALTER TABLE activity_event DISABLE TRIGGER ALL",
    "ALTER TABLE activity_event ADD COLUMN more int",
    "DELETE FROM activity_event",
    "UPDATE activity_event SET name = ''",
    "DELETE FROM agreements_signature",
    "UPDATE agreements_signature SET typed_name = ''",
    "DELETE FROM invoices_charge",
    "UPDATE invoices_charge SET net_pence = 0",
    "SET session_replication_role = replica",
    "CREATE TABLE more (id int)",
    "DELETE FROM django_migrations",
)


@pytest.fixture(scope="module")
def copy(database_copies: Copies) -> Iterator[str]:
    """One for all that ask and change nothing."""
    with database_copies.new() as url:
        yield url


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_application_cannot(copy: str, statement: str) -> None:
    with psycopg.connect(copy) as connection, pytest.raises(errors.InsufficientPrivilege):
        connection.execute(statement)


def test_the_application_is_no_superuser_and_owns_nothing(copy: str) -> None:
    with psycopg.connect(copy) as connection:
        row = connection.execute(
            "SELECT rolsuper, rolcreaterole, rolcreatedb, rolbypassrls,"
            " (SELECT count(*) FROM pg_class WHERE relowner = pg_roles.oid)"
            " FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
    assert row == (False, False, False, False, 0)


def test_the_application_reads_and_writes_every_table(copy: str) -> None:
    wanted = ("SELECT", "INSERT")
    question = (
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
        " AND relname <> 'django_migrations' AND NOT has_table_privilege(current_user, oid, %s)"
    )
    with psycopg.connect(copy) as connection:
        assert [connection.execute(question, [right]).fetchall() for right in wanted] == [[], []]


def test_a_copy_is_a_database_of_its_own(database_copies) -> None:
    with database_copies.new() as one, database_copies.new() as other:
        with psycopg.connect(one) as connection:
            connection.execute(
                "INSERT INTO activity_chain (organisation_id, sequence, head) VALUES (7, 0, '')"
            )
        with psycopg.connect(other) as connection:
            assert connection.execute(
                "SELECT count(*) FROM activity_chain WHERE organisation_id = 7"
            ).fetchone() == (0,)


@pytest.mark.django_db(transaction=True)
def test_a_test_may_commit() -> None:
    ContentType.objects.create(app_label="committed", model="left_behind")


@pytest.mark.django_db(transaction=True)
def test_what_a_test_committed_is_gone_and_what_was_there_is_back() -> None:
    assert not ContentType.objects.filter(app_label="committed").exists()
    assert ContentType.objects.filter(app_label="activity").exists()


@pytest.mark.server
def test_a_real_server_answers_on_a_copy(database_copy: str, live_commonpool) -> None:
    server = live_commonpool(database_copy, workers=1, jobs=True)
    with urllib.request.urlopen(server.address) as answer:
        assert answer.status == 200
    assert server.worker.poll() is None
