"""An officer writes, pauses and closes their entry in the pool."""

from datetime import date
from typing import Any

import pytest

from commonpool.access import Role
from commonpool.availability import operations
from commonpool.availability.models import Listing, Week
from commonpool.availability.queries import listing_for, my_listing, standing_of
from commonpool.kernel.refusals import Forbidden, NotFound
from commonpool.people.models import Skill
from tests.factories.councils import council
from tests.factories.listings import Listed, asked_permission, draft_listing, listed_officer
from tests.factories.people import NOW, TODAY, actor, make_employment, make_officer, make_person, make_role
from tests.factories.register import make_organisation
from tests.guards import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> Listed:
    return listed_officer(council())


def test_is_one_draft_however_often_it_is_written():
    employment = make_employment(make_organisation())
    first = draft_listing(employment)
    again = draft_listing(employment, headline="Another line")
    assert first.pk == again.pk
    assert (again.status, again.headline) == ("draft", "Another line")
    assert my_listing(actor(employment.person)) == again


def test_changes_the_weeks_at_once(officer: Listed):
    draft_listing(officer.employment, weekly_minutes=60, weeks_off=[date(2026, 12, 14)])
    weeks = {week.monday: week for week in Week.objects.filter(person=officer.person)}
    assert weeks[date(2026, 12, 7)].offered_minutes == 60
    assert weeks[date(2026, 12, 14)].why_closed == "leave"


def test_stays_under_the_permission_however_much_is_offered(officer: Listed):
    draft_listing(officer.employment, weekly_minutes=1200, blocks=[(date(2026, 12, 7), 600)])
    assert set(
        Week.objects.filter(person=officer.person, open=True).values_list("offered_minutes", flat=True)
    ) == {120}


def test_keeps_skills_and_one_off_hours_as_chosen():
    Skill.objects.create(id="appeals", name="Appeals")
    employment = make_employment(make_organisation())
    listing = draft_listing(employment, skill_ids=["appeals"], blocks=[(date(2027, 3, 1), 1320)])
    assert [skill.pk for skill in listing.skills.all()] == ["appeals"]
    assert [(block.monday, block.minutes) for block in listing.blocks.all()] == [(date(2027, 3, 1), 1320)]
    draft_listing(employment)
    assert not listing.skills.exists()
    assert not listing.blocks.exists()


@pytest.mark.parametrize(
    ("over", "refusal"),
    [
        ({"headline": "  "}, operations.HeadlineMissing),
        ({"headline": "x" * 121}, operations.HeadlineMissing),
        ({"weekly_minutes": 0}, operations.NothingOffered),
        ({"weekly_minutes": 45}, operations.HoursOutOfRange),
        ({"weekly_minutes": -30}, operations.HoursOutOfRange),
        ({"weekly_minutes": 2250}, operations.HoursOutOfRange),
        ({"blocks": [(date(2026, 12, 8), 60)]}, operations.BlockInvalid),
        ({"blocks": [(date(2026, 12, 7), 60), (date(2026, 12, 7), 30)]}, operations.BlockInvalid),
        ({"blocks": [(date(2026, 12, 7), 10)]}, operations.HoursOutOfRange),
        ({"ends_on": date(2026, 11, 1)}, operations.DatesTurnedRound),
        ({"usual_days": []}, operations.DaysMissing),
        ({"usual_days": [8]}, operations.DaysMissing),
        ({"remote": False}, operations.PlaceMissing),
        ({"skill_ids": ["no such skill"]}, operations.ChoiceUnknown),
        ({"function_ids": ["no such function"]}, operations.ChoiceUnknown),
        ({"weeks_off": [date(2026, 12, 8)]}, operations.NotAMonday),
        ({"weeks_off": [date(2026, 10, 26)]}, operations.NotAMonday),
    ],
)
def test_refuses_what_cannot_be(over: dict[str, Any], refusal: type[Exception]):
    employment = make_employment(make_organisation())
    with pytest.raises(refusal):
        draft_listing(employment, **over)
    assert not Listing.objects.exists()


