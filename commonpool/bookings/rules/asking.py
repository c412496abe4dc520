"""What is asked for, what is known about it, and what is wrong with the asking itself."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from commonpool.agreements.rules import Law, Party, Power
from commonpool.agreements.rules.when import WEEKDAY, WHEN
from commonpool.bookings.rules import refusals
from commonpool.bookings.rules.costs import Cost
from commonpool.bookings.rules.needs import NEEDS, NOTHING, Provision
from commonpool.bookings.rules.post import Post
from commonpool.bookings.rules.refusals import Ruled
from commonpool.bookings.rules.running import Procurement
from commonpool.bookings.rules.vat import Treatments
from commonpool.bookings.rules.working_time import WorkingTime
from commonpool.kernel.weeks import STEP_MINUTES

MOST_WEEKLY_MINUTES = 6000
MOST_WEEKS = 53
MOST_PURPOSE = 600
MOST_PURCHASE_ORDER = 40
KINDS = ("paid", "peer_help")
PEER_HELP_MINUTES = 120
"""A month, by one officer for one host: small enough to be a favour between neighbours, not a free loan."""


@dataclass(frozen=True)
class Ask:
    """What a host asks for: weeks as (Monday, minutes), the work, and what the officer will need for it.

    `when`: of weeks that are not asked for on weekdays, their Monday and when in them (see `WHEN`).
    `contact`: the address of whoever at the host has it ready (else who asks), on `ready_on` at the latest (else the
    last working day before the first week).
    """

    weeks: tuple[tuple[date, int], ...]
    purpose: str
    function_id: str
    kind: str = "paid"
    decisions: bool = False
    needs: tuple[str, ...] = ()
    purchase_order: str = ""
    contact: str = ""
    ready_on: date | None = None
    when: tuple[tuple[date, str], ...] = ()

    @property
    def mondays(self) -> list[date]:
        return [monday for monday, _minutes in self.weeks]

    @property
    def last_day(self) -> date:
        return max(self.mondays) + timedelta(days=6)

    def when_of(self, monday: date) -> str:
        """When in this week the hours are asked for."""
        return dict(self.when).get(monday, WEEKDAY)

    @property
    def paid(self) -> bool:
        return self.kind == "paid"

    @classmethod
    def of(cls, weeks: Any, **facts: Any) -> "Ask":
        """The same in the order of the weeks, with trimmed words and every need once."""
        facts["needs"] = tuple(sorted(set(facts.get("needs", ()))))
        facts["purpose"] = facts["purpose"].strip()
        facts["purchase_order"] = facts.get("purchase_order", "").strip()
        facts["contact"] = facts.get("contact", "").strip().lower()
        chosen = dict(facts.pop("when", None) or {})
        found = tuple(sorted((monday, minutes) for monday, minutes in weeks))
        mondays = [monday for monday, _minutes in found]
        when = tuple((monday, chosen[monday]) for monday in mondays if chosen.get(monday, WEEKDAY) != WEEKDAY)
        return cls(weeks=found, when=when, **facts)


@dataclass(frozen=True)
class Leave:
    """The home council's permission, as far as a booking asks it. Minutes a week."""

    id: int
    granted: bool
    weekly_minutes: int
    starts_on: date
    ends_on: date
    decisions: bool
    peer_help: bool
    approver_id: int | None = None
    time_basis: str = "overtime"


@dataclass(frozen=True)
class Free:
    """One of the officer's weeks: minutes offered and held, and whether another booking may share it."""

    offered: int
    held: int
    live_bookings: int
    shared: bool
    open: bool

    @property
    def minutes(self) -> int:
        """The minutes that could be asked for now."""
        if not self.open or (self.live_bookings and not self.shared):
            return 0
        return max(self.offered - self.held, 0)


