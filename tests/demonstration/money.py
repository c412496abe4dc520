"""What the demonstration tells of money, on whatever day."""

from collections.abc import Callable

from django.db.models import Sum

from commonpool.demonstration.money import ONE_BY_ONE, OWN_SYSTEM
from commonpool.invoices.models import Dispute, Invoice, Payment
from commonpool.ledger.models import Line
from commonpool.organisations.models import Organisation
from commonpool.payroll.models import PayrollFile, TimeTaken
from commonpool.settlement.models import Cycle


def one_month_is_settled_among_six_councils_and_another_is_not() -> None:
    settled = Cycle.objects.filter(status="settled").latest("month")
    assert settled.positions.count() >= 6
    assert sum(settled.positions.values_list("net", flat=True)) == 0
    assert 0 < settled.payments.count() < settled.positions.count()
    assert Cycle.objects.exclude(status="settled").exists()
    alone = Organisation.objects.get(code=ONE_BY_ONE)
    assert Payment.objects.filter(route="bank", invoice__home=alone).exists()
    assert not Payment.objects.filter(route="clearing", invoice__home=alone).exists()


def an_invoice_is_disputed_one_credited_and_one_of_an_own_system_paid() -> None:
    assert Dispute.objects.filter(settled_at__isnull=True).count() == 1
    assert Invoice.objects.filter(kind="credit_note").count() == 1
    own = Invoice.objects.filter(home__code=OWN_SYSTEM)
    assert own.filter(status="paid").exclude(own_number="").exists()
    assert Line.objects.aggregate(off=Sum("pence"))["off"] == 0


def a_payroll_file_has_late_hours_and_time_is_taken_back() -> None:
    """Hours worked before a cut-off day and agreed after it are in the next file."""
    last = PayrollFile.objects.latest("period")
    before = PayrollFile.objects.filter(home=last.home, period__lt=last.period).latest("period")
    assert last.lines.filter(date__lt=before.cut_off_at.date()).exists()
    assert {each.agreed_at is None for each in TimeTaken.objects.all()} == {True, False}


CHECKS: tuple[Callable[[], None], ...] = (
    one_month_is_settled_among_six_councils_and_another_is_not,
    an_invoice_is_disputed_one_credited_and_one_of_an_own_system_paid,
    a_payroll_file_has_late_hours_and_time_is_taken_back,
)
