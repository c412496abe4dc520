"""What the database promises of people at work, whoever writes: nobody answers for themselves."""

from datetime import timedelta

import pytest
from django.db.models import F

from commonpool.access import Role
from commonpool.people.models import ONE_DAY, Deputy, Employment, Experience, Participation, PieceOfWork
from tests.factories.councils import council
from tests.factories.people import NOW, TODAY, make_employment, make_officer, make_role
from tests.factories.works import BEGAN, make_work, took_part
from tests.guards import again, all_refused
from tests.guards import refused as refuse

LATER = TODAY + ONE_DAY

pytestmark = [pytest.mark.django_db, pytest.mark.both_servers]


def test_nobody_checks_deputises_for_or_confirms_themselves() -> None:
    place = council(depth="peer")
    job, approver = make_officer(place), make_role(place, Role.APPROVER)
    row = Employment.objects.filter(pk=job.pk)
    deputy = Deputy.objects.create(
        organisation=place,
        approver=approver,
        person=job.person,
        starts_on=TODAY,
        named_at=NOW,
        named_by=approver,
    )
    said = Experience.objects.create(
        person=job.person, employment=job, words="Led an appeal", said_at=NOW, said_by=job.person
    )
    own = {"confirmed_at": NOW, "confirmed_by": job.person}
    refusing_own = {"refused_at": NOW, "refused_by": job.person, "refused_reason": "not_so"}
    all_refused([
        ("employment_ticked_by_another", lambda: row.update(ticked_by=F("person"))),
        ("employment_checked_by_another", lambda: row.update(checked_by=F("person"))),
        ("employment_checked_after_ticked", lambda: row.update(checked_at=NOW - timedelta(hours=1))),
        ("employment_live_once", lambda: again(job)),
        ("deputy_not_oneself", lambda: again(deputy, approver=job.person)),
        ("deputy_one_at_a_time", lambda: again(deputy, person=make_role(place, Role.APPROVER))),
        ("experience_confirmed_by_another", lambda: Experience.objects.filter(pk=said.pk).update(**own)),
        ("experience_refused_by_another", lambda: Experience.objects.filter(pk=said.pk).update(**refusing_own)),
    ])  # fmt: skip


def test_what_was_done_is_answered_one_way_and_not_said_again_and_not_before_it_was_done() -> None:
    place = council(depth="peer")
    job, approver = make_officer(place), make_role(place, Role.APPROVER)
    said = Experience.objects.create(
        person=job.person, employment=job, words="Led an appeal", said_at=NOW, said_by=job.person
    )
    row = Experience.objects.filter(pk=said.pk)
    refused = {"refused_at": NOW, "refused_by": approver}
    all_refused([
        ("experience_finished_by_then", lambda: row.update(finished_in=NOW.year + 1)),
        ("experience_refused_for_a_reason", lambda: row.update(**refused)),
        ("experience_refused_for_a_reason", lambda: row.update(refused_reason="not_so")),
        ("experience_refused_reason", lambda: row.update(**refused, refused_reason="ill")),
        ("experience_refused_at_by", lambda: row.update(refused_by=approver)),
    ])  # fmt: skip
    row.update(**refused, refused_reason="not_known")
    new = {"refused_at": None, "refused_by": None, "refused_reason": ""}
    all_refused([
        ("experience_answered_one_way", lambda: row.update(confirmed_at=NOW, confirmed_by=approver)),
        ("experience_not_said_again", lambda: again(said, words="led an APPEAL", **new)),
    ])  # fmt: skip
    again(said, words="Led two appeals", **new)


def test_a_piece_of_work_says_what_was_done_and_what_was_confirmed_stays() -> None:
    place = council(depth="peer")
    person, approver = make_employment(place).person, make_role(place, Role.APPROVER)
    work = make_work(place, ends_on=TODAY)
    claim, part = took_part(approver, work), took_part(person, work, confirmed_by=approver)
    works, claims = PieceOfWork.objects.filter(pk=work.pk), Participation.objects.filter(pk=claim.pk)
    parts = Participation.objects.filter(pk=part.pk)
    own = {"status": "confirmed", "confirmed_at": NOW, "confirmed_by": approver}
    by_rule = {"status": "confirmed", "confirmed_at": NOW, "confirmed_by_rule": "delivered_booking"}
    refused = {"status": "refused", "refused_at": NOW, "refused_by": person}
    all_refused([
        ("work_says_what", lambda: works.update(title="")),
        ("work_says_what", lambda: works.update(links=["https://example.org"] * 6)),
        ("work_status", lambda: works.update(status="lost")),
        ("work_withdrawn_at_its_status", lambda: works.update(status="withdrawn")),
        ("work_dates", lambda: works.update(starts_on=TODAY + timedelta(days=1))),
        ("participation_kind", lambda: claims.update(kind="meeting")),
        ("participation_status", lambda: claims.update(status="lost")),
        ("participation_once", lambda: again(claim)),
        ("participation_confirmed_by_another", lambda: claims.update(**own)),
        ("participation_confirmed_as_its_kind", lambda: claims.update(**by_rule)),
        ("participation_confirmed_at_its_status", lambda: claims.update(status="confirmed")),
        ("participation_refused_at_its_status", lambda: claims.update(status="refused")),
        ("participation_withdrawn_at_its_status", lambda: claims.update(status="withdrawn")),
        ("participation_dates", lambda: claims.update(to_on=work.starts_on - timedelta(days=1))),
        ("participation_says_what_was_confirmed", lambda: parts.update(title="Led a hospital")),
        ("participation_says_what_was_confirmed", lambda: parts.update(role="Led it")),
        ("participation_says_what_was_confirmed", lambda: parts.update(function_id="digital")),
        ("participation_says_what_was_confirmed", lambda: parts.update(person=approver)),
        ("participation_says_what_was_confirmed", lambda: parts.update(confirmed_words="others")),
        ("participation_confirmed_of_words", lambda: claims.update(**own | {"confirmed_by": person})),
        ("work_not_in_the_future", lambda: works.update(starts_on=LATER, ends_on=None)),
        ("work_not_in_the_future", lambda: works.update(ends_on=LATER)),
        ("participation_not_in_the_future", lambda: claims.update(from_on=LATER)),
        ("participation_not_in_the_future", lambda: claims.update(to_on=LATER)),
        ("participation_within_its_work", lambda: again(claim, from_on=BEGAN - ONE_DAY, person=part.person)),
        ("participation_refused_for_a_reason", lambda: claims.update(refused_reason="not_so")),
        ("participation_refused_reason", lambda: claims.update(**refused, refused_reason="ill")),
    ])  # fmt: skip
    claims.update(**refused, refused_reason="not_known")
    new = {"status": "claimed", "refused_at": None, "refused_by": None, "refused_reason": ""}
    refuse("participation_not_claimed_again", lambda: again(claim, role="led the TESTING", **new))
    again(claim, role="Led the rehearsals", **new)
