"""What is only ever added to stays as it was written, whoever asks: the owner of the tables too."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from launcher.roles import ADDED_TO
from tests.factories.bookings import bound_booking, make_pair
from tests.factories.hours import agreed_hours

pytestmark = [pytest.mark.django_db, pytest.mark.both_servers]


STATEMENTS = ("UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {}", "TRUNCATE {} CASCADE")
WRITTEN = ("activity_event", "agreements_signature", "bookings_calloff", "invoices_charge")
"""Those that every booking writes. The others carry the same triggers, which the test after this one reads."""
REFUSED = r"Cannot update or delete|never emptied|foreign key"


@pytest.fixture
def _one_of_everything() -> None:
    pair = make_pair()
    agreed_hours(pair, bound_booking(pair))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.usefixtures("_one_of_everything")
def test_the_owner_cannot_edit_delete_or_empty() -> None:
    tried = 0
    for table in WRITTEN:
        before = rows(table)
        assert before > 0
        for statement in STATEMENTS:
            tried += 1
            with (
                pytest.raises(DatabaseError, match=REFUSED),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(statement.format(table))
        assert rows(table) == before
        assert owned(table)
    assert tried == 16


@pytest.mark.usefixtures("_one_of_everything")
def test_no_session_passes_over_a_trigger() -> None:
    """The library that writes the triggers lets a session name those that do nothing: here none listens (ADR 0115)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pgtrigger.ignore', array_agg(tgname)::text, true) FROM pg_trigger"
            " WHERE NOT tgisinternal"
        )
        with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
            cursor.execute("DELETE FROM invoices_charge")
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = '_pgtrigger_should_ignore'")
        assert cursor.fetchall() == [("SELECT false",)]


ROW, BEFORE, DELETE, UPDATE, TRUNCATE = 1, 2, 8, 16, 32
"""What `pg_trigger.tgtype` says of a trigger, by its bits."""


@pytest.mark.parametrize("table", ADDED_TO)
def test_no_table_goes_without_what_refuses(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT bit_or(tgtype), count(*) FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid"
            " WHERE tgrelid = %s::regclass AND tgenabled = 'O' AND tgqual IS NULL AND NOT tgisinternal"
            " AND prosrc ~ 'RAISE EXCEPTION' AND tgtype & %s <> 0",
            [table, BEFORE],
        )
        found, triggers = cursor.fetchone()
    assert triggers >= 2
    for one in (ROW, DELETE, UPDATE, TRUNCATE):
        assert found & one, one


def owned(table: str) -> bool:
    """Whether these tests act as the table's owner: a refusal for want of a right would prove nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_has_role(tableowner, 'USAGE') FROM pg_tables WHERE tablename = %s", [table])
        return bool(cursor.fetchone()[0])


def rows(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return int(cursor.fetchone()[0])


def test_these_are_the_tables_that_are_only_added_to() -> None:
    """A model that takes the triggers has its line here, and so its proof."""
    guarded = {
        model._meta.db_table
        for model in apps.get_models()
        if any(trigger.name.endswith("never_emptied") for trigger in getattr(model._meta, "triggers", ()))
    }
    assert guarded == set(ADDED_TO)
