"""The demonstration's accounts are made by one run at a time."""

import psycopg
import pytest
from django.db import OperationalError, connection, transaction

from commonpool.demonstration.accounts import LOCK, accounts
from tests.factories.people import NOW

pytestmark = pytest.mark.django_db
OF_A_CONNECTION = ("dbname", "user", "password", "host", "port")


def test_who_asks_for_them_waits_while_another_run_makes_their_tokens() -> None:
    told = connection.get_connection_params()
    with psycopg.connect(**{name: told[name] for name in OF_A_CONNECTION if told.get(name)}) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '100ms'")
        with pytest.raises(OperationalError, match="lock timeout"), transaction.atomic():
            accounts(NOW)
        other.rollback()
        assert accounts(NOW) == []