def test_belongs_to_one_job_at_a_time(officer: Listed):
    second = make_employment(make_organisation(), person=officer.person)
    with pytest.raises(operations.ListedElsewhere):
        draft_listing(second)
    operations.close_listing(actor=actor(officer.person), listing_id=officer.listing.pk, at=NOW)
    assert draft_listing(second).status == "draft"


def test_closes_with_its_permission_and_its_weeks(officer: Listed):
    operations.close_listing(actor=actor(officer.person), listing_id=officer.listing.pk, at=NOW)
    officer.permission.refresh_from_db()
    assert (officer.permission.status, officer.permission.ended_reason) == ("withdrawn", "listing_closed")
    assert not Week.objects.filter(person=officer.person, open=True).exists()
    with pytest.raises(operations.ListingMoved):
        operations.pause_listing(actor=actor(officer.person), listing_id=officer.listing.pk, at=NOW)


def test_pauses_and_resumes(officer: Listed):
    facts = {"actor": actor(officer.person), "listing_id": officer.listing.pk, "at": NOW}
    operations.pause_listing(**facts)
    assert standing_of(officer.listing.pk, NOW).hidden == ("not_listed",)
    assert not Week.objects.filter(person=officer.person, open=True).exists()
    operations.resume_listing(**facts)
    assert standing_of(officer.listing.pk, NOW).visible
    assert Week.objects.filter(person=officer.person, open=True).exists()


@pytest.mark.both_servers
def test_is_refused_by_the_database_when_a_person_would_have_two(officer: Listed):
    refused(
        "listing_one_live",
        lambda: Listing.objects.create(
            person=officer.person,
            employment=officer.employment,
            headline="A second",
            starts_on=TODAY,
            written_at=NOW,
            written_by=officer.person,
        ),
    )


def test_is_not_found_for_another_persons_employment():
    employment = make_employment(make_organisation())
    with pytest.raises(NotFound):
        operations.write_listing(
            actor=actor(make_person()),
            employment_id=employment.pk,
            headline="Mine now",
            weekly_minutes=60,
            starts_on=TODAY,
            at=NOW,
        )


def test_moves_for_its_owner_alone(officer: Listed):
    others = [officer.approver, make_employment(officer.employment.organisation).person]
    for person in others:
        for move in (operations.pause_listing, operations.resume_listing, operations.close_listing):
            with pytest.raises(NotFound):
                move(actor=actor(person), listing_id=officer.listing.pk, at=NOW)


def test_weeks_off_are_for_people_who_work_somewhere():
    with pytest.raises(Forbidden):
        operations.set_weeks_off(actor=actor(make_person()), mondays=[], at=NOW)


def test_is_seen_by_its_owner_their_manager_and_while_visible_by_councils_people(officer: Listed):
    reader = make_employment(council("Wales", depth="none")).person
    for person in (officer.person, officer.approver, reader):
        assert listing_for(actor(person), officer.reference, NOW) == officer.listing
    with pytest.raises(NotFound):
        listing_for(actor(make_person()), officer.reference, NOW)
    operations.pause_listing(actor=actor(officer.person), listing_id=officer.listing.pk, at=NOW)
    assert listing_for(actor(officer.approver), officer.reference, NOW) == officer.listing
    for person in (reader, make_role(council("Scotland", depth="peer"), Role.APPROVER)):
        with pytest.raises(NotFound):
            listing_for(actor(person), officer.reference, NOW)


def test_stays_a_draft_until_the_manager_has_answered():
    listing = draft_listing(make_officer(council()))
    asked_permission(listing)
    listing.refresh_from_db()
    assert listing.status == "draft"
    assert standing_of(listing.pk, NOW).hidden == ("not_listed", "no_permission")
    assert not Week.objects.filter(person=listing.person).exists()
