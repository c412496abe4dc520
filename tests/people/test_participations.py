"""Claimed by oneself, confirmed by the owner of the thing."""

from datetime import timedelta
from functools import partial

import pytest

from commonpool.access import Role
from commonpool.kernel.refusals import Forbidden, NotFound, Refusal
from commonpool.people import queries
from commonpool.people.operations import (
    ClaimedAlready,
    ClaimedTheSame,
    ClaimOutsideWork,
    NotYourOwn,
    ParticipationMoved,
    WhyNotConfirmed,
    change_work,
    claim_role,
    confirm_participation,
    refuse_participation,
    withdraw_participation,
)
from tests.factories import NOW, TODAY, actor, make_employment, make_organisation, make_person, make_role
from tests.factories.letters import post, words, written
from tests.factories.works import BEGAN, confirmed, make_work, took_part

refuse = partial(refuse_participation, reason="said_differently")

pytestmark = pytest.mark.django_db


def test_a_claim_waits_for_the_council_and_is_confirmed_in_its_name() -> None:
    council = make_organisation()
    manager, elsewhere = make_role(council, Role.APPROVER), make_role(make_organisation(), Role.APPROVER)
    claim = took_part(make_employment(make_organisation()).person, make_work(council))
    assert list(queries.claims_waiting(actor(manager))) == [claim]
    assert not queries.claims_waiting(actor(elsewhere))
    confirmed(claim, manager)
    confirmed(claim, make_role(council, Role.APPROVER))
    assert (claim.status, claim.confirmed_by, claim.owner) == ("confirmed", manager, council)
    assert not queries.claims_waiting(actor(manager))


def test_refused_it_is_read_by_nobody_else_and_claimed_anew_only_in_other_words() -> None:
    council = make_organisation()
    manager, person = make_role(council, Role.APPROVER), make_employment(council).person
    work = make_work(council)
    claim = took_part(person, work)
    with pytest.raises(WhyNotConfirmed):
        refuse(actor=actor(manager), participation_id=claim.pk, reason="ill", at=NOW)
    refuse(actor=actor(manager), participation_id=claim.pk, at=NOW)
    assert not queries.participations_of(person.pk)
    assert [each.status for each in queries.my_participations(actor(person))] == ["refused"]
    with pytest.raises(ParticipationMoved):
        confirmed(claim, manager)
    for same in ("Led the testing", " led  the testing"):
        with pytest.raises(ClaimedTheSame):
            took_part(person, work, same)
    withdraw_participation(actor=actor(person), participation_id=claim.pk, at=NOW)
    with pytest.raises(ClaimedTheSame):
        took_part(person, work)
    assert took_part(person, work, "Wrote the tests").status == "claimed"


def test_the_officer_is_told_what_the_council_answers_and_of_delivered_hours_nothing() -> None:
    council = make_organisation()
    manager, work = make_role(council, Role.APPROVER), make_work(council)
    for person, confirms in (
        (make_employment(council).person, True),
        (make_employment(council).person, False),
    ):
        claim = took_part(person, work, confirmed_by=manager if confirms else None)
        if not confirms:
            refuse(actor=actor(manager), participation_id=claim.pk, at=NOW)
        (letter,) = written("part_confirmed" if confirms else "part_refused", post())
        assert letter.person == person
        assert council.name in words(letter).subject
        assert work.title in words(letter).body
        assert ("The reason: it was not quite like this" in words(letter).body) is not confirms


def test_a_part_is_within_the_days_of_its_work() -> None:
    council = make_organisation()
    person, ended = make_employment(council).person, BEGAN + timedelta(days=100)
    began, over = make_work(council), make_work(council, ends_on=ended)
    day = timedelta(days=1)
    for work, days, field in (
        (began, {"from_on": BEGAN - day}, "from_on"),
        (over, {"from_on": ended + day}, "from_on"),
        (over, {"from_on": BEGAN, "to_on": ended + day}, "to_on"),
    ):
        with pytest.raises(ClaimOutsideWork) as no:
            claim_role(actor=actor(person), reference=work.reference, role="Led it", at=NOW, **days)
        assert no.value.field == field
        assert "3 March 2025" in str(no.value)
    claim_role(
        actor=actor(person), reference=over.reference, role="Led it", from_on=ended, to_on=ended, at=NOW
    )


