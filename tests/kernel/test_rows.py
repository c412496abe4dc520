"""A question written once answers as it would have been asked."""

from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Exists, FilteredRelation, Q
from django.test.utils import CaptureQueriesContext

from commonpool.identity.models import Person
from commonpool.kernel.rows import Among, Compiled
from commonpool.organisations.models import Organisation
from commonpool.people.models import Employment
from tests.factories.councils import council
from tests.factories.people import TODAY, make_employment, make_officer, make_person

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


def with_its_employer(name: str, day: date):
    """Objects with what hangs on them, also where nothing does, and something worked out beside."""
    return (
        Person.objects.filter(name__lt=name)
        .annotate(work=FilteredRelation("employments", condition=Q(employments__starts_on__lte=day)))
        .select_related("work__organisation__joining")
        .annotate(early=Exists(Organisation.objects.filter(starts_on__lte=day)))
        .order_by("pk")
    )


def test_makes_the_objects_that_django_would(reference: None) -> None:
    written = Compiled(with_its_employer, name="an example", day=date.min)
    make_officer(council(), name="Ann")
    make_person(name="Bea")
    for name in ("Bz", "B", "A"):
        made, wanted = written(name=name, day=TODAY), list(with_its_employer(name, TODAY))
        assert [told(each) for each in made] == [told(each) for each in wanted]
    assert {"Ann", "Bea"} <= {each.name for each in written(name="Bz", day=TODAY)}
    with CaptureQueriesContext(connection) as asks:
        told(written(name="B", day=TODAY)[0])
    assert len(asks) == 1


def told(person: Any) -> list[dict[str, Any]]:
    """Every value of a person and of what hangs on them."""
    work = getattr(person, "work", None)
    hung = [work, work.organisation, work.organisation.joining] if work else []
    return [
        {name: value for name, value in vars(each).items() if name != "_state"} for each in [person, *hung]
    ]


def work_of(of: int):
    return Employment.objects.filter(person_id=of).select_related("organisation").order_by("-pk")


def test_hangs_on_each_what_it_has_many_of(reference: None) -> None:
    """As Django prefetches it: asked for once, and each knows its owner."""
    written = Compiled(
        lambda ids: Person.objects.filter(Among("pk", ids)).order_by("pk"),
        {"employments": Compiled(work_of, of=-1)},
        ids=(-1,),
    )
    works, idle = make_officer(council()).person, make_person()
    make_employment(council(), person=works)
    with CaptureQueriesContext(connection) as asks:
        found = written(ids=[works.pk, idle.pk])
        had = [list(each.employments.all()) for each in found]
        assert [each.person for each in had[0]] == [works, works]
    assert len(asks) == 3
    assert had == [list(work_of(works.pk)), []]
    assert len(had[0]) == 2
    assert written(ids=[]) == []


def test_answers_in_dicts_where_the_question_does(reference: None) -> None:
    def asked(name: str):
        found = Organisation.objects.filter(name=name)
        return found.values("slug", ended=Exists(Organisation.objects.filter(name=name, ends_on__gte=TODAY)))

    assert Compiled(asked, name="an example")(name="Wigan") == list(asked("Wigan")) != []


@pytest.mark.parametrize(
    "person", [{"pk": 2**63, "name": "A"}, {"pk": -(2**70), "name": "A"}, {"pk": 1, "name": "a\0b"}]
)
def test_what_no_column_can_hold_is_in_no_row(person: dict[str, Any]) -> None:
    written = Compiled(lambda pk, name: Person.objects.filter(Q(pk=pk) | ~Q(name=name)), pk=-1, name="none")
    make_person()
    assert written(pk=1, name="A")
    assert written(**person) == []
    first, none, last = written.each([{"pk": 1, "name": "A"}, person, {"pk": 1, "name": "A"}])
    assert first == last != none == []


def test_asks_for_nothing_and_stands_within_another_question(reference: None) -> None:
    everybody = Compiled(lambda: Organisation.objects.order_by("pk").values_list("pk"))
    assert everybody() == list(Organisation.objects.order_by("pk").values_list("pk"))
    called = Compiled(lambda name: Organisation.objects.filter(name=name).values_list("pk"), name="a")
    sql, params = called.within(name="Wigan")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS ({sql})", params)
        assert cursor.fetchone() == (True,)
    assert called(name="Wigan")


def test_refuses_an_example_that_stands_nowhere() -> None:
    with pytest.raises(AssertionError, match="stands nowhere"):
        Compiled(lambda name: Organisation.objects.values_list("pk"), name="an example")(name="Wigan")


def test_refuses_examples_that_are_alike() -> None:
    alike = Compiled(lambda one, two: Organisation.objects.filter(name=one, slug=two), one="a", two="a")
    with pytest.raises(AssertionError, match="alike"):
        alike(one="Wigan", two="wigan")


def test_is_planned_once_a_connection_and_answers_after_a_rollback() -> None:
    """Prepared a second time, PostgreSQL would refuse the name."""
    written = Compiled(alive, name="an example", day=date.min)
    asked = {"name": "Wigan", "day": date(2026, 4, 1)}
    for _n in range(2):
        with suppress(LookupError), transaction.atomic(), CaptureQueriesContext(connection) as asks:
            written(**asked)
            raise LookupError
        assert [each["sql"].split()[0] for each in asks] == ["EXECUTE"]


def test_what_is_shared_is_locked_and_nothing_else_is(reference: None) -> None:
    """A lock on rows is a lock `RowShareLock` on their table, until the transaction ends."""
    mine = "SELECT mode FROM pg_locks WHERE pid = pg_backend_pid() AND relation = %s::regclass"
    for shared in (False, True):
        written = Compiled(alive, shared=shared, name="an example", day=date.min)
        with transaction.atomic(), connection.cursor() as cursor:
            assert written(name="Wigan", day=TODAY)
            cursor.execute(f"SELECT 'RowShareLock' IN ({mine})", ["organisations_organisation"])
            assert cursor.fetchone() == (shared,)


def test_many_askings_are_answered_in_one_statement_each_as_it_would_be_alone(reference: None) -> None:
    tuples, objects = (
        Compiled(alive, name="an example", day=date.min),
        Compiled(with_its_employer, name="x", day=date.min),
    )
    make_officer(council(), name="Ann")
    make_person(name="Bea")
    asked = [{"name": name, "day": TODAY} for name in ("Bz", "A", "B", "B\"{,}\\'")]
    for written in (tuples, objects):
        alone = [written(**values) for values in asked]
        with CaptureQueriesContext(connection) as asks:
            found = written.each(asked)
        assert len(asks) == 1
        assert [list(map(told_of, rows)) for rows in found] == [list(map(told_of, rows)) for rows in alone]
    assert tuples.each([]) == []


def told_of(row: Any) -> Any:
    return told(row) if isinstance(row, Person) else row
