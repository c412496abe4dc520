"""The first half of a whole file: what was allowed, shown, answered, bound and worked."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from commonpool.agreements.rules.when import WHEN
from commonpool.availability.rules import TIME_BASES
from commonpool.kernel import words
from commonpool.kernel.bands import GRADE_BANDS
from commonpool.kernel.money import decimal, pounds
from commonpool.payroll.models import PayrollLine
from commonpool.publication.queries import WholeFile
from commonpool.web.bookings.phrases import STATUS
from commonpool.web.invoices.tables import Cell, Table, heads
from commonpool.web.publication.file_parts import FilePart, code, done


def agreed_parts(file: WholeFile) -> Iterator[FilePart]:
    """In the order in which it happened."""
    yield _booking(file)
    if not file.at_home:
        yield _limits(file)
    yield _permission(file)
    yield _terms(file)
    yield _call_offs(file)
    yield _prices(file)
    yield _hours(file)
    if file.pay is not None:
        yield _pay(file.pay)


def _booking(file: WholeFile) -> FilePart:
    booking = file.booking
    standing = next((each for each in file.terms if each.version == booking.version), None)
    power = booking.power
    return FilePart(
        _("The booking"),
        rows=[
            (_("Home council, which lends"), booking.home.official_name),
            (_("Host council, which borrows"), booking.host.official_name),
            (_("Officer"), booking.officer),
            (_("Function it serves"), standing.function if standing else ""),
            (_("What for"), standing.purpose if standing else ""),
            (_("Where it stands"), STATUS[booking.status]),
            (_("Asked"), done(booking.requested_at, booking.requested_by)),
            (_("Purchase order"), booking.purchase_order or _("None")),
            (
                _("Agreement between councils"),
                _("Version %(version)s") % {"version": booking.agreement_text.version}
                if booking.agreement_text
                else _("None: not bound"),
            ),
            (_("Legal power"), power.power if power else _("None: not bound")),
        ],
    )


def _limits(file: WholeFile) -> FilePart:
    head = heads(
        [_("Spending limit"), _("Booking manager"), _("Given"), _("From"), _("To"), _("Cost code")],
        [_("A booking"), _("A month")],
    )
    rows = [
        [
            Cell(each.reference),
            Cell(each.holder),
            Cell(done(each.granted_at, each.granted_by)),
            Cell(words.day(each.starts_on)),
            Cell(words.day(each.ends_on)),
            Cell(each.cost_code),
            Cell(pounds(each.per_booking_pence), numeric=True),
            Cell(pounds(each.per_month_pence), numeric=True),
        ]
        for each in file.limits
    ]
    return FilePart(
        _("The spending limit"),
        tables=[Table(_("Limits its weeks were bound under"), head, rows)],
        nothing=_("No spending limit was used: a budget holder said yes to this booking itself."),
    )


def _permission(file: WholeFile) -> FilePart:
    leave = file.booking.permission
    return FilePart(
        _("The home council’s permission"),
        rows=[
            (_("Given"), done(leave.granted_at, leave.granted_by)),
            (_("Up to"), _("%(hours)s a week") % {"hours": words.hours(leave.weekly_minutes)}),
            (_("From"), words.day(leave.starts_on)),
            (_("To"), words.day(leave.ends_on)),
            (_("These hours are"), TIME_BASES.get(leave.time_basis, leave.time_basis)),
        ],
    )


def _terms(file: WholeFile) -> FilePart:
    booking = file.booking
    head = heads(
        [_("Version"), _("Offered"), _("The officer’s answer"), _("Home’s yes"), _("Host’s yes"), _("Hash")]
    )
    rows = []
    for each in file.terms:
        said = booking if each.version == 1 else each
        answered = (
            done(booking.accepted_at, booking.accepted_by)
            if each.version == 1
            else done(each.answered_at, each.answered_by)
        )
        rows.append(
            [
                Cell(each.version),
                Cell(done(each.offered_at, each.offered_by)),
                Cell(answered or _("None")),
                Cell(done(said.approved_at, said.approved_by, said.approved_by_rule) or _("None")),
                Cell(done(said.confirmed_at, said.confirmed_by, said.confirmed_by_rule) or _("None")),
                Cell(code(each.sha256)),
            ]
        )
    checks = [
        [
            Cell(each.version),
            Cell(check["rule"]),
            Cell(check["effect"]),
            Cell(words.translated(check["message"])),
        ]
        for each in file.terms
        for check in each.checks
        if check["effect"] != "PASS"
    ]
    return FilePart(
        _("The terms shown, and who said yes"),
        sentences=[_("The officer was shown these exact terms. The hash is that of everything they said.")],
        tables=[
            Table(_("Terms"), head, rows),
            _said(file),
            Table(
                _("Rules of law that spoke"),
                heads([_("Version"), _("Rule"), _("Effect"), _("What it said")]),
                checks,
            ),
        ],
    )


def _said(file: WholeFile) -> Table:
    """What each version said."""
    head = heads([_("Version"), _("What for"), _("Their part"), _("Weeks")], [_("Before VAT"), _("VAT")])
    rows = [
        [
            Cell(each.version),
            Cell(each.purpose),
            Cell(_("Decides or exercises powers") if each.decisions else _("Advises and supports")),
            Cell(
                "; ".join(
                    f"{words.week_of(monday)}: {words.hours(minutes)}" for monday, minutes in each.hours
                )
            ),
            Cell(pounds(each.net_pence), numeric=True),
            Cell(pounds(each.vat_pence), numeric=True),
        ]
        for each in file.terms
    ]
    return Table(_("What they said"), head, rows)


def _call_offs(file: WholeFile) -> FilePart:
    head = heads([_("Version"), _("Bound"), _("Hash")], [_("At most, before VAT")])
    rows = [
        [
            Cell(each.version),
            Cell(done(each.made_at, each.made_by)),
            Cell(code(each.sha256)),
            Cell(pounds(each.facts["net_pence"]), numeric=True),
        ]
        for each in file.call_offs
    ]
    return FilePart(
        _("The call-off"), tables=[Table(_("Call-offs"), head, rows)], nothing=_("It was never bound.")
    )


def _prices(file: WholeFile) -> FilePart:
    head = heads(
        [_("Grade band"), _("From"), _("Set")],
        [_("An hour, before VAT"), _("Evening or Saturday"), _("Sunday or bank holiday")],
    )
    rows = [
        [
            Cell(GRADE_BANDS.get(each.band, each.band)),
            Cell(words.day(each.starts_on)),
            Cell(done(each.set_at, each.set_by) if file.at_home else words.moment(each.set_at)),
            Cell(pounds(each.hourly_pence), numeric=True),
            *(Cell(_not_lent(pence), numeric=True) for pence in (each.second_pence, each.third_pence)),
        ]
        for each in file.prices
    ]
    return FilePart(
        _("The price"),
        sentences=[_("The version of the home council’s price that held in each week.")],
        tables=[Table(_("Price versions"), head, rows)],
        nothing=_("No price: help between councils is free."),
    )


def _not_lent(pence: int | None) -> str:
    return _("Not lent then") if pence is None else pounds(pence)


def _hours(file: WholeFile) -> FilePart:
    weeks = [
        [
            Cell(words.day(week.monday)),
            Cell(WHEN[week.when]),
            Cell(_("Released") if week.released_at else _sheet_stands(week)),
            Cell(words.hours(week.minutes), numeric=True),
            Cell(words.hours(week.worked_minutes) if week.worked_minutes is not None else "", numeric=True),
            Cell(pounds(week.hourly_pence), numeric=True),
            Cell(pounds(week.net_pence), numeric=True),
        ]
        for week in file.weeks
    ]
    days = [
        [
            Cell(words.day(day.date)),
            Cell(words.day(week.monday)),
            Cell(words.hours(day.minutes), numeric=True),
        ]
        for week in file.weeks
        if hasattr(week, "timesheet")
        for day in file.days.get(week.timesheet.pk, [])
    ]
    return FilePart(
        _("Hours"),
        tables=[
            Table(
                _("Weeks"),
                heads(
                    [_("Week of"), _("Hours agreed")],
                    [_("Booked"), _("Worked"), _("An hour"), _("Booked at")],
                ),
                weeks,
            ),
            Table(_("Days as they were sent"), heads([_("Day"), _("For the week of")], [_("Worked")]), days),
        ],
        nothing=_("No week was booked."),
    )


def _sheet_stands(week: object) -> str:
    sheet = getattr(week, "timesheet", None)
    if sheet is None:
        return _("No hours sent")
    if sheet.agreed_at:
        return done(sheet.agreed_at, sheet.agreed_by, sheet.agreed_by_rule)
    if sheet.submitted_at:
        return _("Sent, not agreed yet")
    return _("No hours sent")


def _pay(lines: list[PayrollLine]) -> FilePart:
    head = heads(
        [_("Payroll file of"), _("Day"), _("Payroll number"), _("Element"), _("Cost code")],
        [_("Time"), _("Rate"), _("Pay")],
    )
    rows = [
        [
            Cell(f"{line.file.period:%Y-%m}"),
            Cell(words.day(line.date)),
            Cell(line.payroll_number),
            Cell(line.element_code),
            Cell(line.cost_code),
            Cell(f"{'-' if line.minutes < 0 else ''}{words.hours(abs(line.minutes))}", numeric=True),
            Cell(decimal(line.multiplier_hundredths), numeric=True),
            Cell(pounds(line.pence) if line.pence is not None else _("Known to payroll"), numeric=True),
        ]
        for line in lines
    ]
    return FilePart(
        _("Pay"),
        sentences=[
            _("What your payroll files say of these hours. The other council’s file does not hold it.")
        ],
        tables=[Table(_("Lines of payroll files"), head, rows)],
        nothing=_("No payroll file holds these hours yet, or they are not paid as overtime."),
    )
