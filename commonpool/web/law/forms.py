"""What is asked of a council that sets a rule aside."""

from django.utils.translation import gettext_lazy as _

from commonpool.web.look.fields import DateField, TextField
from commonpool.web.look.forms import PageForm


class SetAsideForm(PageForm):
    """Why, on what source, who says so, and from when."""

    reason = TextField(label=_("Why does your council do without this rule?"), max_length=600, lines=True)
    source = TextField(
        label=_("Where is that written?"),
        max_length=300,
        help_text=_("Such as a page of your constitution, or advice with its date"),
    )
    monitoring_officer = TextField(label=_("Name of the monitoring officer who says so"), max_length=120)
    from_on = DateField(
        label=_("From which day?"),
        help_text=_("Tomorrow or later. What has been asked for before keeps its rules."),
    )
