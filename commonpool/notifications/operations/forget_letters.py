"""What is forgotten of an invitation is not kept in its letter either."""

from commonpool.activity.models import Event
from commonpool.activity.queries import story
from commonpool.notifications.models import Letter


def forget_letters(event: Event) -> int:
    """The letter of a forgotten invitation is gone, sent or not; how many there were. Run twice, nothing is left."""
    told = story("invitation_id", event.facts["invitation_id"]).filter(name="CouncilInvited")
    return Letter.objects.filter(event__in=told).delete()[0]


def forget_letters_to(event: Event) -> int:
    """Letters to somebody whose account was closed are gone, sent or not; how many. Run twice, nothing is left."""
    return Letter.objects.filter(person_id=event.facts["person_id"]).delete()[0]
