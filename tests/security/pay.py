"""What the home council pays: nobody outside of it may read a payroll number, an element or whom it pays for what."""

from dataclasses import replace
from datetime import timedelta

from commonpool.identity.models import Person
from commonpool.payroll.models import TimeTaken
from commonpool.payroll.operations import export_payroll, record_time_taken
from commonpool.people.models import Employment
from tests.factories.bookings import Pair, bound_booking, monday
from tests.factories.hours import FRIDAY
from tests.factories.listings import listed_officer
from tests.factories.payroll import own_hours, pays
from tests.factories.people import actor
from tests.security.secrets import SECRETS


def paid(pair: Pair, hr: Person) -> TimeTaken:
    """The home council has exported December's file; an officer of it takes time back, and waits for an answer."""
    home, earlier = pair.home, FRIDAY - timedelta(days=8)
    pays(home, codes={150: SECRETS["element_code"]}, cost_code=SECRETS["paid_from"])
    lent = replace(pair, officer=listed_officer(home))
    Employment.objects.filter(pk=lent.officer.employment.pk).update(payroll_number=SECRETS["paid_number"])
    own_hours(lent, bound_booking(lent, [(monday(-1), 120)]), week=monday(-1), at=earlier)
    period = FRIDAY.date().replace(day=1)
    export_payroll(actor=actor(hr, at=FRIDAY), organisation_id=home.pk, period=period, at=FRIDAY)
    back = replace(pair, officer=listed_officer(home, time_basis="time_back"))
    own_hours(back, bound_booking(back))
    return record_time_taken(
        actor=actor(back.officer.person, at=FRIDAY), employment_id=back.officer.employment.pk,
        on=FRIDAY.date(), minutes=60, at=FRIDAY,
    )  # fmt: skip
