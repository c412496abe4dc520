"""What is written with a statement of our own is what Django would have written."""

from typing import Any

import pytest
from django.apps import apps
from django.db import DataError, IntegrityError, connection, transaction
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext

from commonpool.identity.models import Person
from commonpool.organisations.models import Function
from tests.factories.bookings import bound_booking
from tests.factories.people import NOW, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

AWKWARD = 'Ŵyn \\ "O’Brien" \'; -- %s %(a)s {}[] \t\n\x01 𝄞 </script>'


def kept(model: Any) -> list[str]:
    """The rows of the table as PostgreSQL writes them out."""
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT kept::text FROM {table} AS kept ORDER BY 1")
        return [row for (row,) in cursor.fetchall()]


def test_rows_read_and_written_again_are_the_same_in_every_table() -> None:
    bound_booking()
    again = 0
    for model in apps.get_models():
        with transaction.atomic(), connection.cursor() as cursor:
            before, rows = kept(model), list(model._base_manager.all())
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")
            with CaptureQueriesContext(connection) as asked:
                model._base_manager.bulk_create(rows)
            again += any(each["sql"].startswith("EXECUTE") for each in asked.captured_queries)
            assert kept(model) == before, model
            transaction.set_rollback(True)
    assert again > 30


def test_any_text_comes_back_as_it_was_and_none_that_no_column_holds_goes_in() -> None:
    person = Person.objects.create(email="a@b.example", name=AWKWARD, joined_at=NOW)
    assert Person.objects.get(pk=person.pk).name == AWKWARD
    with pytest.raises((DataError, ValueError)), transaction.atomic():
        Person.objects.create(email="n@b.example", name="\0", joined_at=NOW)


def test_what_the_database_works_out_is_left_to_django() -> None:
    person = Person.objects.create(email="a@b.example", name="Ann", joined_at=Now())
    assert Person.objects.get(pk=person.pk).joined_at is not None


def test_many_rows_have_their_numbers_in_order_and_conflicts_are_passed_over() -> None:
    people = [Person(email=f"{n}@b.example", name=str(n), joined_at=NOW) for n in range(50)]
    made = Person.objects.bulk_create(people)
    assert [each.pk for each in made] == sorted(each.pk for each in made)
    named = dict(Person.objects.filter(pk__in=[each.pk for each in made]).values_list("pk", "name"))
    assert [named[each.pk] for each in made] == [str(n) for n in range(50)]
    first = Function.objects.order_by("pk")[0]
    twice = [Function(id=first.pk, label="Another"), Function(id="new", label="New")]
    Function.objects.bulk_create(twice, ignore_conflicts=True)
    assert Function.objects.get(pk=first.pk).label == first.label
    Function.objects.bulk_create(twice, update_conflicts=True, unique_fields=["id"], update_fields=["label"])
    assert Function.objects.get(pk=first.pk).label == "Another"
    assert Function.objects.get(pk="new").label == "New"


def test_a_constraint_speaks_by_its_name_as_before() -> None:
    there = make_person()
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Person.objects.create(email=there.email.upper(), name="Ann", joined_at=NOW)
    assert refused.value.__cause__.diag.constraint_name == "person_email_once"
