"""The books of every council as they ought to be: whole numbers and dicts, and not a line of the product's code."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

Key = tuple[int, str, int, str]
"""Whose book, which account, with which other council, of which document."""


def nearest(numerator: int, denominator: int) -> int:
    """The nearest whole number, by what is left over: half and more goes up."""
    whole, rest = divmod(numerator, denominator)
    return whole + (2 * rest >= denominator)


def vat_of(net: int) -> int:
    return nearest(net * 20, 100)


@dataclass
class Charge:
    """What one council owes another for a week, or for a pay award; `paper`: the invoice that holds it now."""

    home: int
    host: int
    month: date
    monday: date
    minutes: int
    net: int
    booking_net: int
    is_award: bool = False
    paper: int | None = None


@dataclass
class Paper:
    """An invoice, or a credit note of one (`corrects`); `standing`: pence before VAT of each line not credited."""

    home: int
    host: int
    reference: str
    on: date
    net: int = 0
    vat: int = 0
    lines: dict[int, int] = field(default_factory=dict)
    corrects: int | None = None
    is_set_off: bool = False
    due: int = 0
    standing: dict[int, int] = field(default_factory=dict)
    charges: dict[int, int] = field(default_factory=dict)
    payments: dict[int, int] = field(default_factory=dict)
    cleared: bool = False
    disputes: dict[int, int] = field(default_factory=dict)
    fell_away: bool = False

    @property
    def gross(self) -> int:
        return self.net + self.vat

    @property
    def is_note(self) -> bool:
        return self.corrects is not None

    @property
    def status(self) -> str:
        if self.is_set_off:
            return "set_off"
        if self.fell_away:
            return "fell_away"
        if self.due:
            return "disputed" if self.disputes else "issued"
        return "paid" if self.payments or self.cleared else "credited"


@dataclass
class Round:
    """A clearing cycle: what each paper in it came to when its month closed; `called`: payments by their reference."""

    held: dict[int, int]
    status: str = "advised"
    called: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    confirmed: set[str] = field(default_factory=set)
    returned: set[str] = field(default_factory=set)


class Books:
    """Everything that happened to money, and what each account comes to."""

    def __init__(self) -> None:
        self.accounts: Counter[Key] = Counter()
        self.charges: dict[int, Charge] = {}
        self.papers: dict[int, Paper] = {}
        self.rounds: dict[date, Round] = {}
        self.numbers: Counter[int] = Counter()

    def balances(self) -> dict[Key, int]:
        return {key: pence for key, pence in self.accounts.items() if pence}

    def _post(self, paper: Paper, document: str, home: Mapping[str, int], host: Mapping[str, int]) -> None:
        for account, pence in home.items():
            self.accounts[paper.home, account, paper.host, document] += pence
        for account, pence in host.items():
            self.accounts[paper.host, account, paper.home, document] += pence

    def _asked(self, paper: Paper, document: str, sign: int) -> None:
        net, vat, gross = sign * paper.net, sign * paper.vat, sign * paper.gross
        self._post(
            paper,
            document,
            {"receivable": gross, "income": -net, "output_vat": -vat},
            {"expense": net, "input_vat": vat, "payable": -gross},
        )

    def _paid(self, paper: Paper, route: str, pence: int) -> None:
        pence = -pence if paper.is_note else pence
        self._post(
            paper, paper.reference, {route: pence, "receivable": -pence}, {"payable": pence, route: -pence}
        )

    def due_for(self, home: int, month: date) -> dict[int, dict[int, int]]:
        """Charges that wait for an invoice of that month: pence by charge, by host."""
        found: dict[int, dict[int, int]] = {}
        for pk, each in self.charges.items():
            waits = each.paper is None and each.month == month and each.net
            if waits and each.home == home != each.host:
                found.setdefault(each.host, {})[pk] = each.net
        return found

    def issue(self, pk: int, paper: Paper) -> None:
        """Once it is checked against `due_for`: its charges are on it, and both councils' books hold it."""
        self.papers[pk] = paper
        self.numbers[paper.home] += 1
        paper.standing, paper.due = dict(paper.lines), paper.gross
        for charge in paper.charges.values():
            self.charges[charge].paper = pk
        self._asked(paper, paper.reference, 1)

    def note_of(self, pk: int, pence: Mapping[int, int]) -> tuple[int, int, bool]:
        """What a credit note for so much of these lines comes to: net, VAT, and whether it is set off."""
        paper = self.papers[pk]
        left, net = sum(paper.standing.values()), sum(pence.values())
        vat = vat_of(left) - vat_of(left - net)
        return net, vat, net + vat <= paper.due

    def credit(self, pk: int, pence: Mapping[int, int], note_pk: int, note: Paper, *, again: bool) -> None:
        paper = self.papers[pk]
        note.net, note.vat, note.is_set_off = self.note_of(pk, pence)
        self.papers[note_pk] = note
        self.numbers[note.home] += 1
        note.due = 0 if note.is_set_off else note.gross
        self._asked(note, paper.reference if note.is_set_off else note.reference, -1)
        for line, each in pence.items():
            paper.standing[line] -= each
            if not paper.standing[line]:
                del paper.standing[line]
                for dispute in [key for key, of in paper.disputes.items() if of == line]:
                    del paper.disputes[dispute]  # nothing is left of the line to dispute
                if again:
                    self.charges[paper.charges[line]].paper = None
        if note.is_set_off:
            paper.due -= note.gross

    def pay(self, pk: int, payment: int, pence: int) -> None:
        paper = self.papers[pk]
        paper.payments[payment] = pence
        paper.due -= pence
        self._paid(paper, "bank", pence)

    def take_back(self, pk: int, payment: int) -> None:
        paper = self.papers[pk]
        pence = paper.payments.pop(payment)
        paper.due += pence
        self._paid(paper, "bank", -pence)

    def awarded(self, home: int, mondays: Collection[date], hourly: int) -> dict[int, int]:
        """Pence by charge that an award of so much an hour adds (or takes): nothing in a booking under £1,000."""
        found = {}
        for pk, each in self.charges.items():
            pence = nearest(each.minutes * abs(hourly), 60)
            if each.home != home or each.is_award or each.monday not in mondays or not pence:
                continue
            if each.booking_net >= 100_000 and (hourly > 0 or self._can_fall(pk, pence)):
                found[pk] = pence
        return found

    def _can_fall(self, charge: int, pence: int) -> bool:
        held = self.charges[charge].paper
        if held is None or self.papers[held].status in ("credited", "fell_away"):
            return False
        return pence <= self.papers[held].standing.get(self.line_of(charge), 0)

    def line_of(self, charge: int) -> int:
        """The line that holds the charge now."""
        paper = self.papers[self.charges[charge].paper or 0]
        return next(line for line, of in paper.charges.items() if of == charge)

    def in_live_round(self, *statuses: str) -> set[int]:
        return {pk for each in self.rounds.values() if each.status in statuses for pk in each.held}

    def close(self, month: date, on: date) -> None:
        taken = self.in_live_round("advised", "called", "settled")
        self.rounds[month] = Round(
            {
                pk: each.due
                for pk, each in self.papers.items()
                if each.due
                and each.on <= on
                and not each.disputes
                and pk not in taken
                and each.home != each.host
            }
        )

    def call(self, month: date) -> None:
        """What was disputed, paid or credited since is out of it."""
        of_month = self.rounds[month]
        self._judge_again(of_month)
        of_month.status = "called"

    def positions(self, month: date) -> dict[int, tuple[int, int]]:
        """Gross in and gross out of each council of the cycle."""
        found: dict[int, list[int]] = {}
        for pk, pence in self.rounds[month].held.items():
            paper = self.papers[pk]
            payer, payee = (paper.home, paper.host) if paper.is_note else (paper.host, paper.home)
            found.setdefault(payee, [0, 0])[0] += pence
            found.setdefault(payer, [0, 0])[1] += pence
        return {council: (came, went) for council, (came, went) in found.items()}

    def transfer(self, month: date, reference: str, sign: int = 1) -> None:
        """A payment of the cycle is made (or, `sign` -1, paid back)."""
        payer, payee, pence = self.rounds[month].called[reference]
        pence *= sign
        self.accounts[payer, "clearing", payee, reference] += pence
        self.accounts[payer, "bank", payee, reference] -= pence
        self.accounts[payee, "bank", payer, reference] += pence
        self.accounts[payee, "clearing", payer, reference] -= pence

    def settle(self, month: date) -> None:
        of_month = self.rounds[month]
        of_month.status = "settled"
        for pk, pence in of_month.held.items():
            paper = self.papers[pk]
            self._paid(paper, "clearing", pence)
            paper.due, paper.cleared = paper.due - pence, True

    def merge(self, was: int, now: int) -> None:
        """Whatever is still to be paid goes over, and what the two owed each other is owed by nobody."""
        self._carry_balances(was, now)
        mine = {pk for pk, each in self.papers.items() if was in (each.home, each.host)}
        netted = [each for each in self.rounds.values() if each.status == "advised" and mine & {*each.held}]
        for each in [*self.charges.values(), *self.papers.values()]:
            each.home = now if each.home == was else each.home
            each.host = now if each.host == was else each.host
        called = self.in_live_round("called")
        for pk, paper in self.papers.items():
            if paper.due and paper.home == paper.host and pk not in called:
                self._fall_away(paper)
        for of_month in netted:
            self._judge_again(of_month)
        for of_month in self.rounds.values():
            of_month.called = {
                reference: (now if payer == was else payer, now if payee == was else payee, pence)
                for reference, (payer, payee, pence) in of_month.called.items()
            }

    def _judge_again(self, of_month: Round) -> None:
        """What was disputed, paid or credited since, or fell away, is out of it."""
        of_month.held = {
            pk: pence
            for pk, pence in of_month.held.items()
            if self.papers[pk].due == pence and not self.papers[pk].disputes
        }

    def _carry_balances(self, was: int, now: int) -> None:
        """By the account `transfer` from the old books to the new; other councils' books name the new one."""
        for (place, account, other, document), pence in list(self.balances().items()):
            if account not in ("receivable", "payable", "clearing") or was not in (place, other):
                continue
            self.accounts[place, account, other, document] -= pence
            if place == was:
                self.accounts[was, "transfer", now, document] += pence
                self.accounts[now, account, other, document] += pence
                self.accounts[now, "transfer", was, document] -= pence
            else:
                self.accounts[place, account, now, document] += pence

    def _fall_away(self, paper: Paper) -> None:
        pence = -paper.due if paper.is_note else paper.due
        self._post(paper, paper.reference, {"receivable": -pence}, {"payable": pence})
        paper.due, paper.fell_away = 0, True

    def trial_balance(self) -> Iterable[int]:
        """The sum of each council's accounts: nought, each of them."""
        sums: Counter[int] = Counter()
        for (council, *_rest), pence in self.accounts.items():
            sums[council] += pence
        return sums.values()
