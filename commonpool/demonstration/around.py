"""What happens around the bookings: calls, places in line, searches, wishes, claims, and the clock's own moves."""

from datetime import datetime, timedelta

from commonpool.agreements import operations as agreements
from commonpool.agreements import queries
from commonpool.availability import operations as availability
from commonpool.bookings import operations as bookings
from commonpool.demonstration.cast import Cast
from commonpool.demonstration.diary import Diary
from commonpool.demonstration.joining import BEGINNING, POSTS, STEWARD
from commonpool.demonstration.listing import Listings
from commonpool.demonstration.reading import Talk, councils, officers, talks
from commonpool.demonstration.stories import Stories
from commonpool.kernel.weeks import between
from commonpool.matching.operations import remember_empty_search
from commonpool.matching.rules import Wanted
from commonpool.organisations import operations as organisations
from commonpool.organisations.rules import Contact
from commonpool.people import operations as people
from commonpool.timesheets import operations as timesheets

SEARCHES = (
    (-6, "Imogen Farrant", Wanted(words="ferry timetable franchising", function_id="111")),
    (-4, "Tomos Ellwood", Wanted(words="crematorium emissions", function_id="35")),
    (-2, "Zainab Mahmood", Wanted(words="educational psychologist", skill_id="lg-educational-psychology")),
    (-1, "Eilidh Thorburn", Wanted(words="peatland carbon code")),
    (0, "Niamh Kilfedder", Wanted(words="drone survey of roofs", function_id="property")),
)
WISHES = ("Tariq Sultan", "Wendy Gotobed")
STRANGER = ("Kieran Aldous", "kieran@parish-hall.example")
INVITED = (
    (-5, Contact("DEMO-FENM", "Beatrice Holloway", "beatrice.holloway@fenmarch.example", "Head of digital")),
    (-4, Contact("DEMO-THOR", "Cordelia Wragg", "cordelia.wragg@thornmere.example", "Chief executive")),
    (0, Contact("DEMO-THOR", "Jasper Ollerton", "jasper.ollerton@thornmere.example")),
)
IN_LINE = (("Non Eurwyn", "DEMO-LARK"), ("Lleucu Banham", "DEMO-KELD"))


