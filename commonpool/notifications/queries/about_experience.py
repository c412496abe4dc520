"""Letters about what officers say they have done: whether it was confirmed, and why not."""

from commonpool.activity.models import Event
from commonpool.availability.models import Permission
from commonpool.identity.queries import person
from commonpool.notifications.queries.addressing import to
from commonpool.notifications.rules import Draft
from commonpool.people.models import WORK, Participation

PAGE = "listing_experience"


def experience_confirmed(event: Event) -> list[Draft]:
    """The officer hears of it; of what was ticked with their permission by the letter about that."""
    officer, manager = event.facts["person_id"], event.happened_by
    allowed = Permission.objects.filter(
        employment__person_id=officer, granted_at=event.happened_at, granted_by_id=manager
    )
    if manager is None or allowed.exists():
        return []
    return to(person(officer), "experience_confirmed", PAGE, who=str(person(manager)))


def experience_refused(event: Event) -> list[Draft]:
    """The officer hears why; their words stand on the page and not in the letter."""
    assert event.happened_by is not None
    manager = str(person(event.happened_by))
    officer = person(event.facts["person_id"])
    return to(officer, "experience_refused", PAGE, who=manager, reason=event.facts["reason"])


def part_confirmed(event: Event) -> list[Draft]:
    """The officer hears of it; of hours they delivered they know."""
    part = _part(event)
    if part.kind != WORK:
        return []
    return to(part.person, "part_confirmed", PAGE, title=part.title, council=part.owner.name)


def part_refused(event: Event) -> list[Draft]:
    """The officer hears why, and that they may say it differently."""
    part = _part(event)
    facts = {"title": part.title, "council": part.owner.name, "reason": event.facts["reason"]}
    return to(part.person, "part_refused", PAGE, **facts)


def _part(event: Event) -> Participation:
    rows = Participation.objects.select_related("person", "owner")
    return rows.get(pk=event.facts["participation_id"])


LETTERS = {
    "ExperienceConfirmed": experience_confirmed,
    "ExperienceRefused": experience_refused,
    "ParticipationConfirmed": part_confirmed,
    "ParticipationRefused": part_refused,
}
