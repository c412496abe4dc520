"""Bookings and what became of each: one method a story, told in the order in which it happened."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from commonpool.availability.queries import weeks_of
from commonpool.bookings import operations as bookings
from commonpool.bookings.models import Booking
from commonpool.bookings.queries import booking as booking_now
from commonpool.bookings.rules.cancelling import HOST_LATE
from commonpool.demonstration.cast import Cast
from commonpool.demonstration.diary import Diary
from commonpool.demonstration.listing import Listings
from commonpool.demonstration.needs import Needs
from commonpool.demonstration.reading import Story, councils, officers, stories
from commonpool.invoices.operations import claim_host_late
from commonpool.invoices.queries import lost_weeks
from commonpool.kernel.clock import london_instant
from commonpool.payroll import operations as payroll
from commonpool.timesheets import operations as timesheets

FURTHEST = timedelta(weeks=40)
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
SENT = ("worked", "worked_in_silence", "sent", "queried", "bound")
"""Stories in which the officer sends the hours of each week that is over; "unsaid" are still to be sent."""


class Stories:
    """The bookings between the councils."""

    def __init__(self, diary: Diary, cast: Cast, listings: Listings) -> None:
        self.diary, self.cast, self.listings = diary, cast, listings
        self.bookings: dict[str, Booking] = {}

    def plan(self) -> None:
        """Enters every story in the diary."""
        told: dict[str, Callable[[Story], None]] = {
            "worked": self._bound,
            "worked_in_silence": self._bound,
            "sent": self._bound,
            "queried": self._bound,
            "bound": self._bound,
            "unsaid": self._bound,
            "cancelled_late": self._cancelled,
            "cancelled_early": self._cancelled,
            "recalled": self._cancelled,
            "ill": self._cancelled,
            "ill_that_week": self._cancelled,
            "host_late": self._bound,
            "declined": self._declined,
            "withdrawn": self._withdrawn,
            "unanswered": self._asked_long_ago,
            "varying": self._varying,
            "waiting_for_approval": self._waiting,
            "waiting_for_confirmation": self._waiting,
            "requested": self._requested,
            "help_happened": self._help,
            "help_agreed": self._help,
            "help_asked": self._requested,
        }
        team = [story for story in stories() if story.story == "together"]
        self.diary.on(self.diary.recently(1), self.request_together, team)
        for story in stories():
            if story not in team:
                told[story.story](story)

    def _asked_long_ago(self, story: Story) -> None:
        self.diary.on(self._before(story, 12, 10), self.request, story)

    def _bound(self, story: Story) -> None:
        self.diary.on(self._before(story, 12, 10), self.request, story)
        self.diary.on(self._before(story, 11, 12, 30), self.accept, story)
        self.diary.on(self._before(story, 10, 11), self.give_what_is_missing, story)

    def _cancelled(self, story: Story) -> None:
        self._bound(story)
        before, do = {
            "cancelled_late": (4, self.cancel),
            "cancelled_early": (9, self.cancel),
            "recalled": (5, self.recall),
            "ill": (3, self.say_ill),
            "ill_that_week": (-1, self.say_ill),
        }[story.story]
        self.diary.on(self._before(story, before, 15), do, story)

    def _declined(self, story: Story) -> None:
        self._asked_long_ago(story)
        self.diary.on(self._before(story, 11, 9, 15), self.decline, story)

    def _withdrawn(self, story: Story) -> None:
        self._asked_long_ago(story)
        self.diary.on(self._before(story, 12, 16, 30), self.withdraw, story)

    def _varying(self, story: Story) -> None:
        self._bound(story)
        self.diary.on(self.diary.recently(2), self.vary, story)

    def _waiting(self, story: Story) -> None:
        self.diary.on(self.diary.recently(6), self.request, story)
        self.diary.on(self.diary.recently(1), self.accept, story)

    def _requested(self, story: Story) -> None:
        self.diary.on(self.diary.recently(len(story.officer) % 4), self.request, story)

    def _help(self, story: Story) -> None:
        self.diary.on(self._before(story, 12, 10), self.request, story)
        self.diary.on(self._before(story, 11, 12, 30), self.accept, story)
        if story.story == "help_happened":
            self.diary.on(self.diary.instant(story.week, 3, 16), self.say_it_happened, story)

    def _before(self, story: Story, days: int, hour: int, minute: int = 0) -> datetime:
        """Days before the story's first week; a story of later weeks began about as long before today."""
        return self.diary.instant(min(story.week, -(story.week % 2)), -days, hour, minute)

    def request(self, story: Story, at: datetime) -> None:
        officer, host = officers()[story.officer], councils()[story.host]
        listing = self.listings.listings[story.officer]
        paid = not story.story.startswith("help")
        self.bookings[story.officer] = bookings.request_booking(
            actor=self.cast.actor(self._booker(story), at),
            host_id=self.cast.places[host.code].pk,
            officer=listing.reference,
            weeks=self._free(listing.person_id, story) if paid else self._as_told(story),
            purpose=story.purpose,
            function_id=officer.functions[0],
            kind="paid" if paid else "peer_help",
            needs=story.needs,
            at=at,
        )

    def request_together(self, team: list[Story], at: datetime) -> None:
        """Several officers asked at once, with what the first of them is for."""
        first = team[0]
        members = []
        for story in team:
            listing = self.listings.listings[story.officer]
            members.append(bookings.Member(listing.reference, tuple(self._free(listing.person_id, story))))
        bookings.request_together(
            actor=self.cast.actor(self._booker(first), at),
            host_id=self.cast.places[first.host].pk,
            members=members,
            purpose=first.purpose,
            function_id=officers()[first.officer].functions[0],
            at=at,
        )

    def _as_told(self, story: Story) -> list[tuple[date, int]]:
        return [
            (self.diary.monday(story.week + number), minutes) for number, minutes in enumerate(story.minutes)
        ]

    def _free(self, person_id: int, story: Story) -> list[tuple[date, int]]:
        """The first weeks from the story's own on that have its minutes free."""
        first = self.diary.monday(story.week)
        free = [week for week in weeks_of(person_id, first, first + FURTHEST) if week.free_minutes]
        chosen = []
        for minutes in story.minutes:
            week = next(each for each in free if each.free_minutes >= minutes)
            free.remove(week)
            chosen.append((week.monday, minutes))
        return chosen

    def accept(self, story: Story, at: datetime) -> None:
        booking = self.bookings[story.officer]
        self.bookings[story.officer] = bookings.accept_booking(
            actor=self.cast.actor(story.officer, at),
            booking_id=booking.pk,
            terms=booking.standing.sha256,
            at=at,
        )

    def give_what_is_missing(self, story: Story, at: datetime) -> None:
        """The approver and the budget holder answer where no limit did."""
        booking = self.bookings[story.officer]
        terms = booking.standing.sha256
        if booking.approved_at is None:
            approver = self.cast.actor(self._approver(story), at)
            booking = bookings.approve_booking(actor=approver, booking_id=booking.pk, terms=terms, at=at)
        if booking.confirmed_at is None:
            holder = self.cast.actor(councils()[story.host].staff[1], at)
            bookings.confirm_booking(actor=holder, booking_id=booking.pk, terms=terms, at=at)
        if story.needs and not story.late:
            Needs(self.diary, self.cast).plan(story, self._booker(story), booking)
        if story.story == "host_late":
            monday = min(monday for monday, _minutes in booking.standing.hours)
            self.diary.on(london_instant(monday + DAY, 15), self.leave_late_host, story)
        if story.story in SENT:
            for monday, _minutes in booking.standing.hours:
                self.diary.on(london_instant(monday + 4 * DAY, 17, 5), self.send_hours, story, monday)

    def send_hours(self, story: Story, monday: date, at: datetime) -> None:
        """The week is over, worked as booked; the host answers after the weekend, or not."""
        sheet = payroll.send_own_hours(
            actor=self.cast.actor(story.officer, at),
            booking_id=self.bookings[story.officer].pk,
            monday=monday,
            own_time=True,
            at=at,
        )
        answer = {"worked": self.agree_hours, "queried": self.query_hours}.get(story.story)
        if answer:
            self.diary.on(london_instant(monday + 8 * DAY, 10, 40), answer, story, sheet.pk)

    def agree_hours(self, story: Story, timesheet_id: int, at: datetime) -> None:
        booker = self.cast.actor(self._booker(story), at)
        timesheets.agree_hours(actor=booker, timesheet_id=timesheet_id, at=at)

    def query_hours(self, story: Story, timesheet_id: int, at: datetime) -> None:
        timesheets.query_hours(
            actor=self.cast.actor(self._booker(story), at),
            timesheet_id=timesheet_id,
            question="Was the call on Monday part of this, or did we book it as a free call?",
            at=at,
        )

    def cancel(self, story: Story, at: datetime) -> None:
        self._cancel(self._booker(story), story, "plans_changed", at)

    def recall(self, story: Story, at: datetime) -> None:
        self._cancel(self._approver(story), story, "recall", at)

    def say_ill(self, story: Story, at: datetime) -> None:
        self._cancel(story.officer, story, "illness", at)

    def leave_late_host(self, story: Story, at: datetime) -> None:
        """What they need is not ready, so the officer calls the week off, and an hour of it is charged."""
        self._cancel(story.officer, story, HOST_LATE, at)
        booking = self.bookings[story.officer]
        lost = [each.week.monday for each in lost_weeks(booking_now(booking.pk))]
        claim_host_late(
            actor=self.cast.actor(story.officer, at),
            booking_id=booking.pk,
            mondays=lost,
            because_late=True,
            at=at + MINUTE,
        )

    def _cancel(self, name: str, story: Story, reason: str, at: datetime) -> None:
        booking = self.bookings[story.officer]
        bookings.cancel_booking(actor=self.cast.actor(name, at), booking_id=booking.pk, reason=reason, at=at)

    def decline(self, story: Story, at: datetime) -> None:
        booking = self.bookings[story.officer]
        bookings.decline_booking(
            actor=self.cast.actor(story.officer, at),
            booking_id=booking.pk,
            terms=booking.standing.sha256,
            reason=story.reason,
            at=at,
        )

    def withdraw(self, story: Story, at: datetime) -> None:
        bookings.withdraw_booking(
            actor=self.cast.actor(self._booker(story), at),
            booking_id=self.bookings[story.officer].pk,
            reason=story.reason,
            at=at,
        )

    def vary(self, story: Story, at: datetime) -> None:
        """Half an hour more in the last week, or another week if that one is full."""
        booking = self.bookings[story.officer]
        weeks = [*booking.standing.hours]
        offer, (last, minutes) = officers()[story.officer].offer, weeks[-1]
        weeks[-1] = (last, minutes + 30 if minutes < offer else minutes - 30)
        bookings.vary_booking(
            actor=self.cast.actor(self._booker(story), at), booking_id=booking.pk, weeks=weeks, at=at
        )

    def say_it_happened(self, story: Story, at: datetime) -> None:
        bookings.say_it_happened(
            actor=self.cast.actor(story.officer, at), booking_id=self.bookings[story.officer].pk, at=at
        )

    def _booker(self, story: Story) -> str:
        """The booking manager who asks; a body without one asks for peer help only."""
        staff = councils()[story.host].staff
        return staff[5 + story.by] if len(staff) > 5 else staff[1]

    def _approver(self, story: Story) -> str:
        return councils()[officers()[story.officer].council].staff[3]
