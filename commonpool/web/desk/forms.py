"""What the steward's desk asks."""

from django.utils.translation import gettext_lazy as _

from commonpool.web.look.fields import TextField
from commonpool.web.look.forms import PageForm


class DomainForm(PageForm):
    """A council's domain that the register lacks."""

    council = TextField(
        label=_("The council’s code"), max_length=12, help_text=_("As on its page in the list of councils")
    )
    domain = TextField(
        label=_("The exact domain"),
        max_length=120,
        help_text=_("What stands after the @, such as council.gov.uk. Subdomains are domains of their own."),
    )
    how = TextField(
        label=_("How did you check it?"),
        max_length=200,
        help_text=_("For example: called back through the switchboard of the council"),
    )
