"""What the database promises of people at work, whoever writes: nobody answers for themselves."""

from datetime import timedelta

import pytest
from django.db.models import F

from commonpool.access import Role
from commonpool.people.models import Deputy, Employment, Experience
from tests.factories.councils import council
from tests.factories.people import NOW, TODAY, make_officer, make_role
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
