"""What a need asks for, in words, as a filter."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonpool.kernel.words import hours
from commonpool.needs.models import Need
from commonpool.web.needs.phrases import why_it_waits_no_more

register = template.Library()


register.filter("why_it_waits_no_more", why_it_waits_no_more)


@register.filter
def hours_wanted(need: Need) -> str:
    """ "2 hours in each of 3 weeks", or "6 hours in all"."""
    if not need.each_week:
        return _("%(hours)s in all") % {"hours": hours(need.minutes)}
    count = len(need.mondays)
    text = ngettext("%(hours)s in %(count)s week", "%(hours)s in each of %(count)s weeks", count)
    return text % {"hours": hours(need.minutes_each_week), "count": count}
