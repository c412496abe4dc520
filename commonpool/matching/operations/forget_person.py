"""Search knows nothing more of somebody whose account was closed."""

from datetime import datetime

from commonpool.access import Actor
from commonpool.identity.events import PersonAnonymised
from commonpool.matching.models import OfficerIndex, SavedSearch
from commonpool.matching.operations.index_listings import hold_rows_of


def forget_person(fact: PersonAnonymised, *, actor: Actor, at: datetime) -> None:
    """Follows the end of an account: no search row holds their name or words, and what they looked for is gone."""
    hold_rows_of([fact.person_id])
    OfficerIndex.objects.filter(person_id=fact.person_id).delete()
    mine = SavedSearch.objects.filter(saved_by_id=fact.person_id)
    mine.update(words="", known_ids=[])
    mine.filter(removed_at__isnull=True).update(removed_at=at, removed_by_id=actor.by)
