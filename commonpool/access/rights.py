"""Rights: what a signed-in person may do for an organisation. Roles are bundles of rights, written as prose."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Right(StrEnum):
    """One act, or one kind of reading. Some role grants it; some operation or query requires it."""

    SEARCH_POOL = "search_pool"
    ASK_FOR_CALL = "ask_for_call"
    REQUEST_PEER_HELP = "request_peer_help"
    LIST_ONESELF = "list_oneself"
    ANSWER_BOOKING = "answer_booking"
    SUBMIT_HOURS = "submit_hours"
    SIGN_AGREEMENT = "sign_agreement"
    JOIN_AS_PEER = "join_as_peer"
    GRANT_PERMISSION = "grant_permission"
    APPROVE_BOOKING = "approve_booking"
    CHECK_APPROVERS = "check_approvers"
    REQUEST_BOOKING = "request_booking"
    AGREE_HOURS = "agree_hours"
    CONFIRM_BOOKING = "confirm_booking"
    GRANT_SPENDING_LIMIT = "grant_spending_limit"
    CHECK_PAYROLL = "check_payroll"
    SET_PRICES = "set_prices"
    SET_MONEY_TERMS = "set_money_terms"
    ENTER_BANK_DETAILS = "enter_bank_details"
    CONFIRM_BANK_DETAILS = "confirm_bank_details"
    SEE_BANK_DETAILS = "see_bank_details"
    SEE_PAYROLL = "see_payroll"
    EXPORT_PAYROLL = "export_payroll"
    SEE_BOOKINGS = "see_bookings"
    SEE_MONEY = "see_money"
    ISSUE_INVOICES = "issue_invoices"
    PAY_INVOICES = "pay_invoices"
    TAKE_PART_IN_CLEARING = "take_part_in_clearing"
    READ_LOG = "read_log"
    GRANT_ROLES = "grant_roles"
    RECORD_SECTION_114 = "record_section_114"
    SET_UP_COUNCIL = "set_up_council"
    RUN_DESK = "run_desk"
    CONFIRM_ADMINISTRATORS = "confirm_administrators"


class Role(StrEnum):
    """What a person is for an organisation."""

    OFFICER = "officer"
    APPROVER = "approver"
    BOOKING_MANAGER = "booking_manager"
    BUDGET_HOLDER = "budget_holder"
    RELEASE_CONTACT = "release_contact"
    HR = "hr"
    FINANCE = "finance"
    AUDITOR = "auditor"
    COUNCIL_ADMINISTRATOR = "council_administrator"
    STEWARD = "steward"

    @property
    def label(self) -> str:
        return str(ROLE_LABELS[self])


ROLE_LABELS = {
    Role.OFFICER: _("Officer"),
    Role.APPROVER: _("Line manager who approves"),
    Role.BOOKING_MANAGER: _("Booking manager"),
    Role.BUDGET_HOLDER: _("Budget holder"),
    Role.RELEASE_CONTACT: _("Release contact"),
    Role.HR: _("HR"),
    Role.FINANCE: _("Finance"),
    Role.AUDITOR: _("Auditor"),
    Role.COUNCIL_ADMINISTRATOR: _("Council administrator"),
    Role.STEWARD: _("Steward"),
}

R = Right

GRANTS: dict[Role, frozenset[Right]] = {
    # Everybody employed by a council: finds people, talks to them, lists themselves, answers, says their hours.
    Role.OFFICER: frozenset(
        {
            R.SEARCH_POOL,
            R.ASK_FOR_CALL,
            R.REQUEST_PEER_HELP,
            R.LIST_ONESELF,
            R.ANSWER_BOOKING,
            R.SUBMIT_HOURS,
            R.SIGN_AGREEMENT,
            R.JOIN_AS_PEER,
        }
    ),
    # A line manager allows their officers to be lent, within limits, and takes them back.
    Role.APPROVER: frozenset({R.GRANT_PERMISSION, R.APPROVE_BOOKING, R.SEE_BOOKINGS}),
    # Borrows: asks, withdraws, cancels, agrees the hours.
    Role.BOOKING_MANAGER: frozenset({R.REQUEST_BOOKING, R.AGREE_HOURS, R.SEE_BOOKINGS}),
    # Says yes to money: each time, or once in advance.
    Role.BUDGET_HOLDER: frozenset({R.CONFIRM_BOOKING, R.GRANT_SPENDING_LIMIT, R.SEE_BOOKINGS, R.SEE_MONEY}),
    # Knows who may release staff: checks each new approver once.
    Role.RELEASE_CONTACT: frozenset({R.CHECK_APPROVERS}),
    # Confirms payroll facts from one list; hands payroll its file.
    Role.HR: frozenset({R.CHECK_PAYROLL, R.SEE_PAYROLL, R.EXPORT_PAYROLL}),
    # Sets prices and how the council is paid; issues its invoices, and pays or disputes those of others; records what
    # the chief finance officer reports and authorises. Bank details take two.
    Role.FINANCE: frozenset(
        {
            R.SET_PRICES,
            R.SET_MONEY_TERMS,
            R.ENTER_BANK_DETAILS,
            R.CONFIRM_BANK_DETAILS,
            R.SEE_BANK_DETAILS,
            R.SEE_MONEY,
            R.ISSUE_INVOICES,
            R.PAY_INVOICES,
            R.TAKE_PART_IN_CLEARING,
            R.SEE_PAYROLL,
            R.EXPORT_PAYROLL,
            R.SEE_BOOKINGS,
            R.RECORD_SECTION_114,
        }
    ),
    # Reads all of one council's money and log; changes nothing.
    Role.AUDITOR: frozenset({R.SEE_BOOKINGS, R.SEE_MONEY, R.SEE_PAYROLL, R.SEE_BANK_DETAILS, R.READ_LOG}),
    # Joins the council up and gives others their roles.
    Role.COUNCIL_ADMINISTRATOR: frozenset(
        {
            R.SET_UP_COUNCIL,
            R.GRANT_ROLES,
            R.JOIN_AS_PEER,
            R.CONFIRM_BANK_DETAILS,
            R.READ_LOG,
            R.RECORD_SECTION_114,
        }
    ),
    # Keeps the network moving; belongs to no council.
    Role.STEWARD: frozenset({R.RUN_DESK, R.CONFIRM_ADMINISTRATORS}),
}

OF_PREDECESSORS = frozenset(
    {
        R.SEE_BOOKINGS,
        R.SEE_MONEY,
        R.SEE_PAYROLL,
        R.READ_LOG,
        R.SUBMIT_HOURS,
        R.AGREE_HOURS,
        R.ISSUE_INVOICES,
        R.PAY_INVOICES,
    }
)
"""What of their rights people keep for a council that theirs took over from: to read it, to say and agree hours
worked, and to see its invoices through."""
