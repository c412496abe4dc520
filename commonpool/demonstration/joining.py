"""The councils come into being, find their people, join, sign, and say what an hour costs."""

from datetime import date, datetime, timedelta

from commonpool.access import Actor, Role
from commonpool.agreements import operations as agreements
from commonpool.agreements import queries
from commonpool.agreements.operations import Authority, Named
from commonpool.agreements.rules.procurement import (
    STARTING_OBJECTIVES,
    bases_for,
    financial_year,
    last_day_of,
)
from commonpool.bookings import operations as bookings
from commonpool.bookings.models import SpendingLimit
from commonpool.demonstration.cast import Cast
from commonpool.demonstration.diary import Diary
from commonpool.demonstration.reading import Council, councils
from commonpool.kernel.bands import GRADE_BANDS
from commonpool.kernel.money import half_up
from commonpool.organisations import operations as organisations
from commonpool.people import operations as people

INSTALLER = Actor.rule("demonstration")
BEGINNING = -17
"""A month's clearing takes most of the next month: so early, one is settled on whatever day this is told."""
STEWARD, SECOND_STEWARD = "Marguerite Achterberg", "Lucian Pemberthy"
"""What all councils sign takes two: one puts a new version forward, another publishes it."""
STEP_PENCE = 640
"""What each grade band costs an hour above the one below it."""
STANDING_ORDERS_PENCE, CAP_PENCE = 1_000_000, 4_000_000
PER_BOOKING_PENCE, PER_MONTH_PENCE = 90_000, 600_000
POSTS = ("Head of digital", "Director of finance", "Monitoring officer")
ROLES = (
    (1, Role.BUDGET_HOLDER),
    (2, Role.RELEASE_CONTACT),
    (3, Role.APPROVER),
    (4, Role.APPROVER),
    (5, Role.BOOKING_MANAGER),
    (6, Role.BOOKING_MANAGER),
    (7, Role.HR),
    (8, Role.FINANCE),
    (9, Role.AUDITOR),
)
ENDING = ("DEMO-LARK", "DEMO-KELD", "DEMO-FENM")
"""They become one council."""
WELLBEING = "What our officers learn elsewhere comes back to our own area."
RAN_OUT = "Mhairi Colquhoun"
"""Her limit ended, and a new one was refused: her budget holder is asked each time."""
TAKEN_BACK = "Gordon Sneddon"
"""His limit was withdrawn, and he has asked for another: his budget holder is asked each time."""
RAISED = "Jonathan Orr"
"""Asked for more than he had, and got some of it."""


