"""And they invoice, dispute, credit, pay and pass on pay awards."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from commonpool.invoices import operations
from commonpool.invoices.models import Charge as ChargeRow
from commonpool.invoices.models import Invoice
from commonpool.invoices.rules.refusals import InvoiceInClearing, NothingToAward, NothingToIssue
from tests.money.books import Charge, Paper, vat_of
from tests.money.machine import DRAW, Lending, month_of


class Invoicing(Lending):
    """Lending, with all that becomes of its charges between two councils."""

    @rule(data=DRAW)
    def invoice(self, data: st.DataObject) -> None:
        """A council issues a month: each host's invoice is the charges that waited, and so is nobody else's."""
        waiting = [(each.home, each.month) for each in self.books.charges.values() if each.paper is None]
        some = sorted({each for each in waiting if each[0] in self.living}) or [
            (self.living[0], month_of(self.today))
        ]
        self.issue(*data.draw(st.sampled_from(some)))

    def issue(self, home: int, month: date) -> None:
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
            rows = {line.pk: (line.charge_id or 0, line.net_pence) for line in each.lines.all()}
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
            and each.home != each.host
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
            for pk in self.papers("disputed", "paid", home=home)
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
        asked: dict[str, Any] = {
            "invoice_id": pk,
            "lines": sorted(lines),
            "reason": "Agreed in error",
            "again": again,
        }
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
        asked: dict[str, Any] = {
            "first_monday": mondays[0],
            "last_monday": mondays[-1],
            "grade_band": "Officer",
        }
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
