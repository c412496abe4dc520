"""Signing in by code: the same page and answer for everybody."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.core.cache import cache
from django.test import Client

from commonpool.identity.models import Person
from commonpool.identity.operations import anonymise_person
from commonpool.kernel.clock import now
from tests.factories import NOW, actor, make_organisation, make_person, signed_in

pytestmark = pytest.mark.django_db

ASK, CONFIRM = "/account/sign-in/", "/account/sign-in/confirm/"


@pytest.fixture(autouse=True)
def nobody_has_asked_yet() -> None:
    cache.clear()


def ask(client: Client, email: str, **more: str) -> Any:
    return client.post(ASK, {"email": email, **more})


def code_sent() -> str:
    found = re.search(r"Your code is (\S+)", str(mail.outbox[-1].body))
    assert found
    return found[1]


def test_an_unknown_address_has_an_account_once_its_code_is_given_back() -> None:
    council = make_organisation("Ambleford", domains=("ambleford.gov.uk",))
    client = Client()
    assert ask(client, "Asha@Ambleford.gov.uk").headers["Location"] == CONFIRM
    assert not Person.objects.filter(email="asha@ambleford.gov.uk").exists()
    answer = client.post(CONFIRM, {"code": code_sent()})
    assert answer.headers["Location"] == "/account/council/"
    asha = Person.objects.get(email="asha@ambleford.gov.uk")
    assert client.session["_auth_user_id"] == str(asha.pk)
    page = client.get("/account/council/")
    assert b"You work at Ambleford?" in page.content
    answer = client.post("/account/council/", {"council": council.pk})
    assert answer.headers["Location"] == "/account/details/", "a name first"
    answer = client.post("/account/details/", {"name": "Asha Rao", "language": "en-gb"})
    assert answer.headers["Location"] == f"/account/jobs/{asha.employments.get().pk}/"


def test_a_known_and_an_unknown_address_get_the_same_answer_and_letter() -> None:
    make_person("known@example.org")
    answers, letters = [], []
    for email in ("known@example.org", "unknown@example.org"):
        client = Client()
        first = ask(client, email)
        second = client.get(first.headers["Location"])
        token = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')
        answers.append((first.status_code, token.sub(b"", second.content).replace(email.encode(), b"")))
        words = f"{mail.outbox[-1].subject}\n{mail.outbox[-1].body}"
        letters.append(words.replace(code_sent(), "CODE"))
    assert answers[0] == answers[1]
    assert letters[0] == letters[1]


def test_the_code_works_only_in_the_browser_that_asked() -> None:
    make_person("known@example.org")
    ask(Client(), "known@example.org")
    code, other = code_sent(), Client()
    assert other.post(CONFIRM, {"code": code}).headers["Location"] == ASK
    ask(other, "known@example.org")
    answer = other.post(CONFIRM, {"code": code})
    assert answer.status_code == 422
    assert "_auth_user_id" not in other.session


def test_the_code_works_once() -> None:
    make_person("known@example.org")
    client = Client()
    ask(client, "known@example.org")
    code = code_sent()
    client.post(CONFIRM, {"code": code})
    assert "_auth_user_id" in client.session
    client.post("/account/sign-out/")
    assert client.post(CONFIRM, {"code": code}).headers["Location"] == ASK
    assert "_auth_user_id" not in client.session


def test_three_wrong_codes_and_the_right_one_works_no_more() -> None:
    make_person("known@example.org")
    client = Client()
    ask(client, "known@example.org")
    code = code_sent()
    for _attempt in range(3):
        client.post(CONFIRM, {"code": "000000"})
    client.post(CONFIRM, {"code": code})
    assert "_auth_user_id" not in client.session


def test_the_code_works_for_ten_minutes() -> None:
    make_person("known@example.org")
    client = Client()
    with time_machine.travel(NOW, tick=False) as clock:
        ask(client, "known@example.org")
        clock.move_to(NOW + timedelta(minutes=11))
        client.post(CONFIRM, {"code": code_sent()})
        assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("email", ["", "nobody", "a@b", "x" * 100_000, "a\x00@example.org", "é@exämple.org"])
def test_refuses_what_is_no_address_beside_the_field(email: str) -> None:
    answer = ask(Client(), email)
    assert answer.status_code == 422
    assert b"email-error" in answer.content
    assert not mail.outbox


def test_says_so_when_the_mail_server_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_args: Any) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("commonpool.web.account.by_code.send_code", away)
    answer = ask(Client(), "known@example.org")
    assert answer.status_code == 422
    assert b"We could not send the code just now" in answer.content


def test_goes_back_to_where_one_was_going_and_never_elsewhere() -> None:
    make_person("known@example.org")
    for wanted, reached in (
        ("/account/details/", "/account/details/"),
        ("//evil.example/", "/account/council/"),
    ):
        client = Client()
        first = ask(client, "known@example.org", next=wanted)
        answer = client.post(first.headers["Location"], {"code": code_sent(), "next": wanted})
        assert answer.headers["Location"] == reached


def test_an_address_somebody_else_only_claimed_is_not_theirs() -> None:
    thief = make_person("thief@example.org")
    thief.emailaddress_set.create(email="victim@example.org", verified=False)  # type: ignore[attr-defined]
    client = Client()
    ask(client, "victim@example.org")
    client.post(CONFIRM, {"code": code_sent()})
    victim = Person.objects.get(email="victim@example.org")
    assert client.session["_auth_user_id"] == str(victim.pk) != str(thief.pk)


def test_a_second_proved_address_is_the_same_account() -> None:
    person = make_person("first@example.org")
    person.emailaddress_set.create(email="second@example.org", verified=True)  # type: ignore[attr-defined]
    client = Client()
    ask(client, "Second@example.org")
    client.post(CONFIRM, {"code": code_sent()})
    assert client.session["_auth_user_id"] == str(person.pk)


def test_a_closed_account_does_not_open_again() -> None:
    person = make_person("known@example.org")
    anonymise_person(actor=actor(person), person_id=person.pk, at=NOW)
    assert signed_in(person).get("/account/").status_code == 302


def test_somebody_with_an_app_is_asked_for_it_too() -> None:
    person = make_person("known@example.org")
    TOTP.activate(person, generate_totp_secret())
    client = Client()
    ask(client, "known@example.org")
    answer = client.post(CONFIRM, {"code": code_sent()})
    assert answer.headers["Location"] == "/account/security/authenticate/"
    assert "_auth_user_id" not in client.session
    assert client.get("/account/security/authenticate/").status_code == 200


def test_a_session_ends_after_twelve_hours_whatever_one_does() -> None:
    with time_machine.travel(now(), tick=False) as clock:
        client = signed_in(make_person())
        for _hour in range(11):
            clock.shift(timedelta(hours=1))
            assert client.get("/account/").status_code == 200
        clock.shift(timedelta(hours=1, minutes=1))
        assert client.get("/account/").headers["Location"].startswith(ASK)


def test_an_idle_session_ends_after_four_hours() -> None:
    with time_machine.travel(now(), tick=False) as clock:
        client = signed_in(make_person())
        assert client.get("/account/").status_code == 200
        clock.shift(timedelta(hours=4, minutes=1))
        assert client.get("/account/").headers["Location"].startswith(ASK)


def test_adding_a_second_factor_takes_a_fresh_code() -> None:
    person = make_person()
    stale = signed_in(person, second_factor=False, fresh_code=False)
    for page in ("/account/security/totp/activate/", "/account/security/webauthn/add/"):
        assert stale.get(page).status_code == 403
        assert stale.post(page, {"code": "123456"}).status_code == 403
        assert signed_in(person, second_factor=False).get(page).status_code == 200
    assert not Authenticator.objects.filter(user=person).exists()


def test_nobody_signs_up_sets_a_password_or_is_invented_outside_a_demonstration(settings: Any) -> None:
    settings.DEMONSTRATION = False
    make_person("known@example.org")
    client = Client()
    assert client.get("/account/sign-up/").headers["Location"] == ASK
    for gone in ("/account/password/change/", "/account/password/reset/", "/account/login/"):
        assert client.get(gone).status_code == 404
    invented = make_person("invented@example.org", demonstration=True)
    assert client.post("/account/sign-in/as/", {"email": invented.email}).status_code == 404
    assert b"Sign in as" not in client.get(ASK).content


def test_a_demonstration_signs_in_as_its_people_and_as_nobody_else(settings: Any) -> None:
    settings.DEMONSTRATION = True
    real = make_person("real@example.org")
    for email in (real.email, "nobody@example.org", "\x00"):
        assert Client().post("/account/sign-in/as/", {"email": email}).status_code == 404
    invented = make_person("invented@ambleford.example", demonstration=True)
    client = Client()
    assert client.get("/account/sign-in/as/").status_code == 405
    client.post("/account/sign-in/as/", {"email": invented.email})
    assert client.session["_auth_user_id"] == str(invented.pk)
    answer = client.post("/account/tokens/", {"label": "Robot", "may_decide": "on"})
    assert answer.status_code == 200, "the second factor is met"
