"""What a booking would cost, which rules speak, and whose answers would still be missing. It holds nothing."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, partial
from typing import Any

from django.utils.translation import gettext

from commonpool.access import Actor, Right
from commonpool.agreements.rules import ASK, BLOCK, WARN
from commonpool.agreements.rules.when import WEEKDAY, WHEN
from commonpool.availability.models import Listing
from commonpool.availability.queries import listing_for
from commonpool.bookings.models import PeerHelpMonth
from commonpool.bookings.queries.answers import Answers, Asked
from commonpool.bookings.queries.hosts import depth_for, too_shallow
from commonpool.bookings.queries.known import Subject, subjects_for
from commonpool.bookings.queries.missing import Missing
from commonpool.bookings.rules import pricing, refusals
from commonpool.bookings.rules.asking import PEER_HELP_MINUTES, Ask
from commonpool.bookings.rules.judging import judge
from commonpool.bookings.rules.lawful import Said, said_by_law
from commonpool.bookings.rules.pricing import Priced
from commonpool.bookings.rules.refusals import Ruled
from commonpool.bookings.rules.refusals.ruled import AGREEMENT
from commonpool.bookings.rules.vat import vat_of
from commonpool.kernel import weeks as iso
from commonpool.kernel.clock import london_date
from commonpool.kernel.money import pounds
from commonpool.organisations.models import Organisation


@dataclass(frozen=True)
class Check:
    """What one rule said. `effect`: PASS, it has nothing to say; BLOCK, a request would be refused, unless
    `allowed_because` says which evidence of the host answers it. `by_week`: as a refusal has it.
    """

    rule: str
    effect: str
    message: str
    source: str
    field: str | None = None
    allowed_because: str = ""
    by_week: tuple[tuple[date, int, str], ...] = ()


@dataclass(frozen=True)
class Line:
    """One priced line of a quote."""

    monday: date
    minutes: int
    hourly_pence: int
    pence: int
    label: str


@dataclass(frozen=True)
class Quote:
    """The price before anyone commits, in pence; a ceiling once signed. `checks`: all that were made."""

    subject: Subject
    net_pence: int
    vat_pence: int
    gross_pence: int
    lines: tuple[Line, ...]
    checks: tuple[Check, ...]
    ask_missing: Callable[[], tuple[Missing, ...]]

    @cached_property
    def missing(self) -> tuple[Missing, ...]:
        """The answers that a request would lack beside the officer's. At most four SQL queries, once it is read."""
        return self.ask_missing()

    @property
    def blocks(self) -> list[Check]:
        """Why a request would be refused, the gravest first."""
        return [check for check in self.checks if check.effect == BLOCK and not check.allowed_because]

    @property
    def advice(self) -> list[Check]:
        """What does not stand in the way, and is to be known or done."""
        return [check for check in self.checks if check.effect in (WARN, ASK) and not check.allowed_because]

    @property
    def allowed(self) -> list[Check]:
        """What would stand in the way or ask for something, and evidence answers it."""
        return [check for check in self.checks if check.allowed_because]

    @property
    def can_be_sent(self) -> bool:
        return not self.blocks


def quote(
    actor: Actor,
    host_id: int,
    officer: str,
    weeks: Iterable[tuple[date, int]],
    function_id: str,
    *,
    at: datetime,
    purpose: str = "",
    kind: str = "paid",
    decisions: bool = False,
    needs: Collection[str] = (),
    purchase_order: str = "",
    contact: str = "",
    ready_on: date | None = None,
    when: Mapping[date, str] | None = None,
    found: Listing | None = None,
    host: Organisation | None = None,
) -> Quote:
    """The price of these weeks of an officer, and what a request would meet. A fixed number of SQL queries.

    `found`: the listing that is quoted, where the caller has it from `listing_for`; `host`: likewise from `may_host`.
    Requires `request_booking` at the host (peer help: `request_peer_help`). Refuses only `not_found`, also where
    the actor may not see the listing; all else is in its checks, also the step that a host which has not come in
    deep enough has still to take. A host that has not joined sees no price: there are no lines, and 0 pence.
    """
    ask = Ask.of(
        weeks,
        purpose=purpose,
        function_id=function_id,
        kind=kind,
        decisions=decisions,
        needs=needs,
        purchase_order=purchase_order,
        contact=contact,
        ready_on=ready_on,
        when=when,
    )
    actor.require(Right.REQUEST_BOOKING if ask.paid else Right.REQUEST_PEER_HELP, host_id)
    listing = found or listing_for(actor, officer, at)
    (quoted,) = _quotes(actor, host_id, {listing.reference: ask}, at, host)
    return quoted