def test_is_claimed_once_and_withdrawn_by_oneself_alone() -> None:
    council = make_organisation()
    person, work = make_employment(council).person, make_work(council)
    claim = took_part(person, work, confirmed_by=make_role(council, Role.APPROVER))
    with pytest.raises(ClaimedAlready):
        took_part(person, work)
    with pytest.raises(NotFound):
        withdraw_participation(
            actor=actor(make_employment(council).person), participation_id=claim.pk, at=NOW
        )
    for _again in range(2):
        withdraw_participation(actor=actor(person), participation_id=claim.pk, at=NOW)
    assert not queries.participations_of(person.pk)
    assert took_part(person, work).pk != claim.pk


def test_nobody_answers_their_own_and_none_but_managers_there_answer() -> None:
    council = make_organisation()
    manager, work = make_role(council, Role.APPROVER), make_work(council)
    own, claim = took_part(manager, work), took_part(make_employment(council).person, work)
    others = [work.written_by, make_role(council, Role.HR), make_role(make_organisation(), Role.APPROVER)]
    confirm = partial(confirm_participation, claim_sha256=queries.claim_sha256(claim))
    for answer in (confirm, refuse):
        with pytest.raises(NotYourOwn):
            answer(actor=actor(manager), participation_id=own.pk, at=NOW)
        for other in others:
            with pytest.raises(NotFound):
                answer(actor=actor(other), participation_id=claim.pk, at=NOW)
    assert list(queries.claims_waiting(actor(manager))) == [claim]


def test_refuses_a_claim_that_says_nothing_or_of_nobody() -> None:
    work = make_work(make_organisation())
    person = make_employment(make_organisation()).person
    said = {"reference": work.reference, "role": "Tested it", "from_on": TODAY, "at": NOW}
    later = TODAY + timedelta(days=1)
    wrong = [({"role": " "}, "role_missing")]
    wrong += [
        (days, "claim_dates_wrong") for days in ({"to_on": BEGAN}, {"to_on": later}, {"from_on": later})
    ]
    for otherwise, code in wrong:
        with pytest.raises(Refusal) as no:
            claim_role(actor=actor(person), **said | otherwise)
        assert no.value.code == code
    with pytest.raises(Forbidden):
        claim_role(actor=actor(make_person()), **said)
    with pytest.raises(NotFound):
        claim_role(actor=actor(person), **said | {"reference": "W-0000-0000"})


def test_a_demonstration_and_the_network_take_no_part_in_each_others_work() -> None:
    real, told = make_organisation(), make_organisation(demonstration=True)
    for work, other in ((make_work(real), told), (make_work(told), real)):
        with pytest.raises(NotFound):
            took_part(make_employment(other).person, work)
        assert took_part(make_employment(work.organisation).person, work).status == "claimed"


def test_what_was_shown_is_what_is_confirmed() -> None:
    council = make_organisation()
    manager, work = make_role(council, Role.APPROVER), make_work(council)
    claim = took_part(make_employment(council).person, work)
    shown = queries.claim_sha256(claim)
    said = {"title": "Built the new library", "what_was_done": work.what_was_done, "starts_on": BEGAN}
    change_work(actor=actor(work.written_by), reference=work.reference, at=NOW, **said)
    with pytest.raises(ParticipationMoved):
        confirm_participation(actor=actor(manager), participation_id=claim.pk, claim_sha256=shown, at=NOW)
    shown = queries.claim_sha256(claim)
    change_work(
        actor=actor(work.written_by),
        reference=work.reference,
        at=NOW,
        **said | {"what_was_done": "Paid for it"},
    )
    with pytest.raises(ParticipationMoved):
        confirm_participation(actor=actor(manager), participation_id=claim.pk, claim_sha256=shown, at=NOW)
    confirmed(claim, manager)
    assert (claim.status, claim.title) == ("confirmed", "Built the new library")


def test_a_confirmation_vouches_for_the_words_it_was_given_for_and_for_no_others() -> None:
    council = make_organisation()
    work = make_work(council, "Tidied a spreadsheet")
    part = took_part(make_employment(council).person, work, confirmed_by=make_role(council, Role.APPROVER))
    assert queries.confirmed_in(work) == 1
    said = {"title": work.title, "what_was_done": work.what_was_done, "starts_on": BEGAN}
    for change, so in (
        ({"what_was_learned": "Much"}, True),
        ({"title": "Rebuilt the whole of benefits"}, False),
        ({"what_was_done": "Everything"}, False),
        ({}, True),
    ):
        now = change_work(actor=actor(work.written_by), reference=work.reference, at=NOW, **said | change)
        part.refresh_from_db()
        assert (queries.vouches_for(part, now), queries.confirmed_in(now)) == (so, int(so)), change
        assert (part.status, part.title) == ("confirmed", "Tidied a spreadsheet")
