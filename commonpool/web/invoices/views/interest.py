"""What the law allows for a late payment: worked out, and never charged by itself."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import Right
from commonpool.invoices.rules.interest import reference_day, statutory_interest
from commonpool.kernel import words
from commonpool.kernel.money import decimal
from commonpool.kernel.refusals import NotFound
from commonpool.web.invoices.forms import InterestForm
from commonpool.web.invoices.views.books import books_page
from commonpool.web.look.spreadsheet import spreadsheet
from commonpool.web.pages import Asking, page
from commonpool.web.rooms.place import own_council

INTEREST = [
    "amount", "due_on", "paid_on", "days_late", "base_rate_of", "base_rate", "rate", "interest", "fixed_sum",
    "together",
]  # fmt: skip


@page(right=Right.SEE_MONEY, methods=("GET",))
def interest(request: Asking, slug: str) -> HttpResponse:
    """What the law allows for a late payment, worked out and never charged by itself."""
    council = own_council(request.actor, slug)
    form = InterestForm(request.GET or None)
    sums: list[tuple[str, int]] = []
    sentences = [
        _(
            "A calculator, no more: nothing here is charged. Councils usually do not charge each other interest."
        ),
        _(
            "The law allows eight per cent a year over the base rate from the day after the last day for payment, and"
            " once £40, £70 or £100 for each invoice (under £1,000, under £10,000, more)."
        ),
    ]
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        found = statutory_interest(said["amount"], said["base"], said["due_on"], said["paid_on"])
        sums = [
            (_("Interest"), found.interest_pence),
            (_("Fixed sum"), found.compensation_pence),
            (_("Together"), found.claim_pence),
        ]
        sentences.append(
            _("%(days)s days late at %(rate)s %% a year. The base rate that counts is that of %(day)s.")
            % {
                "days": found.days,
                "rate": decimal(found.rate_hundredths),
                "day": words.day(reference_day(said["due_on"])),
            }
        )
    csv_url = f"{reverse('invoices_interest_csv', args=[slug])}?{request.GET.urlencode()}"
    return books_page(
        request,
        council,
        title=_("Interest on late payment"),
        sentences=sentences,
        form=form,
        sums=sums,
        tables=[],
        links=[(_("Download this sum (CSV)"), csv_url)] if sums else [],
    )


@page(right=Right.SEE_MONEY, methods=("GET",))
def interest_csv(request: Asking, slug: str) -> HttpResponse:
    """The same sum for a file: amounts in pounds, rates in per cent. Refuses `not_found` where nothing was asked."""
    own_council(request.actor, slug)
    form = InterestForm(request.GET)
    if not form.is_valid():
        raise NotFound
    said = form.cleaned_data
    found = statutory_interest(said["amount"], said["base"], said["due_on"], said["paid_on"])
    row = [
        decimal(said["amount"]),
        said["due_on"].isoformat(),
        said["paid_on"].isoformat(),
        found.days,
        reference_day(said["due_on"]).isoformat(),
        decimal(said["base"]),
        decimal(found.rate_hundredths),
        decimal(found.interest_pence),
        decimal(found.compensation_pence),
        decimal(found.claim_pence),
    ]
    return spreadsheet("interest", INTEREST, [row])
