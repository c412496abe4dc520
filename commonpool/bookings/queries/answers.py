"""Whose answers would be missing beside the officers', of those who are asked for at once and not asked yet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from commonpool.access import Actor, Role
from commonpool.agreements.rules.procurement import financial_year
from commonpool.bookings.models import SpendingLimit
from commonpool.bookings.queries.asked import first_approver, first_budget_holder
from commonpool.bookings.queries.known import Subject
from commonpool.bookings.queries.limits import offered_under
from commonpool.bookings.queries.locked import budget_of
from commonpool.bookings.queries.missing import Missing, missing_one
from commonpool.bookings.rules import covering, pricing
from commonpool.bookings.rules.asking import Ask
from commonpool.bookings.rules.covering import Budget
from commonpool.bookings.rules.pricing import Priced
from commonpool.identity.models import Person
from commonpool.people.queries import holders_at


@dataclass(frozen=True)
class Asked:
    """An officer who is asked for, what for, and each week at its price."""

    subject: Subject
    ask: Ask
    lines: list[Priced]


@dataclass(frozen=True)
class Answers:
    """Each fact is read once, and only if it is needed: at most four SQL queries."""

    actor: Actor
    asked: Sequence[Asked]
    today: date

    def missing(self, number: int) -> tuple[Missing, ...]:
        """What the one of that number lacks, if those before it have used what they need of limits and caps."""
        one = self.asked[number]
        subject, ask = one.subject, one.ask
        found: list[Missing] = []
        if not ask.paid:
            return ()
        if not covering.permission_covers(subject.known.leave, decisions=ask.decisions, needs=ask.needs):
            approvers = self._approvers[subject.home.pk]
            found.append(
                missing_one("approval", first_approver(approvers, subject.permission, {subject.officer_id}))
            )
        settings = subject.host_joining
        if settings is None:
            return tuple(found)
        given = ask.purchase_order or settings.blanket_purchase_order
        net = pricing.net_of(one.lines)
        no_order = covering.purchase_order_missing(net, given, settings.purchase_order_from_pence)
        before = self.asked[:number]
        of_home = [each for each in before if each.subject.home.pk == subject.home.pk]
        facts = subject.known.procurement
        capped = facts is not None and not facts.allowance.covers(_in_its_years(one, of_home))
        limit, budget = self._limit
        months = _months(one, before)
        if capped or not covering.limit_covers(
            budget, net_pence=net, months=months, today=self.today, purchase_order=no_order
        ):
            person = first_budget_holder(self._budget_holders, limit, {self.actor.by})
            why = "purchase_order" if no_order else "cap" if capped else "confirmation"
            found.append(missing_one(why, person))
        return tuple(found)

    @property
    def _host_id(self) -> int:
        return self.asked[0].subject.host.pk

    @cached_property
    def _approvers(self) -> dict[int, list[Person]]:
        return holders_at({each.subject.home.pk for each in self.asked}, Role.APPROVER, self.today)

    @cached_property
    def _limit(self) -> tuple[SpendingLimit | None, Budget | None]:
        limit, usable = offered_under(self._host_id, self.actor.by, self.today)
        return limit, budget_of(usable)

    @cached_property
    def _budget_holders(self) -> list[Person]:
        return holders_at([self._host_id], Role.BUDGET_HOLDER, self.today)[self._host_id]


def _months(one: Asked, before: Iterable[Asked]) -> dict[date, int]:
    """Pence by month, in the months of one, of it and those before it."""
    every = _by_month(one, before)
    return {month: every[month] for month in pricing.by_month(one.lines)}


def _in_its_years(one: Asked, before: Iterable[Asked]) -> dict[date, int]:
    """Pence by month, in every month of the financial years of one, of it and those before it."""
    years = {financial_year(month) for month in pricing.by_month(one.lines)}
    every = _by_month(one, before)
    return {month: pence for month, pence in every.items() if financial_year(month) in years}


def _by_month(one: Asked, before: Iterable[Asked]) -> dict[date, int]:
    return pricing.by_month(line for each in (*before, one) for line in each.lines)
