"""Whom each council asks for its yes: one person who works there and holds the role now, and is no party."""

from collections.abc import Collection, Iterable
from datetime import date

from commonpool.access import Role
from commonpool.activity.queries import story
from commonpool.availability.models import Permission
from commonpool.bookings.models import Booking, SpendingLimit
from commonpool.identity.models import Person
from commonpool.people.queries import holders

ANSWERS = ("approval", "confirmation")


def approver_asked(
    home_id: int, permission: Permission | None, *, but: Collection[int], today: date
) -> Person | None:
    """Who is asked to approve: the manager named in the permission, who gave it, else the first approver."""
    return first_approver(_holders(home_id, Role.APPROVER, today), permission, but)


def budget_holder_asked(
    host_id: int, limit: SpendingLimit | None, *, but: Collection[int], today: date
) -> Person | None:
    """Who is asked to confirm: who gave the requester's limit, else the first budget holder."""
    return first_budget_holder(_holders(host_id, Role.BUDGET_HOLDER, today), limit, but)


def first_approver(
    holders: Iterable[Person], permission: Permission | None, but: Collection[int]
) -> Person | None:
    """The same of approvers already found."""
    wanted = [] if permission is None else [permission.approver_id, permission.granted_by_id]
    return _first(holders, wanted, but)


def first_budget_holder(
    holders: Iterable[Person], limit: SpendingLimit | None, but: Collection[int]
) -> Person | None:
    """The same of budget holders already found."""
    return _first(holders, [] if limit is None else [limit.granted_by_id], but)


def asked_already(booking: Booking, version: int) -> set[str]:
    """Which answers (`approval`, `confirmation`) to these terms somebody has been asked for."""
    told = story("booking_id", booking.pk).filter(name="AnswersMissing")
    return {
        what for event in told for what in ANSWERS if event.facts["version"] == version and event.facts[what]
    }


def _holders(organisation_id: int, role: Role, today: date) -> list[Person]:
    return [each.person for each in holders(organisation_id, role, today)]


def _first(holders: Iterable[Person], wanted: Iterable[int | None], but: Collection[int]) -> Person | None:
    people = {each.pk: each for each in holders if each.pk not in but}
    return next((people[each] for each in wanted if each in people), next(iter(people.values()), None))
