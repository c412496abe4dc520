"""Councils book, work and agree; after each step the product says what the books in plain integers say."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from commonpool.activity.models import Event
from commonpool.bookings.models import BookedWeek
from commonpool.invoices.models import Charge as ChargeRow
from commonpool.kernel.clock import london_date
from commonpool.timesheets import operations as timesheets
from commonpool.timesheets.rules import Day
from tests.money.books import Books, Charge, Paper, nearest
from tests.money.world import BEGINS, LOANS, Week, World

LAST = date(2027, 7, 1)
BALANCES = """
    SELECT organisation_id, account, counterparty_id, document, sum(pence)::bigint
      FROM ledger_line GROUP BY 1, 2, 3, 4 HAVING sum(pence) <> 0
"""
UNBALANCED = """
    SELECT 1 FROM ledger_line GROUP BY organisation_id HAVING sum(pence) <> 0
    UNION ALL SELECT 1 FROM ledger_line GROUP BY entry_id HAVING sum(pence) <> 0
"""
PAPERS = "SELECT id, status, reference FROM invoices_invoice"
DRAW = st.data()


def month_of(day: date) -> date:
    return day.replace(day=1)


class Lending(RuleBasedStateMachine):
    """The real operations on the real database, beside books in plain integers: after each step they say the same."""

    world: World
    told: Counter[str]
    """The events of all runs, by name: what did happen."""

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.books = Books()
        self.at = BEGINS
        self.weeks = [Week(**vars(each)) for each in self.world.weeks]
        self.living = [each.pk for each in self.world.councils]
        self.heirs: dict[int, int] = {}
        self.awards = 0
        self.world.known.clear()
        self.since = Event.objects.latest("pk").pk

    def teardown(self) -> None:
        if not transaction.get_rollback():
            self.told.update(Event.objects.filter(pk__gt=self.since).values_list("name", flat=True))
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)
        super().teardown()

    @property
    def today(self) -> date:
        return london_date(self.at)

    def by(self, council: int) -> dict[str, Any]:
        """Somebody of its finance team, now."""
        return {"actor": self.world.hand(council, self.at), "organisation_id": council, "at": self.at}

    def heir(self, council: int) -> int:
        return self.heirs.get(council, council)

    def one_of_two(self, paper: Paper) -> int:
        """A council of its two that there still is."""
        return paper.host if paper.host in self.living else paper.home

    @rule(days=st.sampled_from([1, 3, 7, 7, 14, 28]))
    def wait(self, days: int) -> None:
        if self.today < LAST:
            self.at += timedelta(days=days)

    @rule(
        loan=st.integers(0, len(LOANS) - 1),
        ahead=st.integers(1, 3),
        halves=st.lists(st.integers(1, 20), min_size=1, max_size=2),
    )
    def book(self, loan: int, ahead: int, halves: list[int]) -> None:
        pair = self.world.loans[loan]
        first = self.today - timedelta(days=self.today.weekday()) + timedelta(weeks=ahead)
        wanted = [(first + timedelta(weeks=number), 30 * each) for number, each in enumerate(halves)]
        taken = {each.monday for each in self.weeks if each.loan == loan}
        if taken & {monday for monday, _each in wanted} or not {pair.home.pk, pair.host.pk} <= {*self.living}:
            return
        made = self.world.booked(loan, wanted, self.at)
        booking_net = sum(nearest(each.minutes * each.hourly, 60) for each in made)
        assert [each.booking_net for each in made] == [booking_net] * len(made)
        self.weeks += made

    def _weeks(self, *, sent: bool) -> list[Week]:
        friday = timedelta(days=4)
        return [
            each
            for each in self.weeks
            if not each.agreed and (each.sent is not None) == sent and each.monday + friday <= self.today
        ]

    @precondition(lambda self: self._weeks(sent=False))
    @rule(data=DRAW)
    def work(self, data: st.DataObject) -> None:
        week = data.draw(st.sampled_from(self._weeks(sent=False)))
        week.sent = data.draw(st.integers(1, week.minutes))
        officer = self.world.who(week.booking.officer, self.at)
        days = [Day(week.monday + timedelta(days=2), week.sent)]
        sheet = timesheets.submit_hours(
            actor=officer, booking_id=week.booking.pk, monday=week.monday, days=days, at=self.at
        )
        week.sheet = sheet.pk

    @precondition(lambda self: self._weeks(sent=True))
    @rule(data=DRAW)
    def agree(self, data: st.DataObject) -> None:
        week = data.draw(st.sampled_from(self._weeks(sent=True)))
        booker = self.world.who(self.world.loans[week.loan].booker, self.at)
        timesheets.agree_hours(actor=booker, timesheet_id=week.sheet, at=self.at)
        week.agreed = True
        self.charged(week)

    def charged(self, week: Week) -> None:
        """Its charge is known, with the pence that the books say it has."""
        booked = BookedWeek.objects.get(booking=week.booking, monday=week.monday)
        row = ChargeRow.objects.get(booked_week=booked)
        pair, minutes = self.world.loans[week.loan], week.sent or 0
        self.books.charges[row.pk] = Charge(
            self.heir(pair.home.pk), self.heir(pair.host.pk), month_of(london_date(row.made_at)), week.monday,
            minutes, nearest(minutes * week.hourly, 60), week.booking_net,
        )  # fmt: skip
        assert (row.minutes, row.net_pence) == (minutes, nearest(minutes * week.hourly, 60))

    @invariant()
    def books_say_the_same(self) -> None:
        """To the penny: every account of every council, with whom, of which document; and every status."""
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            cursor.execute(BALANCES)
            assert {tuple(row[:4]): row[4] for row in cursor.fetchall()} == self.books.balances()
            assert not any(self.books.trial_balance())
            cursor.execute(UNBALANCED)
            assert not cursor.fetchall()
            cursor.execute(PAPERS)
            held = {pk: (status, reference) for pk, status, reference in cursor.fetchall()}
            papers = self.books.papers.items()
            assert held == {pk: (each.status, each.reference) for pk, each in papers}
