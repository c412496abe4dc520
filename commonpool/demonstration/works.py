"""What councils have done: written down, claimed by those who took part, confirmed; and thanks for hours worked."""

from datetime import date, datetime, timedelta

from commonpool.bookings import operations as bookings
from commonpool.bookings.models import Booking
from commonpool.demonstration.cast import Cast
from commonpool.demonstration.diary import Diary
from commonpool.demonstration.reading import Work, councils, officers, works
from commonpool.people import operations as people
from commonpool.people.models import Participation
from commonpool.people.queries import claim_sha256

WRITTEN = -12
"""The week in which they were written down."""
LASTED = timedelta(days=240)
THANKS = (
    "Everything was read before the first hour, and we did in two afternoons what we had put off for a year.",
    "Clear, kind and quick: our team still uses the checklist.",
    "We would have got this wrong without the half hour on what went wrong elsewhere.",
    "Thank you for telling us to stop. It saved us a procurement.",
    "The best value of any hours we have paid for this year.",
)
SHOWN = 3
"""So many of those thanked show it."""


class Works:
    """The pieces of work of a week, what waits of them, and thanks lately."""

    def __init__(self, diary: Diary, cast: Cast) -> None:
        self.diary, self.cast = diary, cast

    def plan(self) -> None:
        """Enters it all in the diary."""
        for number, work in enumerate(works()):
            at = self.diary.instant(WRITTEN, number % 5, 10, number // 5 * 7)
            self.diary.on(at, self.write, work)
        self.diary.on(self.diary.recently(1), self.thank)

    def write(self, work: Work, at: datetime) -> None:
        """Written down; who wrote it led it, and their manager has confirmed it and what others did."""
        council = councils()[officers()[work.by].council]
        began = date(at.year - work.years, 3, 2)
        written = people.write_work(
            actor=self.cast.actor(work.by, at),
            organisation_id=self.cast.places[council.code].pk,
            title=work.title,
            function_id=work.function,
            what_was_done=work.done,
            what_was_learned=work.learned,
            links=work.links,
            starts_on=began,
            ends_on=began + LASTED,
            at=at,
        )
        manager = self.cast.actor(council.staff[3], at)
        for name, role in [(work.by, "Led it"), *work.along]:
            claim = self._claim(name, written.reference, role, began, at)
            people.confirm_participation(
                actor=manager, participation_id=claim.pk, claim_sha256=claim_sha256(claim), at=at
            )
        for name, role in work.waits:
            self.diary.on(self.diary.recently(2), self._claim, name, written.reference, role, began)

    def _claim(self, name: str, reference: str, role: str, began: date, at: datetime) -> Participation:
        actor = self.cast.actor(name, at)
        return people.claim_role(
            actor=actor, reference=reference, role=role, from_on=began, to_on=began + LASTED, at=at
        )

    def thank(self, at: datetime) -> None:
        """Those who asked for the first hours that were worked say thanks; some officers show it."""
        worked = Booking.objects.filter(status="worked", kind="paid").order_by("pk")
        for number, booking in enumerate(worked.select_related("requested_by", "officer")[: len(THANKS)]):
            bookings.say_thanks(
                actor=self.cast.actor(booking.requested_by.name, at),
                reference=booking.reference,
                words=THANKS[number],
                at=at,
            )
            if number < SHOWN:
                officer = self.cast.actor(booking.officer.name, at)
                bookings.show_thanks(actor=officer, reference=booking.reference, shown=True, at=at)
