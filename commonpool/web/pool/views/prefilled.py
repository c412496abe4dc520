"""What the Ask page has filled in as it opens: the work of a booking, or of a need."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from commonpool.bookings import queries as booked
from commonpool.kernel import references
from commonpool.kernel.clock import now
from commonpool.matching.rules import plan
from commonpool.needs import queries as needs
from commonpool.needs.lifecycle import OPEN_NEED
from commonpool.needs.models import Need
from commonpool.needs.rules import MoreThanWanted, NeedMoved
from commonpool.organisations.models import Organisation
from commonpool.web.pages import Asking


def need_asked_for(request: Asking) -> Need | None:
    """The need of the address, or of the page that was sent: one of a council that the caller may ask for.

    Refuses `not_found` and `forbidden`.
    """
    reference = (request.POST if request.method == "POST" else request.GET).get("need", "")
    if not references.WRITTEN.fullmatch(reference):
        return None
    found = needs.need_for(request.actor, reference)
    needs.own_need(request.actor, found.pk)
    return found


def is_open(need: Need) -> bool:
    return need.status in OPEN_NEED


def refuse_for(need: Need, weeks: list[tuple[date, int]], *, more: bool) -> None:
    """Refuses, before anything is sent, what asking for a need would: `need_moved`, `more_than_wanted`."""
    if not is_open(need):
        raise NeedMoved
    if not more and need.wants.beyond_with(needs.taken_of(need.pk), weeks):
        raise MoreThanWanted


@dataclass(frozen=True)
class Budget:
    """What a need could spend, before VAT, in pence: in all, on what is made for it, on this; and what it lacks."""

    pence: int
    spent_pence: int
    this_pence: int

    @property
    def beyond_pence(self) -> int:
        return max(0, self.spent_pence + self.this_pence - self.pence)


def budget_of(need: Need, net_pence: int, spent_pence: int | None = None) -> Budget | None:
    """The need's budget beside this price before VAT; none where it has no budget, or covers it.

    `spent_pence`: what is spent of it, where that is known.
    """
    if need.budget_pence is None:
        return None
    spent = needs.spent_pence(need) if spent_pence is None else spent_pence
    found = Budget(need.budget_pence, spent, net_pence)
    return found if found.beyond_pence else None


def of_need(need: Need | None, hosts: list[Organisation]) -> dict[str, Any]:
    """Its work, where its council can ask."""
    if need is None:
        return {}
    host = {"host": need.host.code} if need.host in hosts else {}
    return host | {"purpose": need.what, "function": need.function_id}


def what_fits(need: Need, free: Mapping[date, int]) -> dict[date, int]:
    """Of the free weeks, the earliest that give what a need still asks for: its minutes by Monday."""
    left = needs.left_of(need, now())
    if not need.each_week:
        return dict(plan(left.minutes, {each: free[each] for each in left.by_week if each in free}).weeks)
    return {monday: minutes for monday, minutes in left.by_week.items() if free.get(monday, 0) >= minutes}


def again(request: Asking, hosts: list[Organisation]) -> dict[str, Any]:
    """*Same again*: the work of a booking the caller may see, filled in; its weeks are chosen anew.

    So is its council where it is none of those that can be chosen now.
    """
    reference = request.GET.get("again", "")
    if not references.WRITTEN.fullmatch(reference):
        return {}
    before = booked.same_again(request.actor, reference)
    host = before.booking.host
    return ({"host": host.code} if host in hosts else {}) | {
        "purpose": before.purpose,
        "function": before.function_id,
        "work": "decisions" if before.decisions else "advice",
        "needs": list(before.needs),
    }
