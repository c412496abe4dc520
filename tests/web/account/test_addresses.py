"""The addresses and factors one signs in with: changed only by who holds the main address, and told of."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client, RequestFactory

from commonpool.activity.models import Event
from commonpool.identity.models import Person
from commonpool.identity.operations import note_sign_in_changed
from commonpool.kernel.clock import london_date, now
from commonpool.notifications.queries import drafts_for
from commonpool.people.operations import end_employment
from commonpool.web.account.adapter import WHAT, AccountAdapter
from tests.factories import NOW, actor, make_employment, make_organisation, make_person, signed_in

pytestmark = pytest.mark.django_db

PAGE = "/account/addresses/"
SECOND = "asha@second.example.org"


@pytest.fixture(autouse=True)
def nobody_has_asked_yet() -> None:
    cache.clear()


@pytest.fixture
def asha() -> Person:
    person = make_person("asha@first.example.org")
    EmailAddress.objects.create(user=person, email=SECOND, verified=True)
    return person


def changes(person: Person) -> list[str]:
    told = Event.objects.filter(name="SignInChanged", facts__person_id=person.pk).order_by("pk")
    return [event.facts["what"] for event in told]


def addresses(person: Person) -> set[str]:
    return {each.email for each in EmailAddress.objects.filter(user=person)}


def code_sent() -> str:
    words = str(mail.outbox[-1].body)
    found = re.search(r"Your code is (\S+)", words) or re.search(r"^([A-Z0-9-]{6,})$", words, re.MULTILINE)
    assert found, words
    return found[1]


@pytest.mark.parametrize("action", ["action_add", "action_primary", "action_remove", "action_send"])
def test_changing_them_takes_a_fresh_code(asha: Person, action: str) -> None:
    client = signed_in(asha, second_factor=False, fresh_code=False)
    assert client.get(PAGE).status_code == 200
    email = "other@example.org" if action == "action_add" else SECOND
    answer = client.post(PAGE, {action: "1", "email": email})
    assert answer.status_code == 403
    assert asha.email in answer.content.decode(), "the code goes to the main one"
    assert addresses(asha) == {asha.email, SECOND}
    asha.refresh_from_db()
    assert asha.email == "asha@first.example.org"


def test_the_code_goes_to_the_main_address_and_not_to_the_one_signed_in_with(asha: Person) -> None:
    client = Client()
    client.post("/account/sign-in/", {"email": SECOND})
    client.post("/account/sign-in/confirm/", {"code": code_sent()})
    assert client.get(PAGE).status_code == 200
    assert client.post(PAGE, {"action_primary": "1", "email": SECOND}).status_code == 403
    client.post("/account/code-again/", {"action": "send"})
    assert mail.outbox[-1].to == ["asha@first.example.org"]
    client.post("/account/code-again/", {"action": "verify", "code": code_sent()})
    client.post(PAGE, {"action_primary": "1", "email": SECOND})
    asha.refresh_from_db()
    assert asha.email == SECOND


def test_who_has_lost_the_main_mailbox_can_ask_a_person() -> None:
    client = signed_in(make_employment(make_organisation()).person, second_factor=False, fresh_code=False)
    asked = client.post(PAGE, {"action_primary": "1", "email": SECOND}).content.decode()
    assert 'href="/account/ask-a-person/"' in asked
    page = client.get("/account/ask-a-person/").content.decode()
    assert "Ask a person for help</h1>" in page
    assert "none of the exact domains" not in page
    client.post("/account/ask-a-person/", {"message": "My mailbox is gone"})
    assert "You have asked a person" in client.get("/account/ask-a-person/").content.decode()


def test_a_code_for_a_decision_goes_to_the_mailbox_that_was_asked_for() -> None:
    job = make_employment(make_organisation())
    second = make_employment(make_organisation(), person=job.person)
    client = signed_in(job.person)
    session = client.session
    for asked, sent_to in ((second.mailbox, second.mailbox), ("a@elsewhere.org", job.person.email)):
        session["code_to"] = asked
        session.save()
        client.post("/account/code-again/", {"action": "send"})
        assert mail.outbox[-1].to == [sent_to]


def test_each_change_is_an_event(asha: Person) -> None:
    client = signed_in(asha)
    client.post(PAGE, {"action_add": "1", "email": "third@example.org"})
    assert changes(asha) == [], "nothing is added before it is proved"
    client.post("/account/addresses/confirm/", {"code": code_sent()})
    client.post(PAGE, {"action_primary": "1", "email": "third@example.org"})
    with time_machine.travel(now() + timedelta(hours=25)):
        signed_in(asha).post(PAGE, {"action_remove": "1", "email": SECOND})
    assert changes(asha) == ["address_added", "main_address_changed", "address_removed"]


@pytest.mark.parametrize("what", ["address_added", "main_address_changed"])
def test_no_proved_address_goes_before_the_letter_about_another_has_come(asha: Person, what: str) -> None:
    EmailAddress.objects.create(user=asha, email="unproved@example.org", verified=False)
    note_sign_in_changed(actor=actor(asha), what=what, at=now())
    removed = signed_in(asha).post(PAGE, {"action_remove": "1", "email": SECOND}, follow=True)
    assert "have changed within the last day" in removed.content.decode()
    signed_in(asha).post(PAGE, {"action_remove": "1", "email": "unproved@example.org"})
    assert addresses(asha) == {asha.email, SECOND}
    with time_machine.travel(now() + timedelta(hours=25)):
        signed_in(asha).post(PAGE, {"action_remove": "1", "email": SECOND})
    assert addresses(asha) == {asha.email}


def test_the_mailbox_that_proves_a_job_stays_as_long_as_the_job() -> None:
    first = make_employment(make_organisation())
    second = make_employment(make_organisation(), person=first.person)
    client = signed_in(first.person)
    kept = client.post(PAGE, {"action_remove": "1", "email": second.mailbox}, follow=True)
    assert "We have not removed" in kept.content.decode()
    assert addresses(first.person) == {first.mailbox, second.mailbox}
    yesterday = london_date(now()) - timedelta(days=1)
    end_employment(actor=actor(first.person), employment_id=second.pk, ends_on=yesterday, at=now())
    client.post(PAGE, {"action_remove": "1", "email": second.mailbox})
    assert addresses(first.person) == {first.mailbox}


@pytest.mark.parametrize(("told", "what"), WHAT.items())
def test_what_django_allauth_tells_of_is_an_event(asha: Person, told: str, what: str) -> None:
    request: Any = RequestFactory().post(PAGE)
    request.actor = actor(asha)
    adapter = AccountAdapter(request)
    adapter.request = request
    adapter.send_notification_mail(told, asha)
    assert changes(asha) == [what]
    assert mail.outbox == []


def test_every_proved_address_is_told(asha: Person) -> None:
    note_sign_in_changed(actor=actor(asha), what="main_address_changed", at=NOW)
    event = Event.objects.get(name="SignInChanged")
    assert {draft.address for draft in drafts_for(event)} == {asha.email, SECOND}
