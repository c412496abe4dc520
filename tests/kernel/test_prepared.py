"""What is sent at once is answered as if it had been sent one after another."""

from datetime import date

import pytest
from django.db import DataError, IntegrityError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from commonpool.identity.models import ApiToken, Person
from commonpool.kernel.prepared import Asking, Prepared, as_sql, at_once, nothing_asked
from commonpool.kernel.refusals import NotFound, Refusal
from commonpool.kernel.rows import Among, Compiled
from commonpool.kernel.written import next_number, to_write, write
from tests.factories.people import NOW, make_person

CALLED = Compiled(lambda name: Person.objects.filter(name=name).values_list("pk"), name="nobody")
OF = Compiled(lambda ids: Person.objects.filter(Among("pk", ids)).order_by("pk"), ids=(-1,))
SAID = Prepared("number", "day", "words", sql="SELECT %(number)s::bigint, %(day)s::date, %(words)s::text")


def token(person: Person, digest: str, number: int | None = None) -> ApiToken:
    given = {"label": "x", "start": "x", "sha256": digest, "made_at": NOW, "made_by_id": person.pk}
    return ApiToken(pk=number, person=person, **given)


@pytest.mark.django_db
def test_each_sees_what_those_before_it_did_and_all_go_at_once() -> None:
    ann, bea = make_person(name="Ann"), make_person(name="Bea")
    with CaptureQueriesContext(connection) as sent:
        written = to_write([token(ann, "1"), token(bea, "2")])
        tokens = Compiled(lambda by: ApiToken.objects.filter(person_id=by).values_list("sha256"), by=-1)
        found = at_once(tokens.asking(by=bea.pk), written, tokens.asking(by=bea.pk), OF.asking(ids=[ann.pk]))
    assert found == [[], None, [("2",)], [ann]]
    assert len(sent) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("number", [0, -5, 2**63 - 1, 1 - 2**63])
@pytest.mark.parametrize("words", ["", "it's", "\\", "%s %(a)s", "'); SELECT 1; --", "Ŵ 𝄞 \x01"])
def test_values_arrive_as_they_are(number: int, words: str) -> None:
    asked = {"number": number, "day": date(1, 2, 3), "words": words}
    assert SAID(**asked) == [(number, date(1, 2, 3), words)]
    assert at_once(SAID.asking(**asked), SAID.asking(**asked | {"number": 7}))[0] == SAID(**asked)


@pytest.mark.django_db
def test_a_value_stands_in_any_statement() -> None:
    with connection.cursor() as cursor:
        less, nothing, words = as_sql([-5, None, "50 %s, it's \\"], connection)
        cursor.execute(f"SELECT 10 -{less}, {nothing}::text, {words}")
        assert cursor.fetchone() == (15, None, "50 %s, it's \\")


@pytest.mark.django_db
def test_what_no_column_can_hold_is_not_sent() -> None:
    make_person(name="Ann")
    with CaptureQueriesContext(connection) as sent:
        assert at_once(CALLED.asking(name="A\0"), OF.asking(ids=[2**63]), nothing_asked(3)) == [[], [], 3]
    assert len(sent) == 0


def refusing(refusal: Refusal) -> Asking[None]:
    def read(_rows: list[object]) -> None:
        raise refusal

    return CALLED.asking(name="Ann").then(read)


@pytest.mark.django_db
def test_the_first_refuses_first() -> None:
    with pytest.raises(NotFound):
        at_once(nothing_asked(1), refusing(NotFound()), refusing(Refusal()))


@pytest.mark.django_db
def test_rows_of_several_tables_are_written_in_their_order_and_name_each_other() -> None:
    person = make_person()
    number = next_number(ApiToken)()
    kept, other = token(person, "1", number), token(person, "2")
    with CaptureQueriesContext(connection) as sent:
        write(kept, other)  # of one kind, but the first has its number
    assert len(sent) == 1
    assert kept.pk == number != other.pk
    assert list(ApiToken.objects.order_by("sha256")) == [kept, other]
    assert not kept._state.adding
    with pytest.raises(IntegrityError), transaction.atomic():
        write(token(person, "3"), token(person, "1"))
    assert ApiToken.objects.count() == 2


@pytest.mark.django_db
def test_after_a_refusal_of_the_database_the_next_is_answered() -> None:
    half = Prepared("by", sql="SELECT 1 / %(by)s::int")
    with pytest.raises(DataError), transaction.atomic():
        at_once(half.asking(by=1), half.asking(by=0), half.asking(by=1))
    assert at_once(half.asking(by=1), half.asking(by=1)) == [[(1,)], [(1,)]]
    assert connection.answering().cursor is connection.answering().cursor


@pytest.mark.django_db(transaction=True)
def test_a_session_that_the_server_ended_is_begun_anew() -> None:
    name = make_person(name="Ann").name
    other = connections.create_connection("default")
    try:
        assert connection.is_usable()
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [connection.connection.info.backend_pid])
        assert not connection.is_usable()
        connection.health_check_enabled, connection.health_check_done = True, False
        assert CALLED(name=name)
    finally:
        other.close()


@pytest.mark.django_db(transaction=True)
def test_a_session_that_still_answers_somebody_is_not_used() -> None:
    connection.ensure_connection()
    libpq = connection.connection.pgconn
    libpq.send_query(b"SELECT pg_sleep(1)")
    assert not connection.is_usable()
    connection.close()
