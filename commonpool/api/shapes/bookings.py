"""Quotes, bookings and hours."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from commonpool.access import Actor
from commonpool.agreements.models import LegalPower
from commonpool.agreements.rules import Power
from commonpool.agreements.rules.when import WEEKDAY
from commonpool.api.shapes.proposals import ProposalShape, proposal_shape
from commonpool.api.shapes.values import ADay, Line, Minutes, Order, Short, Week
from commonpool.bookings import queries
from commonpool.bookings.models import Booking
from commonpool.bookings.queries import Quote
from commonpool.kernel import weeks
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.words import translated
from commonpool.notifications.queries import entries

Need = Literal["documents", "account", "visit"]


class Sent(BaseModel):
    """A body: a field it does not know is refused."""

    model_config = ConfigDict(extra="forbid")


class WeekSent(Sent):
    week: Week
    minutes: Minutes
    when: Literal["weekday", "evening_saturday", "sunday_holiday"] | None = None


class WorkSent(Sent):
    """What is asked of an officer. `host` is needed by those who may act for several.

    Of what they need: `contact`, the e-mail of the host's person who has it ready (else who asks), and `ready_by`, a
    date up to the first Monday (else the last working day before it).
    """

    purpose: Line
    function: Short
    work: Literal["advice", "decisions"] = "advice"
    needs: list[Need] = Field(default_factory=list, max_length=3)
    contact: Short = ""
    ready_by: ADay | None = None
    host: Short | None = None
    purchase_order: Order = ""


class BookingSent(WorkSent):
    """`officer`, `weeks`, `purpose` and `function` are enough."""

    officer: Short
    weeks: list[WeekSent] = Field(min_length=1, max_length=53)
    kind: Literal["paid", "peer_help"] = "paid"


class EndingSent(Sent):
    """`terms`: the version shown, by its hash, where a page showed one. Each move takes what it needs of the rest."""

    terms: Short = ""
    reason: Short = ""
    weeks: list[Week] | None = Field(default=None, max_length=53)
    purchase_order: Order = ""


class AnswerSent(EndingSent):
    """The same; an answer is always to the version shown."""

    terms: Short


class LineShape(BaseModel):
    label: str
    pence: int


class CheckShape(BaseModel):
    """What a rule said. A BLOCK refuses, unless `allowed_because` says which evidence of the host answers it.

    `version`: which reading of the rule a booking was made under, whose words are never changed; where it passed, they
    are left out.
    """

    rule: str
    version: int | None = None
    effect: str
    message: str = ""
    source: str = ""
    allowed_because: str = ""


class BasisShape(BaseModel):
    """By what power the officer is lent. `nations`: of the home and of the host council."""

    power: str
    nations: list[str]
    deemed: bool
    text: str
    source: str


class QuoteShape(BaseModel):
    net_pence: int
    vat_pence: int
    gross_pence: int
    lines: list[LineShape]
    legal_basis: BasisShape | None
    checks: list[CheckShape]
    missing: list[str]


class BookedWeekShape(BaseModel):
    week: str
    minutes: int
    when: str
    net_pence: int | None
    released: bool


class EventShape(BaseModel):
    name: str
    at: str
    by: str
    words: str


class BookingShape(BaseModel):
    """`ready`: which needs the host has said are ready; `late`: some is not, and its day is over.

    Pence and the purchase order are null to those who do not see the price, such as the officer.
    """

    reference: str
    kind: str
    status: str
    officer: str
    officer_name: str
    home: str
    host: str
    weeks: list[BookedWeekShape]
    purpose: str
    function: str
    work: str
    needs: list[str]
    contact: str | None
    ready_by: str | None
    ready: list[str]
    late: bool
    net_pence: int | None
    vat_pence: int | None
    gross_pence: int | None
    terms: str
    answer_by: str
    purchase_order: str | None
    legal_basis: BasisShape | None
    checks: list[CheckShape]
    open_moves: list[str]


class BookingDetail(BookingShape):
    events: list[EventShape]
    proposal: ProposalShape | None


class Bookings(BaseModel):
    count: int
    results: list[BookingShape]
    next: str | None


def basis_shape(power: Power | LegalPower | None, home: str, host: str) -> dict[str, Any] | None:
    """By what power one council lends to the other, in one plain sentence."""
    if power is None:
        return None
    return {
        "power": power.power,
        "nations": [home, host],
        "deemed": power.deemed,
        "text": translated(power.text),
        "source": power.source,
    }


def quote_shape(quote: Quote) -> dict[str, Any]:
    subject = quote.subject
    return {
        "net_pence": quote.net_pence,
        "vat_pence": quote.vat_pence,
        "gross_pence": quote.gross_pence,
        "lines": [{"label": line.label, "pence": line.pence} for line in quote.lines],
        "legal_basis": basis_shape(subject.known.power, subject.home.nation, subject.host.nation),
        "checks": [
            {
                "rule": each.rule,
                "effect": each.effect,
                "message": translated(each.message),
                "source": each.source,
                "allowed_because": each.allowed_because,
            }
            for each in quote.checks
        ],
        "missing": [each.what for each in quote.missing],
    }


def booking_shape(actor: Actor, booking: Booking) -> dict[str, Any]:
    """A booking as both councils see it; the price is for those it is between."""
    terms = booking.standing
    priced = queries.sees_price(actor, booking)
    return {
        "reference": booking.reference,
        "kind": booking.kind,
        "status": booking.status,
        "officer": booking.listing.reference,
        "officer_name": booking.officer.name,
        "home": booking.home.code,
        "host": booking.host.code,
        "weeks": booked_weeks(booking, priced),
        "purpose": terms.purpose,
        "function": terms.function_id,
        "work": "decisions" if terms.decisions else "advice",
        "needs": terms.needs,
        "contact": terms.contact.name if terms.contact else None,
        "ready_by": terms.ready_on and terms.ready_on.isoformat(),
        "ready": sorted(record.need for record in booking.ready.all()),
        "late": queries.is_host_late(booking, london_date(now())),
        "net_pence": terms.net_pence if priced else None,
        "vat_pence": terms.vat_pence if priced else None,
        "gross_pence": terms.gross_pence if priced else None,
        "terms": (booking.pending or terms).sha256,
        "answer_by": booking.answer_by.isoformat(),
        "purchase_order": booking.purchase_order if priced else None,
        "legal_basis": basis_shape(booking.power, booking.home.nation, booking.host.nation),
        "checks": terms.checks,
        "open_moves": queries.open_moves(actor, booking, now()),
    }


def booked_weeks(booking: Booking, priced: bool) -> list[dict[str, Any]]:
    """The weeks held; for peer help, which holds none, those of its terms."""
    if booking.kind == "peer_help":
        return [
            {
                "week": weeks.written(monday),
                "minutes": minutes,
                "when": WEEKDAY,
                "net_pence": 0 if priced else None,
                "released": False,
            }
            for monday, minutes in booking.standing.hours
        ]
    return [
        {
            "week": weeks.written(week.monday),
            "minutes": week.minutes,
            "when": week.when,
            "net_pence": week.net_pence if priced else None,
            "released": week.released_at is not None,
        }
        for week in sorted(booking.weeks.all(), key=lambda each: (each.monday, each.pk))
    ]


def detail_shape(actor: Actor, booking: Booking) -> dict[str, Any]:
    """The same, with all that happened and they may read."""
    events = list(queries.readable_timeline(actor, booking))
    told = entries(events, actor)
    story = [
        {"name": event.name, "at": event.happened_at.isoformat(), "by": entry.who, "words": entry.what}
        for event, entry in zip(events, told, strict=True)
    ]
    return booking_shape(actor, booking) | {"events": story, "proposal": proposal_shape(booking)}
