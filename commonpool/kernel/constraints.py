"""Constraints that several stages want in the same words."""

from typing import Any

import pgtrigger
from django.db.models import CheckConstraint, DateField, F, Func, Q


class LondonDate(Func):
    """The calendar day in the United Kingdom of an instant, as the database reckons it."""

    template = "(%(expressions)s AT TIME ZONE 'Europe/London')::date"
    output_field = DateField()


def paired(stem: str, prefix: str, *, rule: bool = False, required: bool = False) -> CheckConstraint:
    """`<stem>_at` has its `<stem>_by`: both set or both empty.

    With `rule`, "by" is exactly one of a person (`<stem>_by`) or a named standing rule (`<stem>_by_rule`, text).
    With `required`, both are always set.
    """
    at, by, named = f"{stem}_at__isnull", f"{stem}_by__isnull", f"{stem}_by_rule"
    somebody: Q = Q(**{by: False})
    nobody: Q = Q(**{by: True})
    if rule:
        somebody = Q(**{by: False, named: ""}) | (Q(**{by: True}) & ~Q(**{named: ""}))
        nobody = Q(**{by: True, named: ""})
    done = Q(**{at: False}) & somebody
    condition = done if required else done | (Q(**{at: True}) & nobody)
    return CheckConstraint(condition=condition, name=f"{prefix}_{stem}_at_by")


def ordered(earlier: str, later: str, name: str, *, strict: bool = False) -> CheckConstraint:
    """`later` is empty, or not before `earlier`."""
    comparison: dict[str, Any] = {f"{later}__{'gt' if strict else 'gte'}": F(earlier)}
    return CheckConstraint(condition=Q(**{f"{later}__isnull": True}) | Q(**comparison), name=name)


def one_of(field: str, values: Any, name: str) -> CheckConstraint:
    """The field holds one of these values."""
    return CheckConstraint(condition=Q(**{f"{field}__in": list(values)}), name=name)


def append_only(name: str, never_emptied: str, what: str) -> list[pgtrigger.Trigger]:
    """Rows are added and then stay: nobody edits or deletes one, or empties the table, the owner included."""
    return [
        pgtrigger.Protect(name=name, operation=pgtrigger.Update | pgtrigger.Delete),
        pgtrigger.Trigger(
            name=never_emptied,
            level=pgtrigger.Statement,
            when=pgtrigger.Before,
            operation=pgtrigger.Truncate,
            func=f"RAISE EXCEPTION '{what} never emptied';",
        ),
    ]
