"""What officers of the stories need: the host says that it is ready in time, and afterwards that access is ended."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from commonpool.bookings import operations as bookings
from commonpool.bookings.models import Booking
from commonpool.bookings.queries import access_ends_on
from commonpool.bookings.queries import booking as booking_now
from commonpool.bookings.rules.needs import DOCUMENTS, SHOWN_ROUND, Schedule
from commonpool.demonstration.cast import Cast
from commonpool.demonstration.diary import Diary
from commonpool.demonstration.reading import Story
from commonpool.kernel.clock import london_instant

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Needs:
    """What is said of the needs of the bookings of one history."""

    diary: Diary
    cast: Cast

    def plan(self, story: Story, contact: str, booking: Booking) -> None:
        """Enters in the diary what the host's contact will say of a bound booking."""
        ready_on = booking.standing.ready_on
        assert ready_on is not None
        last_day = access_ends_on(booking_now(booking.pk))
        self.diary.on(london_instant(ready_on, 15, 15), self.say_ready, story, contact, booking.pk)
        self.diary.on(london_instant(last_day + DAY, 9, 30), self.say_removed, story, contact, booking.pk)

    def say_ready(self, story: Story, contact: str, booking_id: int, at: datetime) -> None:
        """With the schedule of processing of documents, and the word about risks for an account or a visit."""
        last_day = access_ends_on(booking_now(booking_id))
        bookings.say_ready(
            actor=self.cast.actor(contact, at),
            booking_id=booking_id,
            needs=story.needs,
            induction=bool(SHOWN_ROUND & set(story.needs)),
            schedule=Schedule(
                "Inspection notes and letters", "Owners of two businesses", story.purpose, last_day
            )
            if DOCUMENTS in story.needs
            else None,
            at=at,
        )

    def say_removed(self, story: Story, contact: str, booking_id: int, at: datetime) -> None:
        """The account is closed, the documents are deleted, the pass is back."""
        bookings.say_removed(
            actor=self.cast.actor(contact, at), booking_id=booking_id, needs=story.needs, at=at
        )
