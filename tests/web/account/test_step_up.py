"""Showing again that it is you, with nothing typed lost."""

import re

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.core.cache import cache

from commonpool.access import Role
from commonpool.agreements.operations import Named, name_signatories
from commonpool.identity.models import ApiToken
from commonpool.organisations.queries import roles
from tests.factories import (
    NOW,
    actor,
    administrator_of,
    council,
    make_employment,
    make_organisation,
    make_person,
    make_role,
    signed_in,
)
from tests.factories.councils import agreement_text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_has_asked_yet() -> None:
    cache.clear()


def test_a_grant_without_a_second_factor_is_kept_and_goes_on_afterwards() -> None:
    council = make_organisation()
    admin, colleague = administrator_of(council), make_employment(council).person
    TOTP.activate(admin, generate_totp_secret())
    client = signed_in(admin, second_factor=False)
    page = f"/council/{council.slug}/people-and-rights/"
    typed = {"email": colleague.email, "role": Role.HR.value}
    answer = client.post(page, typed)
    assert answer.status_code == 403
    assert b"/account/security/reauthenticate/?next=" in answer.content
    assert not roles.holds(colleague.pk, council.pk, Role.HR)
    session = client.session
    session["account_authentication_methods"] = [
        *session["account_authentication_methods"],
        {"method": "mfa", "at": session["account_authentication_methods"][0]["at"]},
    ]
    session.save()
    back = client.get("/account/go-on/", {"next": page})
    assert colleague.email.encode() in back.content
    client.post(page, typed)
    assert roles.holds(colleague.pk, council.pk, Role.HR)
    assert client.get("/account/go-on/", {"next": page}).headers["Location"] == page, "kept once"


def test_setting_up_an_app_counts_at_once_and_leads_back() -> None:
    person = make_person()
    client = signed_in(person, second_factor=False)
    client.post("/account/tokens/", {"label": "Robot", "may_decide": "on"})
    set_up = "/account/security/totp/activate/"
    client.get(set_up)
    wrong = client.post(set_up, {"code": "000000"})
    assert wrong.status_code == 200
    secret = client.session["mfa.totp.secret"]
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    assert client.post(set_up, {"code": code}).headers["Location"] == "/account/security/recovery-codes/"
    codes = client.get("/account/security/recovery-codes/")
    assert b'value="/account/tokens/"' in codes.content
    made = client.post("/account/tokens/", {"label": "Robot", "may_decide": "on"})
    assert b"Your new token" in made.content


def test_what_waits_to_be_sent_is_told_on_every_page_and_pushed_out_by_nothing() -> None:
    council = make_organisation()
    admin, colleague = administrator_of(council), make_employment(council).person
    client = signed_in(admin, second_factor=False)
    page = f"/council/{council.slug}/people-and-rights/"
    asked = client.post("/account/tokens/", {"label": "Robot", "may_decide": "on"})
    assert b"What you typed is kept, but not sent yet." in asked.content
    client.post(page, {"email": colleague.email, "role": Role.HR.value})
    for path in ("/account/tokens/", page):
        assert f'name="next" value="{path}"'.encode() in client.get("/councils/").content
        assert b"has not been sent yet" in client.get("/account/go-on/", {"next": path}).content
    assert b"Go on where you were" not in client.get("/councils/").content


def test_a_post_without_fields_waits_like_any_other_and_then_no_more() -> None:
    council = make_organisation()
    admin = administrator_of(council)
    holder = make_role(council, Role.HR)
    client = signed_in(admin, second_factor=False)
    page = f"/roles/{roles.holders(council.pk, Role.HR).get().pk}/end/"
    assert client.post(page).status_code == 403
    client.post("/account/tokens/", {"label": "Robot", "may_decide": "on"})
    assert f'name="next" value="{page}"'.encode() in client.get("/councils/").content
    assert b"Send it now" in client.get("/account/go-on/", {"next": page}).content
    assert b'name="next" value="/account/tokens/"' in client.get("/councils/").content
    assert b"Send it now" in client.get("/account/go-on/", {"next": "/account/tokens/"}).content
    assert b"Not sent yet" not in client.get("/councils/").content
    assert client.get("/account/go-on/", {"next": page}).headers["Location"] == page, "once"
    assert roles.holds(holder.pk, council.pk, Role.HR)


def test_what_is_too_long_to_keep_is_said_to_be_lost() -> None:
    client = signed_in(make_person(), second_factor=False)
    for words, lost in (("Robot" * 15_000, False), ("Robot" * 30_000, True)):
        answer = client.post("/account/tokens/", {"label": "Robot", "note": words, "may_decide": "on"})
        assert (b"too long to keep" in answer.content) is lost
        assert (b"What you typed is kept" in answer.content) is not lost
        assert (client.session.get("wanted_page") == "/account/tokens/") is lost, (
            "the page at least is found again"
        )