@dataclass(frozen=True)
class Known:
    """What is known when a host asks, all at one instant.

    `working`: all the officer's hours but those asked for, where they count; `adult`: unless they have not said;
    `in_role`: Mondays with hours for this host and function; `not_signed_again`: the council whose new signatures
    are overdue; `own`: for a variation, minutes booked already, by Monday. `provision`: who of the host would have
    ready what they need, and when.
    """

    today: date
    home_id: int
    host_id: int
    same_world: bool
    host_employs: bool
    listed: bool
    employed: bool
    checked: bool
    home_peer: bool
    home_lends: bool
    in_agreement: bool
    function_known: bool
    leave: Leave | None
    law: Law
    home: Party
    host: Party
    set_aside: Collection[int] = ()
    working: WorkingTime | None = None
    adult: bool | None = None
    in_role: Collection[date] = ()
    not_signed_again: str = ""
    post: Post = field(default_factory=Post)
    own: Mapping[date, int] = field(default_factory=dict)
    provision: Provision = NOTHING
    prices: Mapping[date, int | None] = field(default_factory=dict)
    vat: Treatments = field(default_factory=dict)
    cost: Cost = field(default_factory=Cost)
    weeks: Mapping[date, Free] = field(default_factory=dict)
    procurement: Procurement | None = None

    @property
    def power(self) -> Power | None:
        """By what power home would lend to host."""
        return self.law.power_between(self.home, self.host)


def shape(ask: Ask, today: date, *, new: bool = True) -> Iterator[Ruled]:
    """What is wrong with the asking itself."""
    if ask.kind not in KINDS:
        yield refusals.KindUnknown()
    if not well_formed(ask.weeks):
        yield refusals.WeeksWrong()
    elif not ask.paid and sum(minutes for _monday, minutes in ask.weeks) > PEER_HELP_MINUTES:
        yield refusals.PeerHelpUsedUp()
    elif new and begun(ask, today):
        yield refusals.WeekBegun()
    if any(when not in WHEN for _monday, when in ask.when) or (ask.when and not ask.paid):
        yield refusals.WhenUnknown()
    if not 0 < len(ask.purpose) <= MOST_PURPOSE or "\x00" in ask.purpose:
        yield refusals.PurposeNeeded()
    if not set(ask.needs) <= set(NEEDS):
        yield refusals.NeedsUnknown()
    if len(ask.purchase_order) > MOST_PURCHASE_ORDER or "\x00" in ask.purchase_order:
        yield refusals.PurchaseOrderWrong()


def well_formed(weeks: tuple[tuple[date, int], ...]) -> bool:
    """Whether these are some Mondays, each once, with half hours in each."""
    mondays = [monday for monday, _minutes in weeks]
    return (
        0 < len(weeks) <= MOST_WEEKS
        and len(set(mondays)) == len(mondays)
        and all(monday.isoweekday() == 1 for monday in mondays)
        and all(0 < minutes <= MOST_WEEKLY_MINUTES and minutes % STEP_MINUTES == 0 for _day, minutes in weeks)
    )


def begun(ask: Ask, today: date) -> bool:
    """Whether a week has begun (for peer help, which is arranged within days: is over)."""
    first = min(ask.mondays)
    return first <= today if ask.paid else first + timedelta(days=6) < today


def clashes(ask: Ask, weeks: Mapping[date, Free], own: Mapping[date, int]) -> list[tuple[date, int]]:
    """The weeks with fewer free minutes than asked for, each with the minutes that are free."""
    found = []
    for monday, minutes in ask.weeks:
        week, mine = weeks.get(monday), own.get(monday, 0)
        free = 0 if week is None else free_but_own(week, mine)
        if free < minutes:
            found.append((monday, free))
    return found


def free_but_own(week: Free, mine: int) -> int:
    """Minutes that a booking which holds `mine` of the week already could have in all."""
    if not mine:
        return week.minutes
    alone = week.live_bookings <= 1 or week.shared
    return week.offered - week.held + mine if alone and week.open else mine


def outside(leave: Leave, kind: str, weeks: Iterable[tuple[date, int]]) -> Iterator[Ruled]:
    """What of hours asked for a permission does not carry: its hours and dates are hard caps, whoever asks.

    Peer help it carries where it allows that, in its dates; no week is touched by it.
    """
    asked, paid = dict(weeks), kind != "peer_help"
    if not paid and not leave.peer_help:
        yield refusals.PeerHelpNotAllowed()
    apart = [monday for monday in asked if not in_dates(leave, monday)]
    if apart:
        yield refusals.OutsideItsDates([(monday, 0) for monday in apart])
    above = [
        monday for monday, minutes in asked.items() if minutes > leave.weekly_minutes and monday not in apart
    ]
    if paid and above:
        yield refusals.AboveItsHours(above, leave.weekly_minutes)


def in_dates(leave: Leave, monday: date) -> bool:
    """Whether the permission reaches into this week."""
    return monday <= leave.ends_on and monday + timedelta(days=6) >= leave.starts_on
