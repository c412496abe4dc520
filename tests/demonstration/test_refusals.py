"""Where nothing is invented."""

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from commonpool.organisations.models import Organisation
from tests.factories import council

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("command", ["load_demonstration", "demo_accounts"])
def test_refuses_outside_a_demonstration(command: str) -> None:
    with override_settings(DEMONSTRATION=False), pytest.raises(CommandError, match="not a demonstration"):
        call_command(command)


@pytest.mark.parametrize("command", ["load_demonstration", "demo_accounts"])
def test_refuses_beside_a_real_council(command: str) -> None:
    council(depth="peer")
    with override_settings(DEMONSTRATION=True), pytest.raises(CommandError):
        call_command(command)
    assert not Organisation.objects.filter(demonstration=True).exists()


def test_lists_nobody_before_the_demonstration_is_loaded() -> None:
    with override_settings(DEMONSTRATION=True), pytest.raises(CommandError, match="load the demonstration"):
        call_command("demo_accounts")
