"""What a council has done, in the words of those who did it."""

from datetime import timedelta
from typing import Any

import pytest

from commonpool.access import Role
from commonpool.identity.operations import anonymise_person
from commonpool.kernel.refusals import Forbidden, NotFound, Refusal
from commonpool.people import queries
from commonpool.people.models import PieceOfWork
from commonpool.people.operations import change_work, withdraw_work, write_work
from tests.factories import NOW, TODAY, actor, make_employment, make_organisation, make_person, make_role
from tests.factories.works import make_work, took_part

pytestmark = pytest.mark.django_db

SAID: dict[str, Any] = {"title": "Moved benefits", "what_was_done": "We moved it", "starts_on": TODAY}


def test_who_leaves_for_good_leaves_what_others_read_and_nothing_else() -> None:
    place = make_organisation()
    job, manager = make_employment(place), make_role(place, Role.APPROVER)
    kept, gone = make_work(place, by=job.person), make_work(place, by=job.person)
    stays, claim = took_part(job.person, kept, confirmed_by=manager), took_part(job.person, make_work(place))
    withdraw_work(actor=actor(job.person), reference=gone.reference, at=NOW)
    anonymise_person(actor=actor(job.person), person_id=job.person.pk, at=NOW)
    for each in (kept, gone, stays, claim):
        each.refresh_from_db()
    assert (kept.status, gone.title, gone.what_was_done) == ("written", "", "")
    assert kept.what_was_done
    assert (stays.role, claim.status, claim.role) == ("Led the testing", "withdrawn", "")


def test_is_read_by_everybody_who_searches() -> None:
    work = make_work(make_organisation(), links=["https://example.org/blog?p=1"])
    elsewhere = actor(make_employment(make_organisation()).person)
    assert list(queries.works(elsewhere)) == [work]
    assert queries.work_for(elsewhere, work.reference).links == ["https://example.org/blog?p=1"]
    with pytest.raises(Forbidden):
        queries.works(actor(make_person()))


@pytest.mark.parametrize(
    ("otherwise", "code", "field"),
    [
        ({"title": " "}, "title_missing", "title"),
        ({"what_was_done": ""}, "done_missing", "what_was_done"),
        ({"links": ["http://example.org"]}, "links_wrong", "links"),
        ({"links": ["javascript:alert(1)//https://example.org"]}, "links_wrong", "links"),
        ({"links": ["https://user@example.org/"]}, "links_wrong", "links"),
        ({"links": ["https://example.org"] * 6}, "links_wrong", "links"),
        ({"starts_on": TODAY + timedelta(days=1)}, "work_dates_wrong", "starts_on"),
        ({"ends_on": TODAY - timedelta(days=1)}, "work_dates_wrong", "ends_on"),
    ],
)
def test_refuses_what_says_too_little(otherwise: dict[str, Any], code: str, field: str) -> None:
    job = make_employment(make_organisation())
    with pytest.raises(Refusal) as no:
        write_work(actor=actor(job.person), organisation_id=job.organisation_id, at=NOW, **SAID | otherwise)
    assert (no.value.code, no.value.field) == (code, field)


def test_is_changed_by_who_wrote_it_and_by_managers_there_and_by_nobody_else() -> None:
    council = make_organisation()
    writer, manager = make_employment(council).person, make_role(council, Role.APPROVER)
    work = make_work(council, by=writer)
    for each in (writer, manager):
        change_work(actor=actor(each), reference=work.reference, at=NOW, **SAID)
    colleague, elsewhere = make_employment(council).person, make_role(make_organisation(), Role.APPROVER)
    for each in (colleague, elsewhere):
        with pytest.raises(Forbidden):
            change_work(actor=actor(each), reference=work.reference, at=NOW, **SAID)
        with pytest.raises(Forbidden):
            withdraw_work(actor=actor(each), reference=work.reference, at=NOW)
    with pytest.raises(NotFound):
        write_work(actor=actor(elsewhere), organisation_id=council.pk, at=NOW, **SAID)
    assert PieceOfWork.objects.get().title == "Moved benefits"


def test_what_was_confirmed_says_what_it_said_when_the_work_is_changed() -> None:
    council = make_organisation()
    writer, manager = make_employment(council).person, make_role(council, Role.APPROVER)
    work = make_work(council, "Tidied a spreadsheet", by=writer)
    confirmed = took_part(make_employment(council).person, work, confirmed_by=manager)
    waiting = took_part(make_employment(council).person, work)
    change_work(actor=actor(writer), reference=work.reference, at=NOW, **SAID)
    for each in (confirmed, waiting):
        each.refresh_from_db()
    assert (confirmed.title, waiting.title) == ("Tidied a spreadsheet", "Moved benefits")


def test_withdrawn_it_is_read_no_more_and_takes_what_waited_with_it() -> None:
    council = make_organisation()
    writer, manager = make_employment(council).person, make_role(council, Role.APPROVER)
    work = make_work(council, by=writer)
    confirmed = took_part(make_employment(council).person, work, confirmed_by=manager)
    waiting = took_part(make_employment(council).person, work)
    withdraw_work(actor=actor(writer), reference=work.reference, at=NOW)
    for each in (confirmed, waiting):
        each.refresh_from_db()
    assert (confirmed.status, waiting.status) == ("confirmed", "withdrawn")
    with pytest.raises(NotFound):
        withdraw_work(actor=actor(writer), reference=work.reference, at=NOW)
    assert [each.reference for each in queries.participations_of(confirmed.person_id)] == [None]


def test_those_like_a_title_appear_the_likest_first() -> None:
    council = make_organisation()
    reader = actor(make_employment(council).person)
    far = make_work(
        council, "Opened a library", what_was_done="Council tax paid for it, and a move of books."
    )
    like = make_work(council, "Moving council tax accounts")
    make_work(council, "Planted trees", what_was_done="Along the river")
    assert queries.works(reader, "We move council tax").first() == like
    assert far in queries.works(reader, "council tax move")
    for nothing in ("the of and", "!!! & | ':*\0", "zebra"):
        assert not queries.works(reader, nothing)


def test_a_function_takes_in_its_parts() -> None:
    """102 is a part of 99; 56 of something else."""
    work = make_work(make_organisation(), function_id="102")
    who = actor(make_employment(make_organisation()).person)
    assert [list(queries.works(who, function_id=each)) for each in ("99", "102", "56")] == [
        [work],
        [work],
        [],
    ]