@pytest.mark.parametrize("proof", ["a code", "a factor"])
def test_nothing_lost_is_promised_only_where_nothing_is(proof: str) -> None:
    person = make_person()
    client = signed_in(person, second_factor=False, fresh_code=False)
    page = "/account/security/totp/activate/" if proof == "a code" else "/account/tokens/"
    if proof == "a factor":
        TOTP.activate(person, generate_totp_secret())
    for words, lost in (("Robot", False), ("Robot" * 30_000, True)):
        answer = client.post(page, {"label": "Robot", "note": words, "may_decide": "on"})
        assert answer.status_code == 403
        assert (b"too long to keep" in answer.content) is lost
        assert (b"Nothing you typed is lost" in answer.content) is not lost


def test_where_a_proof_is_given_nothing_else_can_be_sent() -> None:
    person = make_person()
    TOTP.activate(person, generate_totp_secret())
    client = signed_in(person, second_factor=False)
    client.post("/account/tokens/", {"label": "Robot", "may_decide": "on"})
    assert b"Not sent yet" in client.get("/councils/").content
    for page in ("/account/code-again/", "/account/security/reauthenticate/"):
        answer = client.get(page, {"next": "/account/go-on/?next=/account/tokens/"})
        assert answer.status_code == 200
        assert b"Not sent yet" not in answer.content


def test_what_is_kept_goes_only_to_the_page_it_was_for() -> None:
    client = signed_in(make_person(), second_factor=False)
    client.post("/account/tokens/", {"label": "Robot", "may_decide": "on"})
    assert client.get("/account/go-on/", {"next": "/account/close/"}).headers["Location"] == "/account/close/"


def test_a_deciding_token_without_a_second_factor_leads_to_setting_one_up() -> None:
    client = signed_in(make_person(), second_factor=False)
    answer = client.post("/account/tokens/", {"label": "Robot", "may_decide": "on"})
    assert answer.status_code == 403
    assert b'href="/account/security/"' in answer.content
    assert not ApiToken.objects.exists()


def test_a_new_code_makes_the_session_fresh_without_signing_out() -> None:
    person = make_person()
    client = signed_in(person, second_factor=False, fresh_code=False)
    add = "/account/security/totp/activate/"
    assert b"/account/code-again/?next=" in client.get(add).content
    client.post("/account/code-again/", {"action": "send", "next": add})
    found = re.search(r"Your code is (\S+)", str(mail.outbox[-1].body))
    assert found
    assert mail.outbox[-1].to == [person.email]
    wrong = client.post("/account/code-again/", {"action": "verify", "code": "nonsense", "next": add})
    assert wrong.status_code == 422
    right = client.post("/account/code-again/", {"action": "verify", "code": found[1], "next": add})
    assert right.headers["Location"] == add
    assert client.get(add).status_code == 200


def test_three_wrong_new_codes_and_the_right_one_works_no_more() -> None:
    client = signed_in(make_person(), second_factor=False, fresh_code=False)
    client.post("/account/code-again/", {"action": "send"})
    found = re.search(r"Your code is (\S+)", str(mail.outbox[-1].body))
    assert found
    for _attempt in range(3):
        client.post("/account/code-again/", {"action": "verify", "code": "nonsense"})
    client.post("/account/code-again/", {"action": "verify", "code": found[1]})
    assert client.get("/account/security/totp/activate/").status_code == 403


def test_a_page_looked_at_waits_while_an_app_is_set_up() -> None:
    place = council(depth="peer")
    admin = administrator_of(place)
    person = make_employment(place).person
    propose = {"actor": actor(admin), "organisation_id": place.pk, "at": NOW}
    names = [Named(each.name, "Director", each.email) for each in (person, make_employment(place).person)]
    agreement_text()
    name_signatories(signatories=names, **propose)
    page = f"/council/{place.slug}/joining/sign/"
    client = signed_in(person, second_factor=False, fresh_code=False)
    assert client.get(page).status_code == 403
    assert f'value="{page}"' in client.get("/account/security/").content.decode()
    add = "/account/security/totp/activate/"
    assert client.get(add).status_code == 403, "a fresh code first"
    assert client.get("/account/go-on/", {"next": add}).headers["Location"] == add
    assert f'value="{page}"' in client.get("/account/security/").content.decode(), "it waits on"
    assert client.get("/account/go-on/", {"next": page}).headers["Location"] == page
    assert page not in client.get("/account/security/").content.decode(), "once"