class Around:
    """Everything that is not a booking."""

    def __init__(self, diary: Diary, cast: Cast, listings: Listings, stories: Stories) -> None:
        self.diary, self.cast, self.listings, self.stories = diary, cast, listings, stories
        self.calls: dict[str, int] = {}

    def plan(self) -> None:
        """Enters it all in the diary."""
        for number, talk in enumerate(talks()):
            asked = self.diary.instant(talk.week, 1, 9, 30) if talk.week else self.diary.recently(number % 4)
            self.diary.on(asked, self.ask_for_call, talk)
            if talk.what in ("accepted", "declined"):
                self.diary.on(asked + timedelta(hours=27), self.answer_call, talk)
        for week, name, wanted in SEARCHES:
            at = self.diary.instant(week, 2, 11) if week else self.diary.recently(1)
            self.diary.on(at, self.search_in_vain, name, wanted)
        for number, name in enumerate(WISHES):
            self.diary.on(self.diary.instant(-3 + number, 1, 13), self.wish_to_join, name)
        for week, contact in INVITED:
            invited = self.diary.instant(week, 3, 10) if week else self.diary.recently(2)
            self.diary.on(invited, self.invite, contact)
        self.diary.on(self.diary.recently(5), self.claim_fenmarch)
        self.diary.on(self.diary.recently(3), self.draft_next_agreement)
        self.diary.on(self.diary.recently(4), self.ask_for_help)
        for name, host in IN_LINE:
            self.diary.on(self.diary.recently(2), self.stand_in_line, name, host)
        self._plan_the_clock()

    def _plan_the_clock(self) -> None:
        for monday in between(self.diary.monday(BEGINNING + 2), self.diary.monday(0)):
            week = (monday - self.diary.monday(0)).days // 7
            self.diary.on(self.diary.instant(week, 0, 0, 5), self.open_timesheets)
            for day in range(5):
                self.diary.on(self.diary.instant(week, day, 17, 15), self.close_the_day)
        self.diary.on(self.diary.now, self.open_timesheets)
        self.diary.on(self.diary.now, self.keep_weeks)

    def open_timesheets(self, at: datetime) -> None:
        timesheets.open_timesheets(at=at)

    def close_the_day(self, at: datetime) -> None:
        bookings.expire_bookings(at=at)
        bookings.expire_spending_limits(at=at)
        availability.expire_permissions(at=at)
        bookings.lapse_calls(at=at)
        timesheets.agree_by_silence(at=at)

    def keep_weeks(self, at: datetime) -> None:
        availability.derive_all_weeks(at=at)

    def ask_for_call(self, talk: Talk, at: datetime) -> None:
        asker = self._place_of(talk.by)
        call = bookings.ask_for_call(
            actor=self.cast.actor(talk.by, at),
            officer=self.listings.listings[talk.officer].reference,
            host_id=self.cast.places[asker].pk,
            message=talk.message,
            at=at,
        )
        self.calls[talk.officer] = call.pk

    def answer_call(self, talk: Talk, at: datetime) -> None:
        bookings.answer_call(
            actor=self.cast.actor(talk.officer, at),
            call_id=self.calls[talk.officer],
            accept=talk.what == "accepted",
            reply=talk.reply,
            at=at,
        )

    def search_in_vain(self, name: str, wanted: Wanted, at: datetime) -> None:
        remember_empty_search(actor=self.cast.actor(name, at), wanted=wanted, at=at)

    def wish_to_join(self, name: str, at: datetime) -> None:
        place = self.cast.places[self._place_of(name)].pk
        agreements.wish_to_join(actor=self.cast.actor(name, at), organisation_id=place, at=at)

    def invite(self, contact: Contact, at: datetime) -> None:
        agreements.invite(actor=self.cast.actor(STEWARD, at), contact=contact, at=at)

    def draft_next_agreement(self, at: datetime) -> None:
        """The next version waits for two stewards to read and publish it: one clause differs."""
        current = queries.agreement_text()
        assert current is not None
        number = current.version + 1
        body = current.body.replace(f"Version {current.version}\n", f"Version {number}\n", 1)
        body = body.replace("review the agreement every two years", "review the agreement every year", 1)
        agreements.draft_agreement_text(actor=self.cast.actor(STEWARD, at), version=number, body=body, at=at)

    def claim_fenmarch(self, at: datetime) -> None:
        """Somebody wants to be the first administrator; the steward has not called back yet."""
        name = councils()["DEMO-FENM"].staff[0]
        people.claim_administrator(
            actor=self.cast.actor(name, at),
            organisation_id=self.cast.places["DEMO-FENM"].pk,
            post=POSTS[0],
            at=at,
        )

    def ask_for_help(self, at: datetime) -> None:
        name, mailbox = STRANGER
        self.cast.register(name, mailbox, at)
        words = "I work for two parish councils and a district. None of my addresses is known here."
        organisations.ask_for_help(actor=self.cast.actor(name, at), message=words, at=at)

    def stand_in_line(self, name: str, host: str, at: datetime) -> None:
        """Somebody else would like the first week that this officer is booked in."""
        booking = self.stories.bookings[name]
        bookings.stand_in_line(
            actor=self.cast.actor(councils()[host].staff[5], at),
            officer=self.listings.listings[name].reference,
            mondays=[min(monday for monday, _minutes in booking.standing.hours)],
            host_id=self.cast.places[host].pk,
            at=at,
        )

    def _place_of(self, name: str) -> str:
        if name in officers():
            return officers()[name].council
        return next(council.code for council in councils().values() if name in council.staff)
