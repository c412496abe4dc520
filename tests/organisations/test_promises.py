"""What the database promises of roles and of the register, whoever writes: nobody gives a role to themselves."""

import pytest
from django.db.models import F

from commonpool.access import Role
from commonpool.organisations.models import AdministratorClaim, RoleHolding, Succession
from tests.factories.councils import council
from tests.factories.people import NOW, TODAY, administrator_of, make_person, make_role
from tests.factories.register import make_organisation
from tests.guards import again, all_refused

pytestmark = [pytest.mark.django_db, pytest.mark.both_servers]


def test_nobody_gives_a_role_to_themselves_and_each_is_held_once() -> None:
    place = council(depth="peer")
    finance = make_role(place, Role.FINANCE)
    held = RoleHolding.objects.get(person=finance, organisation=place, role=Role.FINANCE)
    row = RoleHolding.objects.filter(pk=held.pk)
    own = {"granted_by": F("person"), "granted_by_rule": ""}
    all_refused([
        ("role_not_to_oneself", lambda: row.update(**own)),
        ("role_held_once", lambda: again(held)),
        ("role_steward_of_the_network", lambda: row.update(role=Role.STEWARD)),
        ("role_steward_of_the_network", lambda: row.update(organisation=None)),
    ])  # fmt: skip


def test_nobody_confirms_their_own_claim_and_it_has_one_answer() -> None:
    place = council(depth="peer")
    claim = AdministratorClaim.objects.filter(person=administrator_of(place)).latest("pk")
    row = AdministratorClaim.objects.filter(pk=claim.pk)
    no = {"refused_at": NOW, "refused_by": make_person(name="A steward")}
    waits = {"confirmed_at": None, "confirmed_by": None}

    def open_twice() -> None:
        for _each in range(2):
            again(claim, **waits)

    all_refused([
        ("claim_not_confirmed_by_oneself", lambda: row.update(confirmed_by=F("person"))),
        ("claim_one_answer", lambda: row.update(**no)),
        ("claim_open_once", open_twice),
    ])  # fmt: skip


def test_a_council_is_followed_by_another_and_once_by_each() -> None:
    was, now = make_organisation(), make_organisation()
    after = Succession.objects.create(predecessor=was, successor=now, on=TODAY)
    all_refused([
        ("succession_once", lambda: again(after)),
        ("succession_by_another", lambda: again(after, successor=was)),
    ])  # fmt: skip
