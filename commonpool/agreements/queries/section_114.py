"""Which councils may enter no new agreement that spends, and on which days. Public: the report itself is."""

from datetime import date, timedelta
from typing import Any

from django.db.models import DateField, Exists, ExpressionWrapper, F, Q, QuerySet

from commonpool.agreements.models import Section114Report
from commonpool.agreements.rules.section_114 import DAYS_TO_CONSIDER
from commonpool.kernel.rows import sole
from commonpool.organisations.models import Organisation


def stopped_on(organisation: Any, day: Any) -> Exists:
    """Whether a council is stopped on a day, as an expression: the same as `rules.stopped_on`."""
    return Exists(_live(organisation, day))


def report_live_on(organisation_id: int, day: date) -> Section114Report | None:
    """The report that stops a council on a day, the newest; or none. One SQL query."""
    return sole(_live(organisation_id, day).order_by("-made_on")[:1])


def reports_of(organisation_id: int) -> list[Section114Report]:
    """Every report recorded for a council, the newest first."""
    found = Section114Report.objects.filter(organisation_id=organisation_id)
    return list(
        found.select_related("recorded_by", "concluded_by", "withdrawn_by").order_by("-made_on", "-pk")
    )


def lenders_to(council: Organisation) -> list[Organisation]:
    """The councils that lend for pay, other than this one, by name."""
    lending = Organisation.objects.filter(joining__lend_at__isnull=False, demonstration=council.demonstration)
    return list(lending.exclude(pk=council.pk).order_by("name"))


def _live(organisation: Any, day: Any) -> QuerySet[Section114Report]:
    end = ExpressionWrapper(F("made_on") + timedelta(days=DAYS_TO_CONSIDER), output_field=DateField())
    ends_after_meeting = ExpressionWrapper(F("considered_on") + timedelta(days=1), output_field=DateField())
    standing = Section114Report.objects.filter(organisation=organisation, withdrawn_at__isnull=True)
    return standing.alias(end=end, after=ends_after_meeting).filter(
        Q(considered_on__isnull=True, end__gte=day) | Q(after__gte=day), made_on__lte=day
    )
