"""Journey 1: from the first person's e-mail address to a council that is live on the map."""

import re
from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import expect

from tests.journeys.letters import link_in
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.journey, pytest.mark.django_db]

ROOM = "/council/fenmarch/"
FIRST = "first.person@fenmarch.example"
SIGNATORIES = (("Rosa Kemp", "Director of finance", "rosa.kemp@fenmarch.example"),
               ("Imran Doyle", "Monitoring officer", "imran.doyle@fenmarch.example"))


def test_a_council_joins(visitor: Callable[..., Visitor]) -> None:
    ada = visitor()
    first_person_asks_to_be_administrator(ada, "Ada Nwosu")
    steward_confirms(visitor(), "Ada Nwosu")
    administrator_names_signatories(ada)
    for name, _post, email in SIGNATORIES:
        signatory_signs(visitor(), name, email)


def first_person_asks_to_be_administrator(ada: Visitor, name: str) -> None:
    ada.open("/")
    ada.follow("Sign in")
    ada.sign_in_by_code(FIRST)
    print(ada.path)
    ada.reads("You work at Fenmarch?")
    ada.press("Yes, I work there")
    print(ada.path)
    ada.open("/")
    print(ada.path)


def steward_confirms(steward: Visitor, name: str) -> None:
    pass


def administrator_names_signatories(ada: Visitor) -> None:
    pass


def signatory_signs(who: Visitor, name: str, email: str) -> None:
    pass
