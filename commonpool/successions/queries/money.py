"""What a council's end means for money: invoices, the clearing, the ledger, and hours still to be paid."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from commonpool.invoices.lifecycle import CREDITABLE, DISPUTED, DRAFT, PAID
from commonpool.invoices.models import AccountCodes, Invoice
from commonpool.kernel.clock import london_instant
from commonpool.ledger.queries import open_balances
from commonpool.ledger.rules import Balance
from commonpool.organisations.models import Organisation
from commonpool.payroll.queries import unpaid_hours
from commonpool.settlement.models import CycleInvoice, LineCap, Payment
from commonpool.successions.rules import BALANCE, Line, Plan

CALLED = "called"
Heir = Callable[[int, str, str], int | None]


@dataclass
class MoneyHeirs:
    """To whom a council's money goes: by invoice and side (`True`: home's), payment and side (`True`: the payer's),
    balance of the ledger, and timesheet still to be paid.
    """

    invoices: dict[tuple[int, bool], int] = field(default_factory=dict)
    payments: dict[tuple[int, bool], int] = field(default_factory=dict)
    balances: dict[Balance, int] = field(default_factory=dict)
    pay: dict[int, int] = field(default_factory=dict)
    called: set[int] = field(default_factory=set)


class MoneyReading:
    """One look at the money of councils that end together. `heir`: who has what of a council, as the steward said.

    `people`: by council, to whom its people go; `employed`: who works where beyond its end. `keys`: the balances that
    the steward is asked about.
    """

    def __init__(
        self,
        plan: Plan,
        heir: Heir,
        people: Mapping[int, Mapping[int, int]],
        employed: Collection[tuple[int, int]],
    ) -> None:
        self.plan, self.heir, self.people, self.employed = plan, heir, people, employed
        self.ids = plan.predecessors
        self.heirs = {pk: MoneyHeirs() for pk in self.ids}
        self.lines: list[Line] = []
        self.keys: set[tuple[int, str]] = set()
        self.open = open_balances(self.ids)
        self.invoices = {each.reference: each for each in _invoices(self.ids)}
        self.payments = {each.reference: each for each in _payments(self.ids)}
        held = CycleInvoice.objects.filter(
            is_in=True, invoice__in=[each.pk for each in self.invoices.values()]
        )
        rows = held.values_list("invoice_id", "cycle__status", "cycle__month")
        self.cycles: dict[int, tuple[str, date]] = {pk: (status, month) for pk, status, month in rows}
        places = {each.organisation_id for each in self.open} | {each.counterparty_id for each in self.open}
        for each in self.invoices.values():
            places |= {each.now_home_id, each.now_host_id}
        for payment in self.payments.values():
            places |= {payment.now_payer_id, payment.now_payee_id}
        codes = Organisation.objects.filter(pk__in=[each for each in places if each]).values_list(
            "pk", "code"
        )
        self.codes: dict[int | None, str] = {None: "", **dict(codes)}

    def run(self) -> None:
        """Every line and heir is known. A fixed number of SQL queries."""
        self._of_invoices()
        self._drafts()
        self._of_payments()
        self._of_ledger()
        self._pay()
        self._settings()

    def _whose(self, was: int, key: str) -> int | None:
        self.keys.add((was, key))
        return self.heir(was, BALANCE, key)

    def _of_invoices(self) -> None:
        due = {(each.organisation_id, each.document): abs(each.pence) for each in self.open}
        paid: Counter[tuple[int, bool, int | None]] = Counter()
        gross: Counter[tuple[int, bool, int | None]] = Counter()
        for invoice in self.invoices.values():
            after = {to_home: self._side(invoice, to_home) for to_home in (True, False)}
            alike = after[True] is not None and after[True] == after[False]
            for to_home, was in ((True, invoice.now_home_id), (False, invoice.now_host_id)):
                if was not in self.heirs:
                    continue
                now = after[to_home]
                self._goes(invoice, was, now, to_home=to_home)
                if invoice.status == PAID:
                    paid[was, to_home, now] += 1
                    gross[was, to_home, now] += invoice.gross_pence
                    continue
                key = f"{invoice.reference} {'due' if to_home else 'owed'}"
                pence = due.get((was, invoice.reference or ""), 0)
                note = self._note(invoice, alike=alike)
                self.lines.append(
                    Line("invoice", key, invoice.reference or "", was, now, pence=pence, note=note)
                )
        for (was, to_home, now), number in paid.items():
            what = _("%(number)s paid invoices") % {"number": number}
            key, pence = f"{'lent' if to_home else 'borrowed'} {now} {number}", gross[was, to_home, now]
            self.lines.append(Line("paid", key, what, was, now, pence=pence))

    def _goes(self, invoice: Invoice, was: int, now: int | None, *, to_home: bool) -> None:
        if now is not None:
            self.heirs[was].invoices[invoice.pk, to_home] = now
        if self._is_called(invoice):
            self.heirs[was].called.add(invoice.pk)

    def _side(self, invoice: Invoice, to_home: bool) -> int | None:
        """Who has this side of the invoice afterwards."""
        was, other = invoice.now_home_id, invoice.now_host_id
        if not to_home:
            was, other = other, was
        if was not in self.heirs:
            return was
        if self._is_called(invoice):
            return self._whose(was, _in_clearing(self.cycles[invoice.pk][1]))
        return self._whose(was, f"{'due-from' if to_home else 'owed-to'}-{self.codes[other]}")

    def _is_called(self, invoice: Invoice) -> bool:
        return self.cycles.get(invoice.pk, ("",))[0] == CALLED

    def _note(self, invoice: Invoice, *, alike: bool) -> str:
        if self._is_called(invoice):
            return "called"
        if alike:
            return "falls_away"
        if invoice.status == DISPUTED:
            return "disputed"
        return "netted_anew" if self.cycles.get(invoice.pk, ("",))[0] in ("closed", "advised") else ""

    def _drafts(self) -> None:
        sides = Q(home__in=self.ids) | Q(host__in=self.ids)
        for each in Invoice.objects.filter(sides, status=DRAFT).order_by("pk"):
            for was in {each.home_id, each.host_id} & set(self.ids):
                what = each.asked_as or ""
                line = Line("draft", what, what, was, None, pence=each.gross_pence, note="draft_dropped")
                self.lines.append(line)

    def _of_payments(self) -> None:
        for each in self.payments.values():
            called = each.cycle.status == CALLED
            payer, payee = each.now_payer_id, each.now_payee_id
            for of_payer, was, other in ((True, payer, payee), (False, payee, payer)):
                if was not in self.heirs:
                    continue
                owed = f"{'due-from' if of_payer else 'owed-to'}-{self.codes[other]}"
                now = self._whose(was, _in_clearing(each.cycle.month) if called else owed)
                if now is not None:
                    self.heirs[was].payments[each.pk, of_payer] = now
                key = f"{each.reference} {'pays' if of_payer else 'is-paid'}"
                note = "called" if called else "owed_back"
                self.lines.append(
                    Line("clearing", key, each.reference, was, now, pence=each.pence, note=note)
                )

    def _of_ledger(self) -> None:
        sums: Counter[tuple[int, str, int | None, int | None]] = Counter()
        for each in self.open:
            if each.account == "clearing" and each.document not in self.payments:
                continue
            if each.organisation_id in self.heirs:
                now = self._balance(each, each.organisation_id)
                sums[each.organisation_id, each.account, each.counterparty_id, now] += each.pence
            if each.counterparty_id in self.heirs:
                self._balance(each, each.counterparty_id)
        for (was, account, other, now), pence in sums.items():
            what = f"{account}, {self.codes[other]}"
            self.lines.append(
                Line("ledger", f"{account} {self.codes[other]} {now}", what, was, now, pence=pence)
            )

    def _balance(self, each: Balance, was: int) -> int | None:
        """To whom it goes: with its invoice or payment, else as the steward says of the two councils."""
        own = was == each.organisation_id
        heirs = self.heirs[was]
        if each.document in self.invoices:
            side = (each.account == "receivable") == own
            now = heirs.invoices.get((self.invoices[each.document].pk, side))
        elif each.document in self.payments:
            payment = self.payments[each.document]
            now = heirs.payments.get((payment.pk, payment.now_payer_id == was))
        else:
            other = self.codes[each.counterparty_id if own else each.organisation_id]
            now = self._whose(was, f"{'due-from' if (each.pence > 0) == own else 'owed-to'}-{other}")
        if now is not None:
            heirs.balances[each] = now
        return now

    def _pay(self) -> None:
        for each in unpaid_hours(self.ids, london_instant(self.plan.on)):
            was = each.organisation_id
            if (was, each.officer_id) in self.employed:
                now = self.people[was].get(each.officer_id)
            else:
                now = self._whose(was, "pay-of-who-left")
            if now is not None:
                self.heirs[was].pay[each.timesheet_id] = now
            self.lines.append(Line("pay", str(each.timesheet_id), each.reference, was, now, each.minutes))

    def _settings(self) -> None:
        capped = LineCap.objects.filter(organisation__in=self.ids).order_by("organisation_id", "-pk")
        coded = AccountCodes.objects.filter(organisation__in=self.ids).order_by("organisation_id")
        for cap in capped.distinct("organisation_id"):
            if cap.pence is not None:
                for now in self.plan.after(cap.organisation_id):
                    what, key = _("Cap on a line that is netted"), f"{now} line-cap"
                    line = Line(
                        "terms", key, what, cap.organisation_id, now, pence=cap.pence, note="lowest_cap"
                    )
                    self.lines.append(line)
        for codes in coded:
            for now in self.plan.after(codes.organisation_id):
                what = _("Codes of its own ledger")
                self.lines.append(Line("own", f"{now} codes", what, codes.organisation_id, now, note="own"))


def _in_clearing(month: date) -> str:
    """What a council has in a called cycle goes to one successor: what it pays is netted over all of it."""
    return f"in-clearing-{month:%Y-%m}"


def _invoices(ids: Iterable[int]) -> list[Invoice]:
    """What was issued and these councils have a side of now."""
    ids = list(ids)
    home = Q(home_heir__in=ids) | Q(home__in=ids, home_heir__isnull=True)
    host = Q(host_heir__in=ids) | Q(host__in=ids, host_heir__isnull=True)
    found = Invoice.objects.filter(home | host, status__in=CREDITABLE)
    return list(found.defer("supplier", "customer").order_by("pk"))


def _payments(ids: Iterable[int]) -> list[Payment]:
    """Payments of a called cycle, and those that are to be paid back, that these councils have a side of now."""
    ids = list(ids)
    payer = Q(payer_heir__in=ids) | Q(payer__in=ids, payer_heir__isnull=True)
    payee = Q(payee_heir__in=ids) | Q(payee__in=ids, payee_heir__isnull=True)
    back = Q(cycle__status="unwound", paid_on__isnull=False, returned_on__isnull=True)
    found = Payment.objects.filter(payer | payee, Q(cycle__status=CALLED) | back)
    return list(found.select_related("cycle").order_by("pk"))
