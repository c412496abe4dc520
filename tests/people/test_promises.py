"""What the database promises of people at work, whoever writes: nobody answers for themselves."""

from datetime import timedelta

import pytest
from django.db.models import F

from commonpool.access import Role
from commonpool.people.models import Deputy, Employment, Experience, Participation, PieceOfWork
from tests.factories.councils import council
from tests.factories.people import NOW, TODAY, make_employment, make_officer, make_role
from tests.factories.works import make_work, took_part
from tests.guards import again, all_refused

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
    all_refused([
        ("employment_ticked_by_another", lambda: row.update(ticked_by=F("person"))),
        ("employment_checked_by_another", lambda: row.update(checked_by=F("person"))),
        ("employment_checked_after_ticked", lambda: row.update(checked_at=NOW - timedelta(hours=1))),
        ("employment_live_once", lambda: again(job)),
        ("deputy_not_oneself", lambda: again(deputy, approver=job.person)),
        ("deputy_one_at_a_time", lambda: again(deputy, person=make_role(place, Role.APPROVER))),
        ("experience_confirmed_by_another", lambda: Experience.objects.filter(pk=said.pk).update(**own)),
    ])  # fmt: skip


def test_a_piece_of_work_says_what_was_done_and_what_was_confirmed_stays() -> None:
    place = council(depth="peer")
    person, approver = make_employment(place).person, make_role(place, Role.APPROVER)
    work = make_work(place, ends_on=TODAY)
    claim, part = took_part(approver, work), took_part(person, work, confirmed_by=approver)
    works, claims = PieceOfWork.objects.filter(pk=work.pk), Participation.objects.filter(pk=claim.pk)
    parts = Participation.objects.filter(pk=part.pk)
    own = {"status": "confirmed", "confirmed_at": NOW, "confirmed_by": approver}
    by_rule = {"status": "confirmed", "confirmed_at": NOW, "confirmed_by_rule": "delivered_booking"}
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
    ])  # fmt: skip
