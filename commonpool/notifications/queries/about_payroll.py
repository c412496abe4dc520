"""Letters about time back, and HR's lists of a month."""

from commonpool.access import Role
from commonpool.activity.models import Event
from commonpool.identity.models import Person
from commonpool.notifications.queries.addressing import first_of, holders_of, to, to_all
from commonpool.notifications.rules import Draft
from commonpool.organisations.models import Organisation
from commonpool.people.models import Employment


def _employment(event: Event) -> Employment:
    linked = ("person", "manager", "organisation")
    return Employment.objects.select_related(*linked).get(pk=event.facts["employment_id"])


def time_taken_recorded(event: Event) -> list[Draft]:
    """The officer's manager answers; where none is named who may, the first who may."""
    job = _employment(event)
    managers = holders_of(job.organisation_id, Role.APPROVER, event.happened_at)
    named: Person | None = job.manager if job.manager in managers else None
    asked = named or first_of(managers, but=[job.person_id])
    facts = {"officer": str(job.person), "minutes": event.facts["minutes"], "on": event.facts["on"]}
    return to(asked, "time_taken_recorded", "answer_time_back", str(event.facts["taken_id"]), **facts)


def time_taken_answered(event: Event) -> list[Draft]:
    """The officer hears their manager's answer; `twice`: the rule's, to what they asked for at two councils."""
    facts = {
        "agreed": event.name == "TimeTakenAgreed",
        "twice": bool(event.happened_by_rule),
        "minutes": event.facts["minutes"],
        "on": event.facts["on"],
    }
    return to(_employment(event).person, "time_taken_answered", "my_time_back", **facts)


def time_back_lapsed(event: Event) -> list[Draft]:
    """The officer hears that time back has gone."""
    return to(_employment(event).person, "time_back_lapsed", "my_time_back", minutes=event.facts["minutes"])


def hr_lists_ready(event: Event) -> list[Draft]:
    """HR of the council has its two lists of the month."""
    council = Organisation.objects.get(pk=event.organisation_id)
    facts = {
        "council": council.name,
        "month_on": event.facts["month"],
        "to_check": event.facts["to_check"],
        "out": event.facts["out"],
    }
    readers = holders_of(council.pk, Role.HR, event.happened_at)
    return to_all(readers, "hr_lists_ready", "who_is_out", council.slug, **facts)


LETTERS = {
    "TimeTakenRecorded": time_taken_recorded,
    "TimeTakenAgreed": time_taken_answered,
    "TimeTakenRefused": time_taken_answered,
    "TimeBackLapsed": time_back_lapsed,
    "HrListsReady": hr_lists_ready,
}
