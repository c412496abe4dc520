"""What is asked of a host that answers a rule, and of a council whose chief finance officer made a report."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonpool.bookings.rules.evidence import GROUNDS, MOST_KEPT, MOST_REASON
from commonpool.kernel.clock import london_date, now
from commonpool.organisations.models import Organisation
from commonpool.web.look.fields import DateField, TextField
from commonpool.web.look.forms import PageForm

USUAL = timedelta(days=182)


class EvidenceForm(PageForm):
    """Why, where the paper is kept, and until when it counts."""

    reason = TextField(
        label=_("What have you seen, and who looked?"),
        max_length=MOST_REASON,
        lines=True,
        help_text=_("In a sentence. Nothing about health or crime, and no copy of a certificate."),
    )
    kept = TextField(
        label=_("Where does your council keep the paper?"),
        max_length=MOST_KEPT,
        help_text=_("Such as a folder or a number in your records. The paper itself stays with you."),
    )
    paper_on = DateField(label=_("What is the date of the paper?"))
    ends_on = DateField(label=_("Until when does it count?"), help_text=_("At most a year from now"))

    def __init__(self, *args: Any, **options: Any) -> None:
        today = london_date(now())
        before = {"paper_on": today, "ends_on": today + USUAL}
        super().__init__(*args, **{"initial": before, **options})


class AuthorityForm(EvidenceForm):
    """The chief finance officer's written authority, for what one council lends."""

    home_id = forms.ChoiceField(label=_("Which council lends?"))
    ground = forms.ChoiceField(
        label=_("On which ground is it authorised?"), choices=list(GROUNDS.items()), widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, homes: list[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].label = _("What reasons does the authority give?")
        self.fields["reason"].help_text = ""
        home = self.fields["home_id"]
        assert isinstance(home, forms.ChoiceField)
        home.choices = [("", _("Choose a council")), *((str(each.pk), each.name) for each in homes)]
        self.order_fields(["home_id", "ground", "reason", "kept", "paper_on", "ends_on"])


class ReportForm(PageForm):
    """The day on which the report was made."""

    made_on = DateField(label=_("On which day was the report made?"))


class MeetingForm(PageForm):
    """The day on which the full council considered it."""

    considered_on = DateField(label=_("On which day did the full council consider it?"))
