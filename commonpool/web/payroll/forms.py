"""What is typed about time back, and which month is looked at."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonpool.kernel import months, words
from commonpool.payroll.queries import Account
from commonpool.web.look.fields import DateField, HoursField
from commonpool.web.look.forms import PageForm

MONTHS_AHEAD = 3


class TakeForm(PageForm):
    """Time back that the officer takes on a day."""

    on = DateField(label=_("On which day do you take time back?"))
    minutes = HoursField(label=_("How much time do you take?"), step=1, least=1, most=1440)

    def __init__(self, *args: Any, accounts: Sequence[Account], **options: Any) -> None:
        super().__init__(*args, **options)
        jobs = [each.account.employment for each in accounts]
        if len(jobs) > 1:
            self.fields["employment_id"] = forms.TypedChoiceField(
                label=_("From which job?"),
                choices=[(job.pk, job.organisation.name) for job in jobs],
                coerce=int,
            )
            self.order_fields(["employment_id", "on", "minutes"])
        self.only_job = jobs[0].pk if len(jobs) == 1 else None

    @property
    def chosen(self) -> dict[str, Any]:
        """What was typed, as the operation takes it."""
        given = dict(self.cleaned_data)
        given.setdefault("employment_id", self.only_job)
        return given


class MonthForm(PageForm):
    """One of the months around today."""

    mark_optional = False
    month = forms.ChoiceField(label=_("Which month?"), required=False)

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        month = today.replace(day=1)
        offered = [months.before(month), month]
        for _ahead in range(MONTHS_AHEAD):
            offered.append(months.after(offered[-1]))
        choices = [(months.written(each), words.formatted(each, "F Y")) for each in offered]
        self.fields["month"].choices = choices  # type: ignore[attr-defined]
        self.fields["month"].initial = months.written(month)


class AnswerForm(PageForm):
    """The manager's answer."""

    answer = forms.ChoiceField(
        label=_("Do you agree?"),
        choices=[("agree", _("Yes, the time is taken")), ("refuse", _("No, it stays in the account"))],
        widget=forms.RadioSelect,
    )
