"""The newest version of each paid day."""

from django.db.models import Exists, OuterRef, QuerySet

from commonpool.payroll.models import PaidDay


def newest(paid: "QuerySet[PaidDay]") -> "QuerySet[PaidDay]":
    """Of these paid days those that no later one says anew."""
    return paid.filter(~Exists(PaidDay.objects.filter(before=OuterRef("pk"))))
