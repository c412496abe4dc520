"""What one council alone knows of its account, its interests, its limits and its rest; what two know of documents."""

from dataclasses import replace
from datetime import timedelta

from commonpool.access import Role
from commonpool.agreements.models import Joining
from commonpool.agreements.operations import declare_interests, enter_bank_details, set_pair_cap
from commonpool.bookings.models import Booking
from commonpool.bookings.operations import say_ready
from commonpool.bookings.rules.needs import DOCUMENTS, Schedule
from commonpool.identity.models import Person
from commonpool.organisations.models import Organisation
from tests.factories.bookings import Pair, monday
from tests.factories.councils import answered
from tests.factories.hours import FRIDAY
from tests.factories.listings import listed_officer
from tests.factories.needs import needing
from tests.factories.people import TODAY, actor
from tests.security.secrets import AMOUNTS, SECRETS


def own_terms(
    home: Organisation, host: Organisation, elsewhere: Organisation, staff: dict[tuple[int, Role], Person]
) -> None:
    """The home council has given all of these, and nobody else has seen them."""
    enter_bank_details(
        actor=actor(staff[home.pk, Role.FINANCE]), organisation_id=home.pk, sort_code="309089",
        account_name=SECRETS["account_name"], account_number=SECRETS["account_number"], at=FRIDAY,
    )  # fmt: skip
    declare_interests(
        actor=actor(staff[home.pk, Role.BOOKING_MANAGER]), organisation_id=home.pk,
        interests={elsewhere.pk: SECRETS["interest"]}, at=FRIDAY,
    )  # fmt: skip
    set_pair_cap(
        actor=actor(staff[home.pk, Role.BUDGET_HOLDER]), host_id=home.pk, home_id=host.pk, year=2026,
        cap_pence=AMOUNTS["cap"], ends_on=TODAY + timedelta(days=90), at=FRIDAY,
    )  # fmt: skip
    administrator = actor(staff[home.pk, Role.COUNCIL_ADMINISTRATOR])
    answered(home, administrator, standing_orders_pence=AMOUNTS["standing orders"])
    Joining.objects.filter(organisation=home).update(rest_minutes=720, rest_reason=SECRETS["rest"])


def shared_documents(pair: Pair) -> Booking:
    """An officer of the home council has documents of the host, and the two know of what kind, of whom and why."""
    lent = replace(pair, officer=listed_officer(pair.home))
    booking = needing(lent, (DOCUMENTS,), [(monday(3), 60)], at=FRIDAY)
    texts = SECRETS["data shared"], SECRETS["whose data"], SECRETS["why shared"]
    say_ready(
        actor=actor(pair.booker, at=FRIDAY), booking_id=booking.pk, needs={DOCUMENTS},
        schedule=Schedule(*texts, monday(3) + timedelta(days=6)), at=FRIDAY,
    )  # fmt: skip
    return booking
