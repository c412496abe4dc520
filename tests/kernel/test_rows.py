"""A question written once answers as it would have been asked."""

from contextlib import suppress
from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from commonpool.kernel.rows import Compiled
from commonpool.organisations.models import Organisation

pytestmark = pytest.mark.django_db


def alive(name: str, day: date):
    return (
        Organisation.objects.filter(name__lt=name, starts_on__lte=day)
        .order_by("pk")
        .values_list("pk", "name")
    )


def test_answers_for_each_value_what_the_question_would(reference: None) -> None:
    written = Compiled(alive, name="an example", day=date.min)
    for name, day in (("Durham", date(2026, 4, 1)), ("Wigan", date(2026, 4, 1)), ("Wigan", date(1974, 4, 1))):
        assert written(name=name, day=day) == list(alive(name, day))
    assert written(name="Wigan", day=date(2026, 4, 1))


def test_refuses_an_example_that_stands_nowhere() -> None:
    with pytest.raises(AssertionError, match="stands nowhere"):
        Compiled(lambda name: Organisation.objects.values_list("pk"), name="an example")(name="Wigan")


def test_is_planned_once_a_connection_and_answers_after_a_rollback() -> None:
    """Prepared a second time, PostgreSQL would refuse the name."""
    written = Compiled(alive, name="an example", day=date.min)
    asked = {"name": "Wigan", "day": date(2026, 4, 1)}
    for _n in range(2):
        with suppress(LookupError), transaction.atomic(), CaptureQueriesContext(connection) as asks:
            written(**asked)
            raise LookupError
        assert [each["sql"].split()[0] for each in asks] == ["EXECUTE"]
