"""What one council alone knows of its account, its interests, its cap and its rest."""

from datetime import timedelta

from commonpool.access import Role
from commonpool.agreements.models import Joining
from commonpool.agreements.operations import declare_interests, enter_bank_details, set_pair_cap
from commonpool.identity.models import Person
from commonpool.organisations.models import Organisation
from tests.factories.hours import FRIDAY
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
    Joining.objects.filter(organisation=home).update(rest_minutes=720, rest_reason=SECRETS["rest"])
