"""Who has not signed a change of money or liability in time books and lends nothing new; what is bound stays."""

import time
from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection

from commonpool.activity.operations import change
from commonpool.agreements.models import Agreement
from commonpool.bookings.rules.refusals import NoAgreement, NotSignedAgain
from tests.bookings.racing import asking, attempt
from tests.factories.bookings import (
    accept,
    bound_booking,
    function_id,
    make_pair,
    monday,
    requested_booking,
)
from tests.factories.councils import published_text, sign, signatories_named, signed_agreement
from tests.factories.people import NOW, actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
LONG_AGO = NOW - timedelta(days=60)


def test_a_request_after_the_day_is_refused_with_the_step_and_before_it_is_not() -> None:
    pair = make_pair()
    published_text(change="terms", at=NOW - timedelta(days=30))
    assert requested_booking(pair).status == "requested"


@pytest.mark.parametrize("signs", ["neither", "home", "both"])
def test_both_councils_have_to_sign(signs: str) -> None:
    pair = make_pair()
    published_text(change="terms", at=LONG_AGO)
    if signs in ("home", "both"):
        signed_agreement(pair.home)
    if signs == "both":
        signed_agreement(pair.host)
        assert requested_booking(pair).agreement_text.version == 2
        return
    with pytest.raises(NotSignedAgain) as refused:
        requested_booking(pair)
    waits = pair.host if signs == "home" else pair.home
    assert str(waits.name) in str(refused.value)
    assert "names the two people who sign" in str(refused.value)
    assert refused.value.rule == "not_signed_again"
    assert NoAgreement.rule != refused.value.rule


def test_what_was_asked_before_the_day_does_not_bind_after_it() -> None:
    booking = requested_booking(make_pair())
    published_text(change="terms", at=LONG_AGO)
    with pytest.raises(NotSignedAgain):
        accept(booking)


def test_a_bound_booking_keeps_its_version() -> None:
    booking = bound_booking(make_pair())
    published_text(change="terms", at=LONG_AGO)
    booking.refresh_from_db()
    assert (booking.status, booking.agreement_text.version) == ("bound", 1)


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchone()[0])


@pytest.mark.django_db(transaction=True)
def test_who_waits_for_an_agreement_that_is_followed_meanwhile_asks_under_the_next() -> None:
    """Both are read and locked in one statement, which does not see the next; a second one does."""
    pair, answers = make_pair(), []
    published_text(change="terms")
    first, second = signatories_named(pair.home)
    sign(pair.home, first)
    ask = asking(pair, actor(pair.booker), [(monday(), 120)], function_id())

    def asks() -> None:
        answers.append(attempt(ask))
        connection.close()

    thread = Thread(target=asks)
    with change():
        sign(pair.home, second)
        thread.start()
        end = time.monotonic() + 20
        while not somebody_waits() and time.monotonic() < end:
            time.sleep(0.01)
    thread.join(20)
    assert [each.status for each in answers] == ["requested"], answers
    held = Agreement.objects.get(organisation=pair.home, status="in_force")
    assert (held.text.version, answers[0].agreement_text.version) == (2, 1)  # the older governs: the host's
