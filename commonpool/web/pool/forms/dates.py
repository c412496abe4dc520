"""A first and a last date, either of which may be left out."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commonpool.kernel import weeks
from commonpool.web.look.forms import PageForm


def keeps_dates(form: PageForm, given: dict[str, Any], today: date, longest: timedelta, apart: Any) -> bool:
    """Whether the last date can stand: not before the first, and not further than that from it (`apart`).

    What is wrong is said beside its field; so is a first date before this week. Left out, the first is today.
    """
    first, last = given.get("first"), given.get("last")
    if first and first < weeks.monday_of(today):
        form.add_error("first", ValidationError(_("Choose a date that is not past")))
    if last and last < (first or today):
        form.add_error("last", ValidationError(_("Choose a date after the first one")))
        return False
    if last and last - (first or today) > longest:
        form.add_error("last", ValidationError(apart))
        return False
    return True