def quote_each(
    actor: Actor,
    host_id: int,
    members: Iterable[tuple[str, Iterable[tuple[date, int]]]],
    *,
    at: datetime,
    host: Organisation | None = None,
    **work: Any,
) -> list[Quote]:
    """The same of several officers asked for pay at once, in their order. As many SQL queries as for one.

    For callers that found their listings in the pool.
    """
    actor.require(Right.REQUEST_BOOKING, host_id)
    return _quotes(actor, host_id, {officer: Ask.of(weeks, **work) for officer, weeks in members}, at, host)


def _quotes(
    actor: Actor, host_id: int, asks: Mapping[str, Ask], at: datetime, host: Organisation | None
) -> list[Quote]:
    subjects = subjects_for(host_id, asks, at, joined=False, by=actor.by, host=host)
    asked = [
        Asked(subject, ask, _priced(subject, ask))
        for subject, ask in zip(subjects, asks.values(), strict=True)
    ]
    answers = Answers(actor, asked, london_date(at))
    return [_quote(each, partial(answers.missing, number)) for number, each in enumerate(asked)]


def _priced(subject: Subject, ask: Ask) -> list[Priced]:
    return pricing.priced(ask, subject.known.prices) if subject.host_joined else []


def _quote(asked: Asked, ask_missing: Callable[[], tuple[Missing, ...]]) -> Quote:
    subject, ask, priced = asked.subject, asked.ask, asked.lines
    net = pricing.net_of(priced)
    vat = vat_of(priced, subject.known.vat)
    said = list(said_by_law(ask, subject.known))
    refused = [*judge(ask, subject.known, said), *_help_used_up(subject, ask)]
    checks = [*_depth(subject, ask), *(_check(refusal) for refusal in refused), *_passed(said)]
    return Quote(
        subject=subject,
        net_pence=net,
        vat_pence=vat,
        gross_pence=net + vat,
        lines=tuple(_line(each) for each in priced),
        checks=tuple(checks),
        ask_missing=ask_missing,
    )


def _depth(subject: Subject, ask: Ask) -> list[Check]:
    shallow = too_shallow(subject.host, depth_for(ask))
    return [Check(shallow.code, BLOCK, str(shallow), str(AGREEMENT))] if shallow else []


def _passed(said: Iterable[Said]) -> list[Check]:
    """What the law says that refuses nothing: its refusals stand among the others, in their order."""
    return [
        Check(
            each.rule.rule,
            each.effect,
            each.message,
            each.rule.source,
            allowed_because=each.shown.words if each.shown else "",
        )
        for each in said
        if each.refusal is None
    ]


def _help_used_up(subject: Subject, ask: Ask) -> list[Ruled]:
    if ask.paid or not ask.weeks:
        return []
    months: dict[date, int] = {}
    for monday, minutes in ask.weeks:
        months[pricing.month_of(monday)] = months.get(pricing.month_of(monday), 0) + minutes
    used = dict(
        PeerHelpMonth.objects.filter(
            person_id=subject.officer_id, host_id=subject.host.pk, month__in=months
        ).values_list("month", "minutes")
    )
    over = any(used.get(month, 0) + minutes > PEER_HELP_MINUTES for month, minutes in months.items())
    return [refusals.PeerHelpUsedUp()] if over else []


def _line(each: Priced) -> Line:
    hours = f"{each.minutes / 60:.2f}".rstrip("0").rstrip(".")
    label = gettext("{week}: {hours} h at {price} an hour").format(
        week=iso.written(each.monday), hours=hours, price=pounds(each.hourly_pence)
    )
    if each.when != WEEKDAY:
        label = f"{label} ({WHEN[each.when]})"
    return Line(each.monday, each.minutes, each.hourly_pence, each.net_pence, label)


def _check(refusal: Ruled) -> Check:
    return Check(
        rule=refusal.rule or refusal.code,
        effect=BLOCK,
        message=str(refusal),
        source=str(refusal.source),
        field=refusal.field,
        by_week=refusal.by_week,
    )
