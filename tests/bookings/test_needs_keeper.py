"""Who of the host is told what to have ready and to end, where the contact named has gone."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from commonpool.access import Role
from commonpool.activity.models import Event
from commonpool.bookings import queries
from commonpool.bookings.operations import tell_of_needs
from commonpool.identity.models import Person
from commonpool.kernel.clock import london_instant
from commonpool.notifications.queries.about_needs import needs_told
from commonpool.organisations.models import Organisation
from commonpool.people.models import Employment
from commonpool.people.queries import holders_at
from tests.factories.bookings import make_pair
from tests.factories.needs import LATE, needing, said_ready
from tests.factories.people import NOW, actor, make_role

pytestmark = pytest.mark.django_db


def test_where_the_contact_has_gone_another_of_the_host_is_told() -> None:
    pair = make_pair()
    colleague = make_role(pair.host, Role.BOOKING_MANAGER)
    booking = needing(pair, contact=colleague.email)

    holders = [each for each in holders_at([pair.host.pk], Role.BOOKING_MANAGER, NOW.date())[pair.host.pk]
               if each not in (colleague, pair.booker)]  # fmt: skip
    other = holders[0]

    def told(at: datetime) -> tuple[set[str], list[str]]:
        waits = [each.email for each in (colleague, pair.booker, *holders)
                 if queries.needs_waiting(actor(each, at=at), at)]  # fmt: skip
        tell_of_needs(at=at)
        event = Event.objects.filter(name="NeedsTold").latest("pk")
        return {draft.address for draft in needs_told(event) if draft.template != "needs_late_home"}, waits

    soon = london_instant(date(2026, 12, 2), 9)
    assert told(soon) == ({colleague.email}, [colleague.email])
    leave(colleague, pair.host, date(2026, 12, 2))
    assert told(LATE) == ({pair.booker.email}, [pair.booker.email])
    leave(pair.booker, pair.host, date(2026, 12, 7))
    after = london_instant(date(2026, 12, 13), 9)
    said_ready(replace(pair, booker=other), booking, at=london_instant(date(2026, 12, 8), 9))
    assert told(after) == ({other.email}, [other.email])


def leave(person: Person, council: Organisation, last_day: date) -> None:
    Employment.objects.filter(person=person, organisation=council).update(ends_on=last_day)
