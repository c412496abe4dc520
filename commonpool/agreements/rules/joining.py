"""What opens each depth, which agreements govern a pair of councils, and what a signature must match."""

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

STARTING_WEEKLY_MINUTES = 240
STARTING_MONTHS = 6
"""The limits of a permission that a fresh e-mail code is enough for, where a council has set none of its own."""
AVERAGE_WEEKS = (17, 26)
"""Over how many weeks working hours are averaged: 17, or 26 in the cases of regulation 21 of the Working Time
Regulations 1998 and where a collective agreement says so."""
REST_MINUTES, LEAST_REST_MINUTES, MOST_REST_MINUTES = 11 * 60, 8 * 60, 15 * 60
"""The daily rest of regulation 10, and between what a local agreement may make of it (regulations 23 and 24)."""


@dataclass(frozen=True)
class Step:
    """One thing a council does to come in deeper: its words, who does it, and the page that does it."""

    slug: str
    words: Any
    who: Any
    url_name: str


ADMINISTRATOR = _("your council administrator")
FINANCE = _("your finance team")

JOIN_AS_PEER = Step("peer", _("Join as a peer"), _("any head of service"), "joining_peer")
OFFER = Step(
    "agreement", _("Name the two people who sign the agreement"), ADMINISTRATOR, "joining_signatories"
)
SIGN = Step("signatures", _("Have two people sign the agreement"), _("the two people named"), "joining_sign")
AUTHORITY = Step(
    "authority", _("Record on what authority each of them signs"), ADMINISTRATOR, "joining_signatories"
)
INVOICE_ADDRESS = Step("invoice_address", _("Say where invoices go"), ADMINISTRATOR, "rooms_settings")
BUDGET_HOLDER = Step("budget_holder", _("Name a budget holder"), ADMINISTRATOR, "people_and_rights")
BOOKING_MANAGER = Step("booking_manager", _("Name a booking manager"), ADMINISTRATOR, "people_and_rights")
HR = Step("hr", _("Name HR"), ADMINISTRATOR, "people_and_rights")
NAME_FINANCE = Step("finance", _("Name finance"), ADMINISTRATOR, "people_and_rights")
PRICES = Step("prices", _("Set an hourly price for each grade band"), FINANCE, "rooms_prices")
DEFAULTS = Step("defaults", _("Set the usual limits of a permission"), ADMINISTRATOR, "rooms_settings")
RELEASE = Step("release", _("Name an approver or a release contact"), ADMINISTRATOR, "people_and_rights")
ANSWERS = Step(
    "answers", _("Answer the procurement and insurance questions"), ADMINISTRATOR, "rooms_procurement"
)
VAT = Step("vat", _("Say how your council stands for VAT"), FINANCE, "terms_vat")
BANK = Step(
    "bank",
    _("Give your bank details, and have them confirmed"),
    _("two people of your finance team"),
    "terms_bank",
)
INVOICE_MODE = Step("invoice_mode", _("Say who makes your invoices"), FINANCE, "terms_invoices")
NETTING = Step("netting", _("Say whether invoices are set off each month"), ADMINISTRATOR, "terms_netting")
PAY_TABLE = Step("pay_table", _("Confirm how hours on top of the week are paid"), FINANCE, "terms_pay")
PENSION = Step("pension", _("Give your pension rate"), FINANCE, "terms_pension")
PAYROLL_COLUMNS = Step(
    "payroll_columns", _("Choose the columns of the payroll file"), FINANCE, "terms_columns"
)
COSTS = Step("costs", _("Record what an hour costs your council"), FINANCE, "rooms_prices")
WELLBEING = Step("wellbeing", _("Say how lending helps your own area"), ADMINISTRATOR, "rooms_settings")

STEPS: dict[str, tuple[Step, ...]] = {
    "peer": (JOIN_AS_PEER,),
    "borrow": (OFFER, AUTHORITY, SIGN, INVOICE_ADDRESS, ANSWERS, BUDGET_HOLDER, BOOKING_MANAGER),
    "lend": (OFFER, AUTHORITY, SIGN, ANSWERS, DEFAULTS, RELEASE, HR, NAME_FINANCE, PRICES, VAT, BANK),
}

