"""And they clear: months close, are objected to, called, paid, settled or unwound; and a council is taken over."""

from datetime import date, datetime, time, timedelta
from itertools import permutations
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from commonpool.organisations.models import Organisation
from commonpool.settlement import operations
from commonpool.settlement.models import Cycle, CycleInvoice, Payment, Position
from tests.factories.successions import absorbed
from tests.money.invoicing import Invoicing
from tests.money.machine import DRAW, LAST, month_of
from tests.money.world import BEGINS


class EveryPenny(Invoicing):
    """All of it, with the monthly clearing and a merger of two councils."""

    @initialize(homes=st.sets(st.integers(0, 3)), closed=st.booleans())
    def december(self, homes: set[int], closed: bool) -> None:
        """Some have invoiced December before anything else happens, and its cycle may be closed."""
        for week in self.weeks:
            if week.agreed:
                self.charged(week)
        for number in sorted(homes):
            self.issue(self.world.councils[number].pk, date(2026, 12, 1))
        if closed:
            self.close()

    def desk(self) -> dict[str, Any]:
        return {"actor": self.world.who(self.world.desk, self.at), "at": self.at}

    def next_month(self) -> date:
        """The month whose cycle is closed next."""
        last = max(self.books.rounds, default=None)
        return month_of(last + timedelta(days=32)) if last else date(2026, 12, 1)

    def _cycle(self, month: date) -> Cycle:
        return Cycle.objects.get(month=month)

    def _positions_tie(self, month: date) -> None:
        held = Position.objects.filter(cycle__month=month).values_list("council_id", "gross_in", "gross_out")
        assert {council: (came, went) for council, came, went in held} == self.books.positions(month)

    def _until(self, day: date) -> bool:
        """It is that day, or it is waited for where it is not far."""
        if self.today < day:
            if day > LAST or (day - self.today).days > 21:
                return False
            self.at = datetime.combine(day, time(10), BEGINS.tzinfo)
        return True

    @rule()
    def close(self) -> None:
        month = self.next_month()
        cycle = operations.open_cycle(**self.desk(), month=month)
        if not self._until(cycle.close_on):
            return
        operations.close_cycle(**self.desk(), month=month)
        operations.advise_cycle(**self.desk(), month=month)
        self.books.close(month, cycle.close_on)
        self._positions_tie(month)

    def rounds(self, *statuses: str) -> list[date]:
        return [month for month, each in self.books.rounds.items() if each.status in statuses]

    def _objectionable(self) -> list[tuple[date, int]]:
        return [
            (month, pk)
            for month in self.rounds("advised")
            for pk in self.books.rounds[month].held
            if {self.books.papers[pk].home, self.books.papers[pk].host} & {*self.living}
            and self._cycle(month).object_by >= self.today
        ]

    @precondition(lambda self: self._objectionable())
    @rule(data=DRAW)
    def object_to(self, data: st.DataObject) -> None:
        month, pk = data.draw(st.sampled_from(self._objectionable()))
        paper = self.books.papers[pk]
        operations.object_to(
            **self.by(self.one_of_two(paper)), month=month, reference=paper.reference, reason="Wrong."
        )
        del self.books.rounds[month].held[pk]
        self._positions_tie(month)

    @precondition(lambda self: self.rounds("advised"))
    @rule(data=DRAW)
    def call(self, data: st.DataObject) -> None:
        """Few payments come to every council's position, and nobody both pays and is paid."""
        month = data.draw(st.sampled_from(self.rounds("advised")))
        if not self._until(self._cycle(month).object_by + timedelta(days=1)):
            return
        operations.call_cycle(**self.desk(), month=month)
        self.books.call(month)
        self._positions_tie(month)
        called = self.books.rounds[month].called
        for each in Payment.objects.filter(cycle__month=month):
            called[each.reference] = (each.payer_id, each.payee_id, each.pence)
        nets = {place: came - went for place, (came, went) in self.books.positions(month).items()}
        for payer, payee, pence in called.values():
            assert pence > 0
            nets[payer], nets[payee] = nets[payer] + pence, nets[payee] - pence
        assert not any(nets.values())
        assert len(called) <= max(len(nets) - 1, 0)
        assert not {each[0] for each in called.values()} & {each[1] for each in called.values()}

    def _unpaid(self) -> list[tuple[date, str]]:
        return [
            (month, reference)
            for month in self.rounds("called")
            for reference in sorted(self.books.rounds[month].called)
            if reference not in self.books.rounds[month].confirmed
        ]

    def _party(self, month: date, reference: str) -> int:
        payer, payee, _pence = self.books.rounds[month].called[reference]
        return payer if payer in self.living else payee

    @precondition(lambda self: self._unpaid())
    @rule(data=DRAW)
    def confirm(self, data: st.DataObject) -> None:
        self._confirm(*data.draw(st.sampled_from(self._unpaid())))

    def _confirm(self, month: date, reference: str) -> None:
        who = self.by(self._party(month, reference))
        operations.confirm_payment(**who, reference=reference, paid_on=self.today)
        self.books.rounds[month].confirmed.add(reference)
        self.books.transfer(month, reference)

    @precondition(lambda self: self.rounds("called"))
    @rule(data=DRAW)
    def settle(self, data: st.DataObject) -> None:
        """On its day, whoever has not said so yet says that it paid."""
        month = data.draw(st.sampled_from(self.rounds("called")))
        if self._until(self._cycle(month).value_on):
            for of_month, reference in self._unpaid():
                if of_month == month:
                    self._confirm(month, reference)
            operations.settle_cycle(**self.desk(), month=month)
            self.books.settle(month)

    @precondition(lambda self: self.rounds("called"))
    @rule(data=DRAW)
    def unwind(self, data: st.DataObject) -> None:
        month = data.draw(st.sampled_from(self.rounds("called")))
        operations.unwind_cycle(**self.desk(), month=month, defaulted_id=None, reason="Not paid.")
        self.books.rounds[month].status = "unwound"
        assert not CycleInvoice.objects.filter(cycle__month=month, is_in=True).exists()

    def _to_give_back(self) -> list[tuple[date, str]]:
        return [
            (month, reference)
            for month in self.rounds("unwound")
            for reference in sorted(self.books.rounds[month].confirmed - self.books.rounds[month].returned)
        ]

    @precondition(lambda self: self._to_give_back())
    @rule(data=DRAW)
    def give_back(self, data: st.DataObject) -> None:
        month, reference = data.draw(st.sampled_from(self._to_give_back()))
        who = self.by(self._party(month, reference))
        operations.return_payment(**who, reference=reference, returned_on=self.today)
        self.books.rounds[month].returned.add(reference)
        self.books.transfer(month, reference, -1)

    def _mergers(self) -> list[tuple[Organisation, Organisation]]:
        """Not of two councils between which a called cycle pays an invoice: it ends as it was called."""
        called = [self.books.papers[pk] for pk in self.books.in_live_round("called")]
        paying = {frozenset((each.home, each.host)) for each in called}
        both = permutations(self.world.councils, 2)
        return [(was, now) for was, now in both if {was.pk, now.pk} not in paying]

    @precondition(lambda self: not self.heirs and self.today > date(2027, 1, 10) and self._mergers())
    @rule(data=DRAW)
    def merge(self, data: st.DataObject) -> None:
        """One council takes over another, and with it all that is still to be paid."""
        was, now = data.draw(st.sampled_from(self._mergers()))
        day = self.today + timedelta(days=1)
        absorbed(was, now, day)
        self.at += timedelta(days=1)
        self.world.known.clear()
        self.living.remove(was.pk)
        self.heirs[was.pk] = now.pk
        self.books.merge(was.pk, now.pk)
        pairs = [(each.home.pk, each.host.pk) for each in self.world.loans]
        self.weeks = [
            each for each in self.weeks if each.agreed or pairs[each.loan] not in {(was.pk, now.pk), (now.pk, was.pk)}
        ]  # fmt: skip
