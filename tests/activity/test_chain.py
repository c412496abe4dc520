"""The chain of the log: whoever gets past every guard and tampers with it is found, and where."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from commonpool.access import Role
from commonpool.activity import queries, rules
from commonpool.activity.models import Chain, Event
from commonpool.jobs.heads import publish_heads
from commonpool.organisations.models import Organisation
from tests.factories.councils import council
from tests.factories.people import NOW, make_role

pytestmark = [pytest.mark.django_db, pytest.mark.both_servers]

Tamper = Callable[[str, list[Any]], None]


@pytest.fixture
def place() -> Organisation:
    """A council whose log has a beginning, a middle and a tail."""
    made = council()
    assert length(made) >= 5
    return made


@pytest.fixture
def tamper() -> Tamper:
    """What the owner of the database can do with every trigger off."""

    def done(statement: str, values: list[Any]) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(statement, values)
            assert cursor.rowcount >= 1
            cursor.execute("SET LOCAL session_replication_role = origin")

    return done


def length(place: Organisation) -> int:
    return Event.objects.filter(organisation_id=place.pk).count()


def test_a_chain_nobody_touched_is_whole(place: Organisation) -> None:
    assert queries.first_break(place.pk) is None
    numbers = Event.objects.filter(organisation_id=place.pk).order_by("sequence")
    assert list(numbers.values_list("sequence", flat=True)) == list(range(1, length(place) + 1))


EDITS = {
    "name": "'permission_granted'",
    "happened_at": "happened_at + interval '1 second'",
    "happened_by": "coalesce(happened_by, 0) + 1",
    "happened_by_rule": "'somebody_else'",
    "facts": """facts || '{"more": 1}'""",
    "readers": "readers || 999999::bigint",
    "previous": "reverse(hash)",
    "hash": "reverse(hash)",
}


@pytest.mark.parametrize("field", EDITS)
def test_an_edited_row_is_found(place: Organisation, tamper: Tamper, field: str) -> None:
    apart = {"happened_by": ", happened_by_rule = ''", "happened_by_rule": ", happened_by = NULL"}.get(
        field, ""
    )
    tamper(
        f"UPDATE activity_event SET {field} = {EDITS[field]}{apart} WHERE organisation_id = %s AND sequence = 3",
        [place.pk],
    )
    assert queries.first_break(place.pk) == 3


def test_every_field_of_an_event_is_sealed() -> None:
    fields = {field.name for field in Event._meta.get_fields() if field.concrete}
    assert fields - EDITS.keys() == {"id", "organisation_id", "sequence"}


def test_an_edit_that_seals_itself_again_breaks_the_next_row(place: Organisation, tamper: Tamper) -> None:
    edited = queries.event_at(place.pk, 3)
    edited.facts |= {"more": 1}
    tamper(
        "UPDATE activity_event SET facts = facts || '{\"more\": 1}', hash = %s"
        " WHERE organisation_id = %s AND sequence = 3",
        [rules.link(edited.previous, edited.record), place.pk],
    )
    assert queries.first_break(place.pk) == 4


@pytest.mark.parametrize("sequence", [1, 3])
def test_a_row_cut_out_is_found(place: Organisation, tamper: Tamper, sequence: int) -> None:
    cut = "DELETE FROM activity_event WHERE organisation_id = %s AND sequence = %s"
    tamper(cut, [place.pk, sequence])
    assert queries.first_break(place.pk) == sequence


def test_a_row_cut_out_and_the_rest_moved_up_is_found(place: Organisation, tamper: Tamper) -> None:
    tamper("DELETE FROM activity_event WHERE organisation_id = %s AND sequence = 3", [place.pk])
    for each in range(4, length(place) + 2):
        up = "UPDATE activity_event SET sequence = %s WHERE organisation_id = %s AND sequence = %s"
        tamper(up, [each - 1, place.pk, each])
    assert queries.first_break(place.pk) == 3


def test_two_rows_that_changed_places_are_found(place: Organisation, tamper: Tamper) -> None:
    for old, new in ((3, -1), (4, 3), (-1, 4)):
        swap = "UPDATE activity_event SET sequence = %s WHERE organisation_id = %s AND sequence = %s"
        tamper(swap, [new, place.pk, old])
    assert queries.first_break(place.pk) == 3


def test_a_cut_tail_is_found(place: Organisation, tamper: Tamper) -> None:
    last = length(place)
    tamper("DELETE FROM activity_event WHERE organisation_id = %s AND sequence = %s", [place.pk, last])
    assert queries.first_break(place.pk) == last


def test_a_cut_tail_is_found_although_the_row_of_the_head_went_with_it(
    place: Organisation, tamper: Tamper
) -> None:
    last = length(place)
    tamper("DELETE FROM activity_event WHERE organisation_id = %s AND sequence = %s", [place.pk, last])
    tamper("DELETE FROM activity_chain WHERE organisation_id = %s", [place.pk])
    assert queries.first_break(place.pk) == last


def cut_tail(place: Organisation, tamper: Tamper) -> int:
    """The last row is gone and the head agrees: the chain itself cannot tell."""
    last = length(place)
    tamper("DELETE FROM activity_event WHERE organisation_id = %s AND sequence = %s", [place.pk, last])
    before = queries.event_at(place.pk, last - 1)
    Chain.objects.filter(pk=place.pk).update(sequence=last - 1, head=before.hash)
    assert queries.first_break(place.pk) is None
    return last


def rewritten(place: Organisation, tamper: Tamper) -> int:
    """The third row is edited and everything after it sealed again: the chain itself cannot tell."""
    previous = queries.event_at(place.pk, 2).hash
    for each in Event.objects.filter(organisation_id=place.pk, sequence__gte=3).order_by("sequence"):
        name = "something_else" if each.sequence == 3 else each.name
        each.name = name
        sealed = rules.link(previous, each.record)
        tamper(
            "UPDATE activity_event SET name = %s, previous = %s, hash = %s WHERE id = %s",
            [name, previous, sealed, each.pk],
        )
        previous = sealed
    Chain.objects.filter(pk=place.pk).update(head=previous)
    assert queries.first_break(place.pk) is None
    return length(place)


@pytest.mark.parametrize("crime", [cut_tail, rewritten])
def test_what_the_chain_cannot_tell_the_published_heads_do(
    place: Organisation, tamper: Tamper, crime: Any, settings: Any, tmp_path: Path
) -> None:
    settings.STATE = tmp_path
    publish_heads(at=NOW)
    make_role(place, Role.AUDITOR)
    publish_heads(at=NOW + timedelta(days=1))
    published = queries.published_heads(place.pk)
    assert [sequence for sequence, _head in published] == sorted({length(place), published[0][0]})
    assert len(published) == 2
    assert queries.first_break(place.pk, published) is None
    found = crime(place, tamper)
    told = min(sequence for sequence, _head in published) if crime is rewritten else found
    assert queries.first_break(place.pk, published) == told


def test_two_councils_have_a_chain_each(place: Organisation, tamper: Tamper) -> None:
    other = council()
    heads = queries.heads()
    assert heads[place.pk][0] == length(place)
    assert heads[other.pk][0] == length(other)
    assert heads[place.pk][1] != heads[other.pk][1]
    tamper("UPDATE activity_event SET name = 'x' WHERE organisation_id = %s AND sequence = 2", [place.pk])
    assert (queries.first_break(place.pk), queries.first_break(other.pk)) == (2, None)


def test_an_event_moved_to_another_councils_chain_is_found_in_both(
    place: Organisation, tamper: Tamper
) -> None:
    other = council()
    last = length(other)
    tamper(
        "UPDATE activity_event SET organisation_id = %s, sequence = %s WHERE organisation_id = %s AND sequence = 3",
        [other.pk, last + 1, place.pk],
    )
    assert (queries.first_break(place.pk), queries.first_break(other.pk)) == (3, last + 1)
