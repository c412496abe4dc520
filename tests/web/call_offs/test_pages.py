"""The paper of a booking on the page, and whether one is genuine."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from commonpool.agreements.models import Agreement
from commonpool.agreements.queries import taken_over_among
from commonpool.bookings.models import Booking, CallOff
from commonpool.people.operations import state_post_facts
from commonpool.web.call_offs.phrases import read
from tests.factories import NOW, TODAY, actor, signed_in
from tests.factories.bookings import (
    PURPOSE,
    Pair,
    accept,
    bound_booking,
    make_pair,
    monday,
    requested_booking,
    varied,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
CHECK = "/call-offs/"


def test_the_host_reads_all_of_it_and_the_officer_all_but_the_price() -> None:
    pair = make_pair()
    booking = bound_booking(pair)
    made = CallOff.objects.get()
    address = reverse("call_off", args=[booking.reference])
    assert (
        address in signed_in(pair.booker).get(reverse("booking", args=[booking.reference])).content.decode()
    )
    page = signed_in(pair.booker).get(address).content.decode()
    for words in (
        PURPOSE,
        pair.home.official_name,
        pair.host.official_name,
        made.sha256,
        "section 113",
        "£64.00",
        "Planned on",
        "Monday 7 December: 30 minutes, Tuesday 8 December: 30 minutes",
    ):
        assert words in page, words
    officers = signed_in(pair.officer.person).get(address).content.decode()
    assert made.sha256 in officers
    assert "£" not in officers


def test_there_is_none_before_it_is_bound() -> None:
    pair = make_pair()
    booking = requested_booking(pair)
    browser = signed_in(pair.booker)
    assert browser.get(reverse("call_off", args=[booking.reference])).status_code == 404
    page = browser.get(reverse("booking", args=[booking.reference])).content.decode()
    assert reverse("call_off", args=[booking.reference]) not in page


def test_an_older_version_says_that_it_has_been_replaced() -> None:
    pair = make_pair()
    booking = bound_booking(pair)
    varied(pair, booking, [(monday(), 180)])
    accept(booking)
    browser = signed_in(pair.booker)
    old = browser.get(reverse("call_off_version", args=[booking.reference, 1])).content.decode()
    assert "A later version has taken its place." in old
    new = browser.get(reverse("call_off", args=[booking.reference])).content.decode()
    assert "version 2" in new
    assert "A later version has taken its place." not in new


def test_anybody_learns_whether_it_is_genuine_and_nothing_else() -> None:
    pair = make_pair()
    booking = bound_booking(pair)
    made = CallOff.objects.get()
    spaced = " ".join(made.sha256.upper()[start : start + 8] for start in range(0, 64, 8))
    said = Client().post(CHECK, {"reference": booking.reference.lower(), "hash": spaced}).content.decode()
    assert "Genuine: version 1" in said
    for secret in (PURPOSE, pair.home.name, pair.host.name, pair.officer.person.name):
        assert secret not in said
    for pair_sent in ((booking.reference, "0" * 64), ("B-0000-0000", made.sha256)):
        wrong = Client().post(CHECK, dict(zip(("reference", "hash"), pair_sent, strict=True)))
        assert "No call-off was made here with this reference and this hash." in wrong.content.decode()
        assert "Genuine" not in wrong.content.decode()


@pytest.mark.parametrize(
    ("reference", "sha256"), [("", ""), ("B-1", "x" * 64), ("B-0000-0000", "abc"), ("\0", "\0")]
)
def test_what_is_no_reference_or_no_hash_is_said_beside_it(reference: str, sha256: str) -> None:
    answer = Client().post(CHECK, {"reference": reference, "hash": sha256})
    page = answer.content.decode()
    assert "govuk-error-message" in page
    assert "Genuine" not in page


def test_it_says_what_was_said_of_the_post_and_that_the_rest_was_not() -> None:
    pair = make_pair()
    officer, day = pair.officer, TODAY - timedelta(days=400)
    state_post_facts(
        actor=actor(officer.person),
        employment_id=officer.employment.pk,
        profession="solicitor",
        registered_in=["England"],
        vetting_level="basic",
        vetting_issuer="DBS",
        vetting_issued_on=day,
        vetting_seen_by="HR",
        at=NOW,
    )
    first = bound_booking(pair)
    post = CallOff.objects.get().facts["post"]
    assert (post["profession"], post["vetting_issued_on"], post["interest_in"]) == (
        "Solicitor", day.isoformat(), [],
    )  # fmt: skip
    assert "vetting_seen_by" not in post
    state_post_facts(actor=actor(officer.person), employment_id=officer.employment.pk, at=NOW)
    page = _page(pair, first)
    assert "Solicitor, registered with" in page
    assert "Basic check by DBS" in page
    assert "None in either council, the officer said." in page
    for never_said in ("Declared by the officer to both councils", "Each council has told its insurers"):
        assert never_said not in page


def test_nothing_said_reads_not_said_and_a_taken_over_agreement_is_not_signed() -> None:
    pair = make_pair()
    booking = bound_booking(pair)
    made = CallOff.objects.get()
    facts = made.facts | {"post": {}, "procurement": {}}
    facts["agreement"] = facts["agreement"] | {"taken_over_by": [pair.home.official_name]}
    words = read(CallOff(booking=booking, facts=facts), sees_price=False)
    said = {name: str(words["held"][name]) for name in ("registration", "vetting", "interests", "insurance")}
    assert said == {
        "registration": "Not said.",
        "vetting": "Not said.",
        "interests": "Not said.",
        "insurance": "The host council has not said on which day it told its insurers.",
    }
    assert words["taken_over_by"] == [pair.home.official_name]
    assert made.facts["agreement"]["taken_over_by"] == []
    Agreement.objects.filter(organisation=pair.home).update(in_force_by_rule="succession", in_force_by=None)
    assert taken_over_among([pair.home.pk, pair.host.pk]) == {pair.home.pk}


def _page(pair: Pair, booking: Booking) -> str:
    return signed_in(pair.booker).get(reverse("call_off", args=[booking.reference])).content.decode()