class Joining:
    """How each council came in, on the days of its first two weeks."""

    def __init__(self, diary: Diary, cast: Cast) -> None:
        self.diary, self.cast = diary, cast
        self.limits: dict[str, SpendingLimit] = {}

    def plan(self) -> None:
        """Enters it all in the diary."""
        instant = self.diary.instant
        self.diary.on(instant(BEGINNING, 0, 9), self.appoint_stewards)
        self.diary.on(instant(BEGINNING, 0, 12, 30), self.end_three)
        for number, council in enumerate(councils().values()):
            minute = number * 5
            self.diary.on(instant(BEGINNING, 0, 10, minute), self.add, council)
            self.diary.on(instant(BEGINNING, 0, 11, minute), self.arrive, council)
            if council.depth == "none":
                continue
            self.diary.on(instant(BEGINNING, 1, 9, minute), self.first_administrator, council)
            self.diary.on(instant(BEGINNING, 1, 15, minute), self.join, council)
            if council.depth == "peer":
                continue
            self.diary.on(instant(BEGINNING, 2, 10, minute), self.give_roles, council)
            self.diary.on(instant(BEGINNING, 2, 14, minute), self.name_signatories, council)
            self.diary.on(instant(BEGINNING, 3, 9, minute), self.sign, council, council.staff[1])
            self.diary.on(instant(BEGINNING, 3, 16, minute), self.sign, council, council.staff[2])
            self.diary.on(instant(BEGINNING, 4, 9, minute), self.answer, council)
            self.diary.on(instant(BEGINNING, 4, 10, minute), self.settle, council)
            self.diary.on(instant(BEGINNING, 4, 13, minute), self.give_limits, council)
        self.diary.on(instant(-10, 1, 10), self.cap)
        self.diary.on(instant(-9, 1, 10), self.ask_limit, RAISED, 500_000)
        self.diary.on(instant(-9, 2, 10), self.answer_limit, RAISED, PER_BOOKING_PENCE)
        self.diary.on(instant(-7, 2, 15), self.withdraw_limit, TAKEN_BACK)
        self.diary.on(instant(-5, 1, 10), self.ask_limit, RAN_OUT, 300_000)
        self.diary.on(instant(-5, 3, 10), self.answer_limit, RAN_OUT, 0)
        self.diary.on(self.diary.recently(3), self.ask_limit, TAKEN_BACK, 60_000)

    def appoint_stewards(self, at: datetime) -> None:
        for name, address in ((STEWARD, "steward"), (SECOND_STEWARD, "second-steward")):
            steward = self.cast.register(name, f"{address}@commonpool.example", at)
            organisations.appoint_steward(actor=INSTALLER, person_id=steward.pk, at=at)

    def add(self, council: Council, at: datetime) -> None:
        self.cast.places[council.code] = organisations.add_demonstration_council(
            actor=INSTALLER,
            code=council.code,
            name=council.name,
            official_name=council.official_name,
            slug=council.name.lower().replace(" ", "-"),
            type=council.type,
            nation=council.nation,
            region=council.region,
            domain=council.domain,
            latitude=council.latitude,
            longitude=council.longitude,
            at=at,
        )

    def end_three(self, at: datetime) -> None:
        """Three of them become one on the first of April that is half a year ahead or more; one has not signed."""
        soonest = self.diary.today + timedelta(days=183)
        on = min(day for year in (0, 1) if (day := date(soonest.year + year, 4, 1)) >= soonest)
        into = organisations.add_demonstration_council(
            actor=INSTALLER,
            code="DEMO-LKFM",
            name="Lark and Kelder",
            official_name="Lark and Kelder Council",
            slug="lark-and-kelder",
            type="unitary",
            nation="England",
            region="North West",
            domain="lark-and-kelder.example",
            latitude=53.6,
            longitude=-2.6,
            at=at,
        )
        ending = [self.cast.places[code] for code in ENDING]
        organisations.end_demonstration_councils(actor=INSTALLER, ending=ending, into=into, on=on, at=at)

    def arrive(self, council: Council, at: datetime) -> None:
        for name in council.staff:
            self.cast.employ(name, council, at)

    def first_administrator(self, council: Council, at: datetime) -> None:
        name, place = council.staff[0], self.cast.places[council.code].pk
        claim = people.claim_administrator(
            actor=self.cast.actor(name, at), organisation_id=place, post=POSTS[0], at=at
        )
        organisations.confirm_administrator(
            actor=self.cast.actor(STEWARD, at),
            claim_id=claim.pk,
            how="Called back through the switchboard",
            at=at,
        )
        self.cast.changed(name)

    def join(self, council: Council, at: datetime) -> None:
        place = self.cast.places[council.code].pk
        agreements.join_as_peer(
            actor=self._administrator(council, at), organisation_id=place, post=POSTS[0], at=at
        )

    def give_roles(self, council: Council, at: datetime) -> None:
        for number, role in ROLES:
            organisations.grant_role(
                actor=self._administrator(council, at),
                organisation_id=self.cast.places[council.code].pk,
                person_id=self.cast.people[council.staff[number]].pk,
                role=role,
                at=at,
            )
            self.cast.changed(council.staff[number])

    def name_signatories(self, council: Council, at: datetime) -> None:
        authority = Authority(
            "Scheme of delegation, entry 4.12", "officer", self.diary.monday(BEGINNING - 20)
        )
        named = [
            Named(council.staff[n], POSTS[n], council.mailbox(council.staff[n]), authority) for n in (1, 2)
        ]
        agreements.name_signatories(
            actor=self._administrator(council, at),
            organisation_id=self.cast.places[council.code].pk,
            signatories=named,
            at=at,
        )

    def sign(self, council: Council, name: str, at: datetime) -> None:
        actor, place = self.cast.actor(name, at), self.cast.places[council.code].pk
        sha256 = queries.text_to_sign(actor, place).sha256
        agreements.sign_agreement(
            actor=actor, organisation_id=place, typed_name=name, text_sha256=sha256, at=at
        )

    def answer(self, council: Council, at: datetime) -> None:
        """The starting words stay as they are; whoever confirms says that they have no interests."""
        place = self.cast.places[council.code]
        agreements.answer_procurement(
            actor=self._administrator(council, at),
            organisation_id=place.pk,
            basis=bases_for(council.nation)[0],
            objectives=str(STARTING_OBJECTIVES),
            public_interest=True,
            insurer_told_on=at.date(),
            insurer_told_by="Insurance officer",
            standing_orders_pence=STANDING_ORDERS_PENCE,
            at=at,
        )
        for number in (1, 5, 6):
            person = self.cast.actor(council.staff[number], at)
            agreements.declare_interests(actor=person, organisation_id=place.pk, interests={}, at=at)

    def cap(self, at: datetime) -> None:
        """The first council has capped what it borrows from the second, which most councils never do."""
        host, home = [each for each in councils().values() if each.depth == "lend"][:2]
        agreements.set_pair_cap(
            actor=self.cast.actor(host.staff[1], at),
            host_id=self.cast.places[host.code].pk,
            home_id=self.cast.places[home.code].pk,
            year=financial_year(at.date()),
            cap_pence=CAP_PENCE,
            ends_on=last_day_of(financial_year(at.date())),
            at=at,
        )

    def settle(self, council: Council, at: datetime) -> None:
        place = self.cast.places[council.code].pk
        agreements.set_defaults(
            actor=self._administrator(council, at),
            organisation_id=place,
            invoice_name="Accounts payable",
            invoice_address=f"Council Offices, {council.name}",
            invoice_email=f"invoices@{council.domain}",
            default_weekly_minutes=240,
            default_months=12,
            wellbeing_reason=WELLBEING if council.nation == "Scotland" else "",
            at=at,
        )
        if council.depth == "lend":
            prices = {band: council.hourly_pence + STEP_PENCE * n for n, band in enumerate(GRADE_BANDS)}
            finance = self.cast.actor(council.staff[8], at)
            agreements.set_prices(
                actor=finance,
                organisation_id=place,
                prices=prices,
                costs=prices,
                seconds={band: half_up(pence * 3, 2) for band, pence in prices.items()},
                thirds={band: pence * 2 for band, pence in prices.items()},
                starts_on=self.diary.monday(BEGINNING + 1),
                at=at,
            )

    def give_limits(self, council: Council, at: datetime) -> None:
        for name in council.staff[5:7]:
            self.limits[name] = bookings.grant_spending_limit(
                actor=self.cast.actor(council.staff[1], at),
                organisation_id=self.cast.places[council.code].pk,
                holder_id=self.cast.people[name].pk,
                per_booking_pence=PER_BOOKING_PENCE // 2 if name == RAISED else PER_BOOKING_PENCE,
                per_month_pence=PER_MONTH_PENCE,
                cost_code="POOL-01",
                starts_on=self.diary.monday(BEGINNING),
                ends_on=self.diary.monday(-6 if name == RAN_OUT else BEGINNING + 52),
                at=at,
            )

    def withdraw_limit(self, name: str, at: datetime) -> None:
        council = next(each for each in councils().values() if name in each.staff)
        bookings.withdraw_spending_limit(
            actor=self.cast.actor(council.staff[1], at), limit_id=self.limits[name].pk, at=at
        )

    def ask_limit(self, name: str, pence: int, at: datetime) -> None:
        council = next(each for each in councils().values() if name in each.staff)
        self._asked = bookings.ask_spending_limit(
            actor=self.cast.actor(name, at),
            organisation_id=self.cast.places[council.code].pk,
            budget_holder_id=self.cast.people[council.staff[1]].pk,
            per_booking_pence=pence,
            per_month_pence=4 * pence,
            cost_code="POOL-02",
            starts_on=self.diary.today,
            ends_on=self.diary.monday(39),
            at=at,
        )

    def answer_limit(self, name: str, pence: int, at: datetime) -> None:
        """Granted, with less than was asked if need be; refused where nothing is given."""
        council = next(each for each in councils().values() if name in each.staff)
        holder = self.cast.actor(council.staff[1], at)
        if not pence:
            bookings.refuse_spending_limit(actor=holder, limit_id=self._asked.pk, at=at)
            return
        bookings.grant_spending_limit(
            actor=holder,
            limit_id=self._asked.pk,
            per_booking_pence=pence,
            per_month_pence=PER_MONTH_PENCE,
            starts_on=self.diary.monday(-9),
            at=at,
        )

    def _administrator(self, council: Council, at: datetime) -> Actor:
        return self.cast.actor(council.staff[0], at)
