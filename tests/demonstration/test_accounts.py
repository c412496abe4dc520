"""The accounts that anybody may be in a demonstration."""

import json
from datetime import datetime
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.test import override_settings

from commonpool.access import Role
from commonpool.identity.models import ApiToken
from commonpool.identity.queries import living_token
from commonpool.organisations.models import Organisation

pytestmark = pytest.mark.django_db


def listed(now: datetime) -> list[dict]:
    printed = StringIO()
    with time_machine.travel(now, tick=False), override_settings(DEMONSTRATION=True):
        call_command("demo_accounts", stdout=printed)
    return json.loads(printed.getvalue())


def test_lists_at_least_one_account_for_each_role(one_day: datetime) -> None:
    accounts = listed(one_day)
    assert set(accounts[0]) == {"email", "name", "council", "roles", "token"}
    assert {role for each in accounts for role in each["roles"]} == {role.value for role in Role}


def test_lists_somebody_who_books_in_every_council(one_day: datetime) -> None:
    booking = {each["council"] for each in listed(one_day) if "booking_manager" in each["roles"]}
    councils = Organisation.objects.filter(demonstration=True).exclude(type="combined_authority")
    assert booking == set(councils.values_list("code", flat=True))


def test_gives_the_same_working_tokens_again(one_day: datetime) -> None:
    first = listed(one_day)
    made = ApiToken.objects.count()
    assert listed(one_day) == first
    assert ApiToken.objects.count() == made == len(first)
    for each in first[:5]:
        token = living_token(each["token"], one_day.date())
        assert token is not None
        assert token.may_decide
        assert token.person.email == each["email"]
