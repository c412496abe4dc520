"""How each council pays and is paid: VAT, bank details by two people, netting, and what payroll needs."""

from datetime import datetime

from commonpool.access import Actor
from commonpool.agreements import operations as agreements
from commonpool.agreements.rules import national
from commonpool.agreements.rules.money import MODULUS, WEIGHTS
from commonpool.demonstration.cast import Cast
from commonpool.demonstration.diary import Diary
from commonpool.demonstration.reading import Council, councils, officers
from commonpool.invoices import operations as invoices
from commonpool.kernel.bands import GRADE_BANDS
from commonpool.kernel.clock import london_date
from commonpool.people import operations as people
from commonpool.publication import operations as publication

LEAST_ANNUAL_PENCE, ANNUAL_STEP_PENCE = 2_814_200, 590_000
COLUMNS = (
    ("payroll_number", "EMP_NO"),
    ("date_worked", "DATE"),
    ("hours_decimal", "HOURS"),
    ("multiplier", "RATE"),
    ("cost_code", "COST CENTRE"),
)
CUT_OFF_DAY = 12
PAYROLLS = ("DEMO-LARK", "DEMO-KELD")
"""They pay their officers from our payroll file."""
OWN_SYSTEM = "DEMO-ELWY"
"""Its own finance system makes its invoices."""
ONE_BY_ONE = "DEMO-SENN"
"""Chose not to have its invoices set off: it pays, and is paid, each by itself."""
ACCOUNT_CODES = {
    "receivable": "B1200",
    "payable": "B2100",
    "income": "R4410",
    "income_1970_act": "R4470",
    "expense": "X3310",
    "output_vat": "B2210",
    "input_vat": "B1310",
    "clearing": "B1900",
    "bank": "B1001",
}
"""What LARK's own ledger calls our accounts."""


class Money:
    """Invented VAT numbers and accounts: they pass the checks and belong to nobody here."""

    def __init__(self, diary: Diary, cast: Cast, week: int) -> None:
        self.diary, self.cast, self.week = diary, cast, week
        self.waits: dict[str, int] = {}

    def plan(self) -> None:
        """Enters it all in the diary; the council that lends first changes its bank these days."""
        signed = [each for each in councils().values() if each.depth in ("lend", "borrow")]
        on, instant = self.diary.on, self.diary.instant
        for number, council in enumerate(signed):
            minute = number * 5
            on(instant(self.week, 4, 11, minute), self.say_vat, council, number)
            on(instant(self.week, 4, 12, minute), self.enter, council, 40_000_000 + number)
            on(instant(self.week, 4, 15, minute), self.confirm, council)
            on(instant(self.week, 4, 16, minute), self.choose_netting, council)
        on(instant(self.week + 1, 1, 9), self.choose_own_system, councils()[OWN_SYSTEM])
        on(instant(self.week + 1, 1, 10), self.name_accounts, councils()[PAYROLLS[0]])
        for code in PAYROLLS:
            on(instant(self.week + 1, 4, 17), self.set_payroll, councils()[code])
        on(self.diary.recently(2), self.enter, signed[0], 50_000_017)

    def say_vat(self, council: Council, number: int, at: datetime) -> None:
        agreements.set_vat(
            actor=self._finance(council, at),
            organisation_id=self._place(council),
            treatment="standard",
            number=invented_vat_number(7_000_100 + number),
            starts_on=london_date(at),
            at=at,
        )

    def enter(self, council: Council, account: int, at: datetime) -> None:
        details = agreements.enter_bank_details(
            actor=self._finance(council, at),
            organisation_id=self._place(council),
            account_name=f"{council.name} general fund",
            sort_code="00-00-01",
            account_number=str(account),
            at=at,
        )
        self.waits[council.code] = details.pk

    def confirm(self, council: Council, at: datetime) -> None:
        agreements.confirm_bank_details(
            actor=self.cast.actor(council.staff[0], at),
            organisation_id=self._place(council),
            details_id=self.waits[council.code],
            called_number="01632 960100",
            known_from="Our own staff directory",
            called_on=london_date(at),
            at=at,
        )

    def choose_netting(self, council: Council, at: datetime) -> None:
        agreements.sign_netting(
            actor=self.cast.actor(council.staff[0], at),
            organisation_id=self._place(council),
            nets=council.code != ONE_BY_ONE,
            typed_name=council.staff[0],
            at=at,
        )

    def choose_own_system(self, council: Council, at: datetime) -> None:
        agreements.set_invoice_mode(
            actor=self._finance(council, at),
            organisation_id=self._place(council),
            mode="own_system",
            starts_on=london_date(at),
            at=at,
        )

    def name_accounts(self, council: Council, at: datetime) -> None:
        invoices.set_account_codes(
            actor=self._finance(council, at), organisation_id=self._place(council), codes=ACCOUNT_CODES, at=at
        )

    def set_payroll(self, council: Council, at: datetime) -> None:
        """What hours are worth, what the payroll system reads, and what each officer is paid."""
        actor, place, today = self._finance(council, at), self._place(council), london_date(at)
        pay = national(council.nation)
        agreements.set_pay_table(actor=actor, organisation_id=place, pay=pay, effective_from=today, at=at)
        agreements.set_pension_rate(
            actor=actor, organisation_id=place, hundredths=1960, starts_on=today, at=at
        )
        agreements.set_payroll_columns(
            actor=actor,
            organisation_id=place,
            columns=COLUMNS,
            starts_on=today,
            cost_code="HR-77120",
            cut_off_day=CUT_OFF_DAY,
            at=at,
        )
        publication.set_comparison_rate(
            actor=actor,
            organisation_id=place,
            kind="agency",
            day_pence=62_500,
            day_minutes=450,
            source="Price list of an invented agency, for this demonstration",
            published_on=today,
            starts_on=today.replace(day=1),
            at=at,
        )
        self.record_pay(council, at)

    def record_pay(self, council: Council, at: datetime) -> None:
        """HR has recorded what each officer of the council is paid."""
        steps = list(GRADE_BANDS)
        for officer in officers().values():
            if officer.council == council.code and officer.name in self.cast.employments:
                people.record_annual_pay(
                    actor=self.cast.actor(council.staff[7], at),
                    employment_id=self.cast.employments[officer.name].pk,
                    annual_pence=LEAST_ANNUAL_PENCE + ANNUAL_STEP_PENCE * steps.index(officer.band),
                    starts_on=london_date(at),
                    at=at,
                )

    def _finance(self, council: Council, at: datetime) -> Actor:
        return self.cast.actor(council.staff[8], at)

    def _place(self, council: Council) -> int:
        return self.cast.places[council.code].pk


def invented_vat_number(seven: int) -> str:
    """Nine digits that begin with these seven and pass the check."""
    digits = f"{seven:07d}"
    weighed = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=True))
    return f"{digits}{-weighed % MODULUS:02d}"
