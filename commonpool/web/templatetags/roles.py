"""Roles and working days in words."""

from collections.abc import Iterable

from django import template
from django.utils.dates import WEEKDAYS

from commonpool.access import Role

register = template.Library()


@register.filter
def role_words(roles: str | Iterable[str]) -> str:
    """`Booking manager, HR` for the slugs of roles, or of one."""
    slugs = [roles] if isinstance(roles, str) else list(roles)
    return ", ".join(Role(slug).label for slug in slugs)


@register.filter
def weekdays(days: Iterable[int]) -> str:
    """`Monday, Tuesday` for ISO weekdays."""
    return ", ".join(str(WEEKDAYS[day - 1]) for day in days)
