"""A manager allows, within limits."""

from datetime import date
from typing import Any

import pytest

from commonpool.access import Role
from commonpool.access.actor import DecideScopeNeeded, FreshCodeNeeded, StepUpNeeded
from commonpool.availability import operations
from commonpool.availability.models import Permission
from commonpool.availability.queries import case_of, standing_of, unconfirmed_experience, weeks_of
from commonpool.kernel.refusals import NotFound
from commonpool.people.models import Employment
from commonpool.people.operations import say_experience
from commonpool.people.queries import actor_for
from tests.factories.councils import council
from tests.factories.listings import (
    UNTIL,
    asked_permission,
    case_sha256,
    draft_listing,
    grant,
    listed_officer,
)
from tests.factories.people import NOW, TODAY, actor, make_employment, make_officer, make_role
from tests.guards import again, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked() -> Permission:
    return asked_permission(
        draft_listing(make_officer(council(), ticked=False, checked=False)), decisions=True
    )


def decide(permission: Permission, **over: Any) -> Permission:
    facts: dict[str, Any] = {
        "actor": actor(permission.approver),
        "weekly_minutes": permission.weekly_minutes,
        "starts_on": permission.starts_on,
        "ends_on": permission.ends_on,
        "time_basis": permission.time_basis,
        "decisions": permission.decisions,
        "peer_help": permission.peer_help,
        "on_payroll": True,
        "case_sha256": case_sha256(permission),
    }
    return operations.grant_permission(permission_id=permission.pk, at=NOW, **(facts | over))


def test_puts_the_listing_in_the_pool_with_its_weeks():
    officer = listed_officer(council())
    assert officer.listing.status == "listed"
    assert officer.listing.listed_by_rule == "permission_granted"
    assert standing_of(officer.listing.pk, NOW).bookable
    weeks = list(weeks_of(officer.person.pk, NOW.date(), officer.permission.ends_on))
    assert {week.offered_minutes for week in weeks if week.open} == {120}


def test_stands_within_the_narrower_limits_the_manager_chose(asked: Permission):
    granted = decide(
        asked,
        weekly_minutes=60,
        ends_on=date(2027, 3, 31),
        time_basis="time_back",
        decisions=False,
        peer_help=False,
    )
    granted.refresh_from_db()
    assert (granted.weekly_minutes, granted.ends_on, granted.time_basis) == (
        60,
        date(2027, 3, 31),
        "time_back",
    )
    assert not granted.decisions
    assert not granted.peer_help
    standing = standing_of(granted.listing_id, NOW)
    assert standing.visible
    assert not standing.peer_help
    assert standing.unpaid == ("not_checked",)


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"weekly_minutes": 150}, "weekly_minutes"),
        ({"ends_on": date(2027, 10, 30)}, "ends_on"),
        ({"starts_on": date(2026, 11, 1)}, "starts_on"),
    ],
)
def test_refuses_more_than_was_asked(asked: Permission, over: dict[str, Any], field: str):
    with pytest.raises(operations.BeyondWhatWasAsked) as refused:
        decide(asked, **over)
    assert refused.value.field == field
    asked.refresh_from_db()
    assert asked.status == "asked"


def test_ticks_payroll_and_what_was_done(asked: Permission):
    say = {"actor": actor(asked.employment.person), "at": NOW}
    done, other = say_experience(words="Ran 40 appeals", **say), say_experience(words="Wrote a plan", **say)
    decide(asked, confirmed_experience_ids=[done.pk])
    asked.employment.refresh_from_db()
    assert asked.employment.ticked_by == asked.approver
    assert [each.pk for each in unconfirmed_experience(asked)] == [other.pk]


def test_leaves_payroll_unticked_for_somebody_not_on_it(asked: Permission):
    decide(asked, on_payroll=False)
    asked.employment.refresh_from_db()
    assert asked.employment.ticked_at is None


def test_refuses_another_persons_experience(asked: Permission):
    stranger = make_officer(asked.employment.organisation)
    done = say_experience(actor=actor(stranger.person), words="Ran appeals", at=NOW)
    with pytest.raises(NotFound):
        decide(asked, confirmed_experience_ids=[done.pk])


def test_refuses_a_case_that_changed_since_it_was_opened(asked: Permission):
    read = case_sha256(asked)
    draft_listing(asked.employment, headline="Something else altogether")
    with pytest.raises(operations.CaseChanged) as refused:
        decide(asked, case_sha256=read)
    assert (refused.value.status, refused.value.code) == (409, "case_changed")
    asked.refresh_from_db()
    assert asked.status == "asked"