MORE: dict[str, tuple[Step, ...]] = {
    "choices": (INVOICE_MODE, NETTING),
    "payroll": (PAY_TABLE, PENSION, PAYROLL_COLUMNS),
    "across": (COSTS, WELLBEING),
}
"""What is asked besides, and opens no depth: choices, what payroll needs, and lending at cost across a border."""

ACROSS: dict[str, tuple[Step, ...]] = {
    "England": (COSTS,),
    "Wales": (COSTS,),
    "Scotland": (COSTS, WELLBEING),
}
"""By nation of the home council: what a power that allows no more than cost asks of it (PWR-08, PWR-09)."""
OWN_STEPS = (VAT, BANK, INVOICE_MODE, NETTING, PAY_TABLE, PENSION, PAYROLL_COLUMNS, WELLBEING)
"""What no council takes over from another: a new body states its own."""


@dataclass(frozen=True)
class Progress:
    """What a council has done so far, as plain facts."""

    peer: bool = False
    offered: bool = False
    in_force: bool = False
    invoice_address: bool = False
    budget_holder: bool = False
    booking_manager: bool = False
    hr: bool = False
    finance: bool = False
    priced: bool = False
    defaults: bool = False
    release: bool = False
    answers: bool = False
    authority: bool = False
    vat: bool = False
    bank: bool = False
    invoice_mode: bool = False
    netting: bool = False
    pay_table: bool = False
    pension: bool = False
    columns: bool = False
    costs: bool = False
    wellbeing: bool = False

    def done(self, step: Step) -> bool:
        return {
            JOIN_AS_PEER.slug: self.peer,
            OFFER.slug: self.offered,
            SIGN.slug: self.in_force,
            INVOICE_ADDRESS.slug: self.invoice_address,
            BUDGET_HOLDER.slug: self.budget_holder,
            BOOKING_MANAGER.slug: self.booking_manager,
            HR.slug: self.hr,
            NAME_FINANCE.slug: self.finance,
            PRICES.slug: self.priced,
            DEFAULTS.slug: self.defaults,
            RELEASE.slug: self.release,
            ANSWERS.slug: self.answers,
            AUTHORITY.slug: self.authority,
            VAT.slug: self.vat,
            BANK.slug: self.bank,
            INVOICE_MODE.slug: self.invoice_mode,
            NETTING.slug: self.netting,
            PAY_TABLE.slug: self.pay_table,
            PENSION.slug: self.pension,
            PAYROLL_COLUMNS.slug: self.columns,
            COSTS.slug: self.costs,
            WELLBEING.slug: self.wellbeing,
        }[step.slug]


def missing(progress: Progress, depth: str) -> list[Step]:
    """The steps still to take for a depth, in order; joining as a peer comes before everything."""
    steps = dict.fromkeys([JOIN_AS_PEER, *STEPS.get(depth, ())])
    return [step for step in steps if not progress.done(step)]


@dataclass(frozen=True)
class Governing:
    """One council's agreement in force on a day. `ends_on`: its last day, once that is stated."""

    agreement_id: int
    organisation_id: int
    text_id: int
    version: int
    sha256: str
    ends_on: date | None = None


@dataclass(frozen=True)
class Standing:
    """Two councils may lend and borrow on a day: both agreements, and the older text, which governs."""

    home: Governing
    host: Governing

    @property
    def governing(self) -> Governing:
        return min(self.home, self.host, key=lambda each: each.version)

    @property
    def text_id(self) -> int:
        return self.governing.text_id

    @property
    def version(self) -> int:
        return self.governing.version

    @property
    def sha256(self) -> str:
        return self.governing.sha256

    def reaches(self, day: date) -> bool:
        """Whether both still stand on a later day."""
        return all(each.ends_on is None or each.ends_on >= day for each in (self.home, self.host))


def usual(chosen: int | None, starting: int) -> int:
    """What a council chose, or what holds until it does."""
    return starting if chosen is None else chosen


def canonical(text: str) -> str:
    """The text as it is stored, shown and hashed: NFC, Unix line ends, one newline at the end."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return lines.strip() + "\n"


def sha256_of(body: str) -> str:
    """The SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(body.encode()).hexdigest()
