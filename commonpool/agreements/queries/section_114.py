"""Which councils may enter no new agreement that spends, and on which days. Public: the report itself is."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Exists, Q, QuerySet

from commonpool.agreements.models import Section114Report
from commonpool.kernel.rows import sole
from commonpool.organisations.models import Organisation


def stopped_on(organisation: Any, day: Any) -> Exists:
    """Whether a council is stopped on a day, as an expression: the same as `rules.stopped_on`."""
    return Exists(reports_live_on(organisation, day))


def report_live_on(organisation_id: int, day: date) -> Section114Report | None:
    """The report that stops a council on a day, the newest; or none. One SQL query."""
    return sole(reports_live_on(organisation_id, day)[:1])


def reports_live_at(organisation_ids: Collection[int], day: date) -> list[Section114Report]:
    """The reports that stop these councils on a day. One SQL query."""
    standing = Section114Report.objects.filter(organisation_id__in=organisation_ids)
    return list(_live(standing, day))


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


def reports_live_on(organisation: Any, day: Any) -> QuerySet[Section114Report]:
    """The reports that stop a council on a day, the newest first; both may be expressions."""
    return _live(Section114Report.objects.filter(organisation=organisation), day)


def _live(reports: QuerySet[Section114Report], day: Any) -> QuerySet[Section114Report]:
    live = reports.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), made_on__lte=day)
    return live.filter(withdrawn_at__isnull=True).order_by("-made_on", "-pk")
