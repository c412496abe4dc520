"""Who has not signed a change of money or liability in time books and lends nothing new; what is bound stays."""

from datetime import timedelta

import pytest

from commonpool.bookings.rules.refusals import NoAgreement, NotSignedAgain
from tests.factories.bookings import accept, bound_booking, make_pair, requested_booking
from tests.factories.councils import published_text, signed_agreement
from tests.factories.people import NOW

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