def test_refuses_a_second_answer(asked: Permission):
    decide(asked)
    with pytest.raises(operations.PermissionMoved):
        decide(asked)
    with pytest.raises(operations.PermissionMoved):
        operations.refuse_permission(
            actor=actor(asked.approver), permission_id=asked.pk, reason="workload", at=NOW
        )


def test_wants_a_fresh_code_within_the_usual_limits(asked: Permission):
    stale = actor(asked.approver, second_factor=False, fresh_code=False)
    with pytest.raises(FreshCodeNeeded):
        decide(asked, actor=stale)
    assert decide(asked, actor=actor(asked.approver, second_factor=False)).status == "granted"


def test_wants_the_code_at_the_managers_mailbox_in_that_council(asked: Permission):
    elsewhere = make_employment(council("Wales", depth="peer"), person=asked.approver)
    by = {
        job.mailbox: actor_for(person_id=asked.approver.pk, fresh_mailboxes=[job.mailbox], at=NOW)
        for job in asked.approver.employments.all()
    }
    with pytest.raises(FreshCodeNeeded) as refusal:
        decide(asked, actor=by.pop(elsewhere.mailbox))
    (here,) = by
    assert refusal.value.facts["mailbox"] == here
    assert decide(asked, actor=by[here]).status == "granted"


def test_wants_a_second_factor_beyond_the_usual_limits():
    listing = draft_listing(make_officer(council(default_weekly_minutes=60)))
    asked = asked_permission(listing)
    with pytest.raises(StepUpNeeded):
        decide(asked, actor=actor(asked.approver, second_factor=False))
    within = decide(asked, actor=actor(asked.approver, second_factor=False), weekly_minutes=60)
    assert within.status == "granted"


def test_refuses_a_token_that_may_not_decide(asked: Permission):
    with pytest.raises(DecideScopeNeeded):
        decide(asked, actor=actor(asked.approver, may_decide=False))


def test_refuses_an_officer_who_is_an_approver_too():
    home = council()
    officer = make_officer(home)
    asked = asked_permission(draft_listing(officer))
    make_role(home, Role.APPROVER, person=officer.person)
    with pytest.raises(operations.NotForOneself):
        decide(asked, actor=actor(officer.person))


def test_refuses_with_a_reason_of_the_list(asked: Permission):
    manager = actor(asked.approver)
    with pytest.raises(operations.ReasonUnknown):
        operations.refuse_permission(actor=manager, permission_id=asked.pk, reason="ill health", at=NOW)
    refused = operations.refuse_permission(actor=manager, permission_id=asked.pk, reason="not_now", at=NOW)
    assert (refused.status, refused.refused_reason) == ("refused", "not_now")
    assert not standing_of(asked.listing_id, NOW).visible


def test_lets_the_officer_ask_again_after_a_refusal(asked: Permission):
    operations.refuse_permission(
        actor=actor(asked.approver), permission_id=asked.pk, reason="not_now", at=NOW
    )
    again = asked_permission(asked.listing, approver=asked.approver)
    assert grant(again).status == "granted"


def test_starts_no_earlier_than_it_says():
    officer = listed_officer(council(), starts_on=date(2026, 12, 9), ends_on=UNTIL)
    weeks = {week.monday: week for week in weeks_of(officer.person.pk, TODAY, UNTIL)}
    assert not weeks[date(2026, 11, 30)].open
    assert weeks[date(2026, 12, 7)].open


def test_one_is_asked_beside_the_one_that_runs_and_the_case_says_so():
    officer = listed_officer(council())
    asked = asked_permission(officer.listing, approver=officer.approver)
    assert case_of(asked, NOW)["takes_the_place_of"] == officer.permission.pk
    with pytest.raises(operations.AskedAlready):
        asked_permission(officer.listing, approver=officer.approver)
    read = case_sha256(asked)
    operations.withdraw_permission(
        actor=actor(officer.approver), permission_id=officer.permission.pk, reason="workload", at=NOW
    )
    with pytest.raises(operations.CaseChanged):
        decide(asked, case_sha256=read)


def test_is_refused_by_the_database_for_a_second_one_asked():
    asked = asked_permission(listed_officer(council()).listing)
    refused("permission_one_asked", lambda: again(asked))


def test_the_case_changes_with_the_other_jobs_the_manager_reads(asked: Permission):
    read = case_sha256(asked)
    Employment.objects.filter(pk=asked.employment_id).update(other_jobs="Bar work at weekends")
    with pytest.raises(operations.CaseChanged):
        decide(asked, case_sha256=read)
