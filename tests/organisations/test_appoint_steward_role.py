"""The first steward comes from the command line."""

import pytest
from django.core.management import CommandError, call_command

from commonpool.organisations.queries import roles

pytestmark = pytest.mark.django_db


def test_the_installer_names_a_steward_who_never_signed_in() -> None:
    call_command("appoint_steward", "Keeper@example.org", verbosity=0)
    assert [holding.person.email for holding in roles.stewards()] == ["keeper@example.org"]
    assert roles.stewards().get().granted_by_rule == "command_line"


@pytest.mark.parametrize("email", ["nobody", ""])
def test_refuses_what_is_no_address(email: str) -> None:
    with pytest.raises(CommandError):
        call_command("appoint_steward", email, verbosity=0)


def test_refuses_a_steward_twice() -> None:
    call_command("appoint_steward", "keeper@example.org", verbosity=0)
    with pytest.raises(CommandError):
        call_command("appoint_steward", "keeper@example.org", verbosity=0)
