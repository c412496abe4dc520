"""A report under section 114 that is over, and what a host has seen of an officer on another nation's register."""

from datetime import datetime, timedelta

from commonpool.agreements import operations as agreements
from commonpool.bookings import operations as bookings
from commonpool.demonstration.cast import Cast
from commonpool.demonstration.diary import Diary
from commonpool.demonstration.listing import Listings
from commonpool.demonstration.posts import REGISTERED
from commonpool.demonstration.reading import councils
from commonpool.kernel.clock import london_date

REPORTED = "DEMO-KELD"
"""Its full council met within the week, long before it borrowed anybody."""
HOST = "DEMO-STRA"


class Evidence:
    """What answers a rule, and what stopped a council for some days."""

    def __init__(self, diary: Diary, cast: Cast, listings: Listings) -> None:
        self.diary, self.cast, self.listings = diary, cast, listings

    def plan(self) -> None:
        """Enters it all in the diary."""
        self.diary.on(self.diary.instant(-12, 0, 16), self.report)
        self.diary.on(self.diary.instant(-12, 3, 19), self.meet)
        self.diary.on(self.diary.instant(-8, 2, 10), self.look_into_the_register)

    def report(self, at: datetime) -> None:
        report = agreements.record_section_114(
            actor=self.cast.actor(councils()[REPORTED].staff[8], at),
            organisation_id=self.cast.places[REPORTED].pk,
            made_on=london_date(at),
            at=at,
        )
        self.report_id = report.pk

    def meet(self, at: datetime) -> None:
        agreements.conclude_section_114(
            actor=self.cast.actor(councils()[REPORTED].staff[8], at),
            organisation_id=self.cast.places[REPORTED].pk,
            report_id=self.report_id,
            considered_on=london_date(at),
            at=at,
        )

    def look_into_the_register(self, at: datetime) -> None:
        seen = {
            "PWR-17": ("Found on the SSSC register under her name and number", "HR records, file R-118"),
            "DBS-01": ("PVG membership shown to our HR team", "HR records, file R-119"),
        }
        for rule, (reason, kept) in seen.items():
            bookings.give_evidence(
                actor=self.cast.actor(councils()[HOST].staff[5], at),
                host_id=self.cast.places[HOST].pk,
                rule=rule,
                scope=bookings.Scope(listing=self.listings.listings[REGISTERED].reference),
                reason=reason,
                kept=kept,
                paper_on=london_date(at),
                ends_on=london_date(at) + timedelta(days=300),
                at=at,
            )
