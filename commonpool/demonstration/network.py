"""What councils ask of the whole network, who offers, and what becomes of it."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from commonpool.bookings import operations as bookings
from commonpool.bookings.models import Booking
from commonpool.demonstration.cast import Cast
from commonpool.demonstration.diary import Diary
from commonpool.demonstration.listing import Listings
from commonpool.demonstration.reading import Wish, councils, officers, wishes
from commonpool.matching.operations import save_search
from commonpool.matching.rules import Wanted, plan
from commonpool.needs import operations, queries
from commonpool.needs.models import Offer
from commonpool.needs.rules import OPEN_FOR, Said

WORDS = (
    "I did this two years ago and kept the notes.",
    "We made most of the mistakes already. Happy to save you some.",
    "I can start with what you have and say what I would leave out.",
)
SAVED = (
    ("Imogen Farrant", Wanted(words="procurement pipeline")),
    ("Zainab Mahmood", Wanted(function_id="hr")),
)
HOUR = timedelta(hours=1)


class Network:
    """The needs of an invented history."""

    def __init__(self, diary: Diary, cast: Cast, listings: Listings) -> None:
        self.diary, self.cast, self.listings = diary, cast, listings
        self._next = self._names()

    def plan(self) -> None:
        """Enters each need in the diary."""
        for number, wish in enumerate(wishes()):
            lately = self.diary.recently(7 - number % 3)
            self.diary.on(self.diary.instant(wish.week, 1, 10) if wish.week else lately, self.post, wish)
        for name, wanted in SAVED:
            self.diary.on(self.diary.recently(6), self.keep_search, name, wanted)

    def post(self, wish: Wish, at: datetime) -> None:
        """A need is posted, or kept; its offers follow, and its end."""
        mondays = tuple(self.diary.monday(week) for week in wish.wanted)
        need = operations.post_need(
            actor=self.cast.actor(self._booker(wish), at),
            host_id=self.cast.places[wish.host].pk,
            said=Said(
                title=wish.title,
                what=wish.what,
                function_id=wish.function,
                skill_ids=(),
                mondays=mondays,
                minutes=wish.hours * 60,
                budget_pence=wish.budget_pence or None,
            ),
            opened=wish.then != "draft",
            at=at,
        )
        for number, outcome in enumerate(wish.offers):
            self.diary.on(at + (number + 1) * HOUR, self.offer, wish, need.reference, number, outcome)
        if wish.then == "closed":
            self.diary.on(at + timedelta(days=9), self.close, wish, need.pk)
        if wish.then == "expired":
            self.diary.on(at + OPEN_FOR + timedelta(days=1), self.expire)

    def offer(self, wish: Wish, reference: str, number: int, outcome: str, at: datetime) -> None:
        """The next officer who can answers it with hours they are free."""
        share = wish.hours * 60 // len(wish.offers)
        name, weeks = self._who_can(reference, share, at)
        made = operations.make_offer(
            actor=self.cast.actor(name, at),
            need=reference,
            weeks=weeks,
            words=WORDS[number % len(WORDS)],
            at=at,
        )
        if outcome != "made":
            self.diary.on(at + HOUR / 2, getattr(self, outcome), wish, name, made)

    def _who_can(self, reference: str, minutes: int, at: datetime) -> tuple[str, list[tuple[date, int]]]:
        while True:
            name = next(self._next)
            actor = self.cast.actor(name, at)
            need = queries.need_for(actor, reference)
            listing = queries.may_offer(actor, need, at)
            served = plan(minutes, queries.free_for_need(listing, need, at)) if listing else plan(0, {})
            if served.complete and queries.my_offer_to(actor, need) is None:
                return name, list(served.weeks)

    def _names(self) -> Iterator[str]:
        """Officers in turn, one of a council and then one of another, over and over."""
        everybody = [each.name for each in officers().values() if each.state == "listed"]
        while True:
            for start in range(7):
                yield from everybody[start::7]

    def shortlisted(self, wish: Wish, name: str, made: Offer, at: datetime) -> None:
        """The host keeps it in view."""
        operations.shortlist_offer(actor=self.cast.actor(self._booker(wish), at), offer_id=made.pk, at=at)

    def declined(self, wish: Wish, name: str, made: Offer, at: datetime) -> None:
        """The host says no."""
        operations.decline_offer(actor=self.cast.actor(self._booker(wish), at), offer_id=made.pk, at=at)

    def withdrawn(self, wish: Wish, name: str, made: Offer, at: datetime) -> None:
        """The officer takes it back."""
        operations.withdraw_offer(actor=self.cast.actor(name, at), offer_id=made.pk, at=at)

    def accepted(self, wish: Wish, name: str, made: Offer, at: datetime) -> None:
        """The host asks for exactly these hours, and the officer says yes an hour later."""
        booker = self.cast.actor(self._booker(wish), at)
        booking = operations.accept_offer(actor=booker, offer_id=made.pk, more=True, at=at)
        self.diary.on(at + HOUR, self.bind, wish, name, booking)

    def bind(self, wish: Wish, name: str, booking: Booking, at: datetime) -> None:
        """The officer's yes, and what no limit covers."""
        terms = booking.standing.sha256
        booking = bookings.accept_booking(
            actor=self.cast.actor(name, at), booking_id=booking.pk, terms=terms, at=at
        )
        if booking.approved_at is None:
            approver = councils()[officers()[name].council].staff[3]
            booking = bookings.approve_booking(
                actor=self.cast.actor(approver, at), booking_id=booking.pk, terms=terms, at=at
            )
        if booking.confirmed_at is None:
            holder = self.cast.actor(councils()[wish.host].staff[1], at)
            bookings.confirm_booking(actor=holder, booking_id=booking.pk, terms=terms, at=at)

    def close(self, wish: Wish, need_id: int, at: datetime) -> None:
        operations.close_need(actor=self.cast.actor(self._booker(wish), at), need_id=need_id, at=at)

    def expire(self, at: datetime) -> None:
        operations.expire_needs(at=at)

    def keep_search(self, name: str, wanted: Wanted, at: datetime) -> None:
        save_search(actor=self.cast.actor(name, at), wanted=wanted, at=at)

    def _booker(self, wish: Wish) -> str:
        return councils()[wish.host].staff[5]
