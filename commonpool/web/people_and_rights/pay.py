"""HR records what an officer is paid: it makes what lent hours pay them, and cost the council, known at home."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonpool.access import Right
from commonpool.agreements.queries import pay_points_on
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.refusals import Refusal
from commonpool.people import queries as people
from commonpool.people.operations import record_annual_pay
from commonpool.web.look.fields import DateField, MoneyField, TextField
from commonpool.web.look.forms import PageForm
from commonpool.web.pages import Asking, page, refused, show


class PayForm(PageForm):
    """Pay for a full year; the point alone is enough where a table in force has it."""

    point = TextField(
        label=gettext_lazy("Pay point"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("For example, 25. Pay for the year is then that of your council’s table."),
    )
    annual_pence = MoneyField(
        label=gettext_lazy("Or pay for a full year of full weeks"),
        required=False,
        help_text=gettext_lazy(
            "What somebody on full hours is paid, for part-timers too. For example, 36,363"
        ),
    )
    above_ceiling = forms.BooleanField(
        label=gettext_lazy("Paid above the point up to which your council pays overtime"), required=False
    )
    starts_on = DateField(
        label=gettext_lazy("From which day?"),
        help_text=gettext_lazy("Within two years, back or ahead. For example, 1 4 2026"),
    )

    def __init__(self, *args: Any, organisation_id: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.organisation_id = organisation_id

    def clean(self) -> dict[str, Any]:
        """Pay typed counts; else that of the point on the first day."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors or given["annual_pence"] is not None:
            return given
        points = pay_points_on(self.organisation_id, given["starts_on"])
        found = next((each for each in points if each.point == given["point"]), None)
        if found is None:
            self.add_error("annual_pence", _("Enter pay for a full year: no table in use has this point"))
        else:
            given["annual_pence"] = found.annual_pence
        return given


@page(right=Right.CHECK_PAYROLL)
def annual_pay(request: Asking, employment_id: int) -> HttpResponse:
    """What is recorded of an officer's pay, and a form to record it anew from a day on."""
    job, recorded = people.annual_pay_recorded(request.actor, employment_id)
    today = london_date(now())
    holds = people.annual_pay_on(recorded, today)
    initial: dict[str, Any] = {"starts_on": today}
    if holds:
        initial |= {"point": holds.point, "above_ceiling": holds.above_ceiling}
    form = PayForm(request.POST or None, organisation_id=job.organisation_id, initial=initial)
    back = reverse("officers_to_check", args=[job.organisation.slug])
    if request.method == "POST" and form.is_valid():
        try:
            record_annual_pay(actor=request.actor, employment_id=job.pk, at=now(), **form.cleaned_data)
        except Refusal as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("The pay is recorded."))
            return redirect(back)
    facts = {"job": job, "recorded": recorded, "form": form, "back_url": back}
    return show(request, "people_and_rights/pay.html", facts)
