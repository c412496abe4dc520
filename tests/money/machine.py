"""Councils book, work, agree, invoice, dispute, credit and pay, in any order; the books stay exact to the penny."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from commonpool.bookings.models import BookedWeek
from commonpool.invoices import operations
from commonpool.invoices.models import Charge as ChargeRow
from commonpool.invoices.models import Invoice
from commonpool.invoices.rules.refusals import InvoiceInClearing, NothingToAward, NothingToIssue
from commonpool.kernel.clock import london_date
from commonpool.timesheets import operations as timesheets
from commonpool.timesheets.rules import Day
from tests.money.books import Books, Charge, Paper, nearest, vat_of
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

    def teardown(self) -> None:
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
        booked = BookedWeek.objects.get(booking=week.booking, monday=week.monday)
        pair = self.world.loans[week.loan]
        minutes = week.sent or 0
        self.books.charges[ChargeRow.objects.get(booked_week=booked).pk] = Charge(
            self.heir(pair.home.pk), self.heir(pair.host.pk), month_of(self.today), week.monday, minutes,
            nearest(minutes * week.hourly, 60), week.booking_net,
        )  # fmt: skip

    @rule(data=DRAW)
    def invoice(self, data: st.DataObject) -> None:
        """A council issues a month: each host's invoice is the charges that waited, and so is nobody else's."""
        waiting = [(each.home, each.month) for each in self.books.charges.values() if each.paper is None]
        some = sorted({each for each in waiting if each[0] in self.living}) or [
            (self.living[0], month_of(self.today))
        ]
        home, month = data.draw(st.sampled_from(some))
        wanted = self.books.due_for(home, month)
        if not wanted:
            with pytest.raises(NothingToIssue):
                operations.issue_month(**self.by(home), month=month)
            return
        run = operations.issue_month(**self.by(home), month=month)
        operations.finish_run(run_id=run.pk)
        made = Invoice.objects.filter(run=run).order_by("number").prefetch_related("lines")
        assert {each.host_id for each in made} == set(wanted)
        for each in made:
            rows = {line.pk: (line.charge_id, line.net_pence) for line in each.lines.all()}
            assert dict(rows.values()) == wanted[each.host_id]
            net = sum(wanted[each.host_id].values())
            assert (each.net_pence, each.vat_pence, each.gross_pence) == (net, vat_of(net), net + vat_of(net))
            paper = Paper(home, each.host_id, self.next_of(home), self.today, net=net, vat=vat_of(net))
            paper.lines = {line: pence for line, (_charge, pence) in rows.items()}
            paper.charges = {line: charge for line, (charge, _pence) in rows.items()}
            self.books.issue(each.pk, paper)

    def next_of(self, home: int) -> str:
        (code,) = [each.code for each in self.world.councils if each.pk == home]
        return f"{code}-{self.books.numbers[home] + 1:06d}"

    def papers(self, *statuses: str, notes: bool = False, home: bool = False) -> list[int]:
        """Those that stand so, outside of a called cycle; `notes`: credit notes too; `home`: its council lives."""
        called = self.books.in_live_round("called")
        return [
            pk
            for pk, each in self.books.papers.items()
            if each.status in statuses
            and pk not in called
            and (notes or not each.is_note)
            and ((each.home in self.living) if home else {each.home, each.host} & {*self.living})
        ]

    def disputable(self) -> list[tuple[int, int]]:
        return [
            (pk, line)
            for pk in self.papers("issued", "disputed")
            for line in self.books.papers[pk].standing
            if self.books.papers[pk].host in self.living
            and line not in self.books.papers[pk].disputes.values()
        ]

    @precondition(lambda self: self.disputable())
    @rule(data=DRAW)
    def dispute(self, data: st.DataObject) -> None:
        pk, line = data.draw(st.sampled_from(self.disputable()))
        paper = self.books.papers[pk]
        (made,) = operations.dispute_lines(**self.by(paper.host), invoice_id=pk, lines=[line], reason="No.")
        paper.disputes[made.pk] = line

    def disputed(self, *, home: bool) -> list[tuple[int, int]]:
        return [
            (pk, dispute)
            for pk in self.papers("disputed", home=home)
            for dispute, line in self.books.papers[pk].disputes.items()
            if (line in self.books.papers[pk].standing if home else self.books.papers[pk].host in self.living)
        ]

    @precondition(lambda self: self.disputed(home=True))
    @rule(data=DRAW, again=st.booleans())
    def uphold(self, data: st.DataObject, again: bool) -> None:
        pk, dispute = data.draw(st.sampled_from(self.disputed(home=True)))
        paper = self.books.papers[pk]
        note = operations.uphold_dispute(**self.by(paper.home), dispute_id=dispute, again=again)
        line = paper.disputes.pop(dispute)
        self.noted(pk, {line: paper.standing[line]}, note, again=again)

    @precondition(lambda self: self.disputed(home=False))
    @rule(data=DRAW)
    def withdraw_dispute(self, data: st.DataObject) -> None:
        pk, dispute = data.draw(st.sampled_from(self.disputed(home=False)))
        paper = self.books.papers[pk]
        operations.withdraw_dispute(**self.by(paper.host), dispute_id=dispute)
        del paper.disputes[dispute]

    def noted(self, pk: int, pence: dict[int, int], note: Invoice, *, again: bool = False) -> None:
        """The credit note says what the books say."""
        paper = self.books.papers[pk]
        net, vat, set_off = self.books.note_of(pk, pence)
        assert (note.net_pence, note.vat_pence, note.status == "set_off") == (net, vat, set_off)
        made = Paper(paper.home, paper.host, self.next_of(paper.home), self.today, corrects=pk)
        self.books.credit(pk, pence, note.pk, made, again=again)

    def creditable(self) -> list[int]:
        return [
            pk
            for pk in self.papers("issued", "disputed", "paid", home=True)
            if self.books.papers[pk].standing
        ]

    @precondition(lambda self: self.creditable())
    @rule(data=DRAW, again=st.booleans())
    def credit(self, data: st.DataObject, again: bool) -> None:
        pk = data.draw(st.sampled_from(self.creditable()))
        paper = self.books.papers[pk]
        lines = data.draw(st.sets(st.sampled_from(sorted(paper.standing)), min_size=1))
        asked = {"invoice_id": pk, "lines": sorted(lines), "reason": "Agreed in error", "again": again}
        note = operations.credit(**self.by(paper.home), **asked)
        self.noted(pk, {line: paper.standing[line] for line in sorted(lines)}, note, again=again)

    @precondition(lambda self: self.papers("issued", "disputed", notes=True))
    @rule(data=DRAW, whole=st.booleans())
    def pay(self, data: st.DataObject, whole: bool) -> None:
        pk = data.draw(st.sampled_from(self.papers("issued", "disputed", notes=True)))
        paper = self.books.papers[pk]
        pence = paper.due if whole else data.draw(st.integers(1, paper.due))
        paid = operations.mark_paid(
            **self.by(self.one_of_two(paper)), invoice_id=pk, on=self.today, pence=None if whole else pence
        )
        assert paid.pence == pence
        self.books.pay(pk, paid.pk, pence)

    def payments(self) -> list[tuple[int, int]]:
        return [
            (pk, payment)
            for pk in self.papers("issued", "disputed", "paid", notes=True, home=True)
            for payment in self.books.papers[pk].payments
        ]

    @precondition(lambda self: self.payments())
    @rule(data=DRAW)
    def withdraw_payment(self, data: st.DataObject) -> None:
        pk, payment = data.draw(st.sampled_from(self.payments()))
        operations.withdraw_payment(**self.by(self.books.papers[pk].home), payment_id=payment)
        self.books.take_back(pk, payment)

    @rule(data=DRAW, first=st.integers(0, 8), weeks=st.integers(1, 6), falls=st.booleans())
    def award(self, data: st.DataObject, first: int, weeks: int, falls: bool) -> None:
        """A pay award of a few pence an hour, more or less, for some weeks; never the same twice."""
        home = data.draw(st.sampled_from(self.living))
        self.awards += 1
        hourly = -self.awards if falls else self.awards
        mondays = [date(2026, 12, 7) + timedelta(weeks=first + number) for number in range(weeks)]
        asked = {"first_monday": mondays[0], "last_monday": mondays[-1], "grade_band": "Officer"}
        wanted = self.books.awarded(home, mondays, hourly)
        called = self.books.in_live_round("called")
        blocked = falls and any(self.books.charges[charge].paper in called for charge in wanted)
        deed = {**self.by(home), **asked, "hourly_difference_pence": hourly}
        if not wanted or blocked:
            with pytest.raises(InvoiceInClearing if wanted else NothingToAward):
                operations.pass_on_award(**deed)
            return
        before = set(Invoice.objects.values_list("pk", flat=True))
        operations.pass_on_award(**deed)
        if falls:
            self._fell(wanted, before)
        else:
            self._rose(wanted)

    def _rose(self, wanted: dict[int, int]) -> None:
        known = self.books.charges
        made = ChargeRow.objects.filter(source="award").exclude(pk__in=known).order_by("pk")
        assert {each.original_id: each.net_pence for each in made} == wanted
        for each in made:
            was = known[each.original_id or 0]
            known[each.pk] = Charge(
                was.home, was.host, month_of(self.today), was.monday, was.minutes, wanted[each.original_id or 0],
                was.booking_net, is_award=True,
            )  # fmt: skip

    def _fell(self, wanted: dict[int, int], before: set[int]) -> None:
        by_paper: dict[int, dict[int, int]] = {}
        for charge, pence in wanted.items():
            paper = self.books.charges[charge].paper or 0
            by_paper.setdefault(paper, {})[self.books.line_of(charge)] = pence
        made = Invoice.objects.exclude(pk__in=before).order_by("corrects_id")
        assert [each.corrects_id for each in made] == sorted(by_paper)
        for each in made:
            self.noted(each.corrects_id or 0, by_paper[each.corrects_id or 0], each)

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
