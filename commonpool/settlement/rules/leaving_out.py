"""Why an invoice is not in a cycle: the first of these reasons that holds (NET-01, NET-03)."""

from django.utils.translation import gettext_lazy as _

DISPUTED, NO_CLAUSE, SECTION_114, OVER_CAP, NO_BANK, OBJECTED, CHANGED, ONE_COUNCIL, KEPT_OUT = (
    "disputed",
    "no_netting_clause",
    "section_114",
    "over_cap",
    "no_bank_details",
    "objected",
    "changed",
    "one_council",
    "kept_out",
)
REASONS = {
    DISPUTED: _("A line of it is disputed."),
    NO_CLAUSE: _(
        "One of the two councils has not chosen to have its invoices set off. It is paid by itself."
    ),
    SECTION_114: _("One of the two councils has a live report under section 114. It is paid by itself."),
    OVER_CAP: _("A line of it is above what one of the two councils lets be set off. It is paid by itself."),
    NO_BANK: _("One of the two councils has no bank details in effect. It is paid by itself."),
    OBJECTED: _("One of the two councils took it out of this month’s clearing."),
    CHANGED: _("It was paid or credited after the month was closed."),
    KEPT_OUT: _(
        "One of the two councils did not pay in an earlier clearing, and is kept out of it. It is paid by itself."
    ),
    ONE_COUNCIL: _("Its two councils have become one: nobody owes it."),
}
