"""One sentence from the host, which the officer may show."""

import pytest

from commonpool.access import Role
from commonpool.bookings import queries
from commonpool.bookings.models import Thanks
from commonpool.bookings.operations import (
    ThankedAlready,
    ThanksMissing,
    say_thanks,
    show_thanks,
    take_thanks_back,
)
from commonpool.bookings.rules.refusals import BookingMoved
from commonpool.kernel.refusals import Forbidden, NotFound
from tests.factories.bookings import bound_booking, make_pair, monday
from tests.factories.hours import FRIDAY, agreed_hours
from tests.factories.people import NOW, actor, make_role

pytestmark = pytest.mark.django_db

WORDS = "The appeals are up to date for the first time in years."


@pytest.fixture
def pair():
    return make_pair()


@pytest.fixture
def booking(pair):
    found = bound_booking(pair, [(monday(), 120)])
    agreed_hours(pair, found)
    return found


def say(pair, booking, words=WORDS, by=None):
    return say_thanks(actor=actor(by or pair.booker), reference=booking.reference, words=words, at=FRIDAY)


def show(pair, booking, *, shown=True, by=None):
    show_thanks(actor=actor(by or pair.officer.person), reference=booking.reference, shown=shown, at=FRIDAY)


def test_is_read_by_others_only_while_the_officer_shows_it(pair, booking):
    said, officer = say(pair, booking), pair.officer.person
    assert not queries.thanks_shown(officer.pk)
    assert list(queries.my_thanks(actor(officer))) == [said]
    show(pair, booking)
    assert list(queries.thanks_shown(officer.pk)) == [said]
    show(pair, booking, shown=False)
    assert not queries.thanks_shown(officer.pk)


def test_taken_back_it_is_read_by_nobody_and_may_be_said_anew(pair, booking):
    say(pair, booking)
    show(pair, booking)
    with pytest.raises(ThankedAlready):
        say(pair, booking)
    for _again in range(2):
        take_thanks_back(actor=actor(pair.booker), reference=booking.reference, at=FRIDAY)
    assert not queries.my_thanks(actor(pair.officer.person))
    assert say(pair, booking).shown_at is None
    assert Thanks.objects.count() == 2


def test_refuses_nothing_and_too_early(pair, booking):
    with pytest.raises(ThanksMissing):
        say(pair, booking, " ")
    with pytest.raises(BookingMoved):
        say(pair, bound_booking(pair, [(monday(1), 60)]))


def test_refuses_everybody_whose_word_it_is_not(pair, booking):
    for by in (pair.officer.person, pair.approver):
        with pytest.raises(Forbidden):
            say(pair, booking, by=by)
    with pytest.raises(NotFound):
        say(pair, booking, by=make_pair().booker)
    with pytest.raises(NotFound):
        show(pair, booking)
    say(pair, booking)
    for by in (pair.booker, pair.approver):
        with pytest.raises(NotFound):
            show(pair, booking, by=by)
    with pytest.raises(Forbidden):
        take_thanks_back(actor=actor(pair.officer.person), reference=booking.reference, at=FRIDAY)
    assert queries.may_thank(
        actor(make_role(pair.host, Role.BOOKING_MANAGER), at=NOW), queries.booking(booking.pk)
    )
