"""What agreed hours become, month by month: invoices, what hosts say of them, and the clearing of a month."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from commonpool.access import Actor
from commonpool.demonstration.cast import Cast
from commonpool.demonstration.diary import Diary
from commonpool.demonstration.money import ONE_BY_ONE, OWN_SYSTEM
from commonpool.demonstration.reading import councils
from commonpool.invoices import operations as invoices
from commonpool.invoices import queries
from commonpool.invoices.models import Invoice
from commonpool.kernel import months
from commonpool.kernel.clock import london_date, london_instant
from commonpool.kernel.workdays import nth_working_day_after
from commonpool.organisations.queries import bank_holidays
from commonpool.settlement import operations as settlement
from commonpool.settlement.models import Cycle, Payment
from commonpool.settlement.rules.calendar import Days, days_of

AGREED = -11
"""The week in which the first hours are agreed."""
ISSUED_ON_WORKING_DAY = 7
"""Of the month after: hours of its last week are agreed by then, and three days are left until the month closes."""
PAID_AFTER = timedelta(days=9)
NOT_AGREED = "We have no note of this week. Which of our officers was there?"
NOT_MET = "The meeting was moved by us. We do not charge for it."


class Months:
    """From the first month that had agreed hours until today."""

    def __init__(self, diary: Diary, cast: Cast) -> None:
        self.diary, self.cast = diary, cast
        self.holidays = bank_holidays("England") | bank_holidays("Northern Ireland")

    def plan(self) -> None:
        """Enters it all in the diary: each month is invoiced and cleared in the month after."""
        invoiced = list(self._months())
        for month in invoiced:
            day = self._issue_day(month)
            self.diary.on(london_instant(day, 9), self.issue, month)
            self._plan_clearing(days_of(month, bank_holidays("England")))
        told = [each for each in invoiced if london_instant(self._issue_day(each), 14) <= self.diary.now]
        for month in told[:-1]:
            self.diary.on(london_instant(self._issue_day(month), 12), self.give_own_numbers)
            self.diary.on(london_instant(self._issue_day(month) + PAID_AFTER, 11), self.pay_one_by_one)
        if told:
            self.diary.on(london_instant(self._issue_day(told[-1]), 14), self.credit_one)
            self.diary.on(london_instant(self._issue_day(told[-1]), 14), self.dispute_one)
        self.diary.on(self.diary.now, self.keep_calendar)

    def _months(self) -> Iterator[date]:
        """From that of the first agreed hours; the choices of the first week hold by then."""
        month = self.diary.monday(AGREED).replace(day=1)
        while month < self.diary.today:
            yield month
            month = months.after(month)

    def _issue_day(self, month: date) -> date:
        eve = months.after(month) - timedelta(days=1)
        return nth_working_day_after(eve, ISSUED_ON_WORKING_DAY, holidays=self.holidays)

    def _plan_clearing(self, days: Days) -> None:
        on = self.diary.on
        on(london_instant(days.close_on, 18), self.keep_calendar)
        on(london_instant(days.call_on, 9), self.keep_calendar)
        on(london_instant(days.pay_by, 11), self.pay_what_is_called)
        on(london_instant(days.value_on, 18), self.keep_calendar)

    def keep_calendar(self, at: datetime) -> None:
        settlement.keep_calendar(at=at)

    def issue(self, month: date, at: datetime) -> None:
        """Every council that lent issues what can be issued; its own system is handed the drafts."""
        for code in self._lending():
            actor, place = self._finance(code, at), self.cast.places[code].pk
            if any(each.ready for each in queries.preview(actor, place, month, london_date(at))):
                run = invoices.issue_month(actor=actor, organisation_id=place, month=month, at=at)
                invoices.finish_run(run_id=run.pk)

    def give_own_numbers(self, at: datetime) -> None:
        """The council's own system has made its invoices, and says which numbers they have."""
        actor, place = self._finance(OWN_SYSTEM, at), self.cast.places[OWN_SYSTEM].pk
        given = [
            invoices.Given(each.pk, f"SI-{70_400 + each.pk}", london_date(at))
            for each in queries.drafts_of(actor, place)
        ]
        if given:
            invoices.take_numbers(actor=actor, organisation_id=place, given=given, at=at)

    def pay_one_by_one(self, at: datetime) -> None:
        """Who is outside netting pays what it owes, and is paid, by bank transfer."""
        alone = self.cast.places[ONE_BY_ONE].pk
        owed = Invoice.objects.filter(status="issued", kind="invoice", issued_on__lt=at - PAID_AFTER / 2)
        for invoice in owed.select_related("host").order_by("pk"):
            if alone in (invoice.home_id, invoice.host_id):
                invoices.mark_paid(
                    actor=self._finance(invoice.host.code, at),
                    organisation_id=invoice.host_id,
                    invoice_id=invoice.pk,
                    on=london_date(at),
                    reference=f"BACS {invoice.pk:05d}",
                    at=at,
                )

    def credit_one(self, at: datetime) -> None:
        """Home takes back a line of the newest invoice with the most lines."""
        invoice = self._newest()[0]
        invoices.credit(
            actor=self._finance(invoice.home.code, at),
            organisation_id=invoice.home_id,
            invoice_id=invoice.pk,
            reason=NOT_MET,
            lines=[max(queries.standing(invoice))],
            at=at,
        )

    def dispute_one(self, at: datetime) -> None:
        """A host does not know of a line, and asks; home has still to answer."""
        invoice = self._newest()[-1]
        invoices.dispute_lines(
            actor=self._finance(invoice.host.code, at),
            organisation_id=invoice.host_id,
            invoice_id=invoice.pk,
            lines=[min(queries.standing(invoice))],
            reason=NOT_AGREED,
            at=at,
        )

    def _newest(self) -> list[Invoice]:
        """The last month's invoices of councils that are set off, the one with the most lines first."""
        issued = Invoice.objects.filter(kind="invoice", status="issued").select_related("home", "host")
        newest = issued.latest("month").month
        found = [
            each for each in issued.filter(month=newest) if ONE_BY_ONE not in (each.home.code, each.host.code)
        ]
        return sorted(found, key=lambda each: (-each.lines.count(), each.pk))

    def pay_what_is_called(self, at: datetime) -> None:
        """Every payer of the month called last has paid."""
        called = Cycle.objects.filter(status="called").latest("month")
        for payment in Payment.objects.filter(cycle=called).select_related("payer").order_by("pk"):
            settlement.confirm_payment(
                actor=self._finance(payment.payer.code, at),
                organisation_id=payment.payer_id,
                reference=payment.reference,
                paid_on=london_date(at),
                at=at,
            )

    def _lending(self) -> list[str]:
        return [each.code for each in councils().values() if each.depth == "lend"]

    def _finance(self, code: str, at: datetime) -> Actor:
        return self.cast.actor(councils()[code].staff[8], at)
