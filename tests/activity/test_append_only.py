"""What is only ever added to stays as it was written, whoever asks: the owner of the tables too."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from launcher.roles import ADDED_TO
from tests.factories.bookings import bound_booking, make_pair
from tests.factories.hours import agreed_hours

pytestmark = [pytest.mark.django_db, pytest.mark.both_servers]


STATEMENTS = ("UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {}", "TRUNCATE {} CASCADE")
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
    for table in ADDED_TO:
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
