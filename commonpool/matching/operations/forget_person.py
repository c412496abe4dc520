"""Search knows nothing more of somebody whose account was closed."""

from datetime import datetime

from django.db import connection

from commonpool.access import Actor
from commonpool.activity.operations import publish
from commonpool.identity.events import PersonAnonymised
from commonpool.matching.events import SavedSearchRemoved
from commonpool.matching.models import NAME_WORDS, EmptySearch, OfficerIndex, SavedSearch
from commonpool.matching.operations.index_listings import hold_rows_of

# Of these words of names, those that are nobody else's.
FORGET = f"""
DELETE FROM matching_indexedname held
 WHERE held.word = ANY(%s)
   AND NOT EXISTS (SELECT FROM matching_officerindex
                    WHERE {NAME_WORDS.format("name")} @@ plainto_tsquery('simple', held.word))
"""  # noqa: S608


def forget_person(fact: PersonAnonymised, *, actor: Actor, at: datetime) -> None:
    """Follows the end of an account: no search row holds their name or words, and what they looked for is gone. A word
    of their name that two take leave of at once goes at night."""
    hold_rows_of([fact.person_id])
    rows = OfficerIndex.objects.filter(person_id=fact.person_id)
    words = {word for name in rows.values_list("name", flat=True) for word in name.split()}
    rows.delete()
    with connection.cursor() as cursor:
        cursor.execute(FORGET, [sorted(words)])
    mine = SavedSearch.objects.filter(saved_by_id=fact.person_id)
    mine.update(words="", known_ids=[])
    for search in mine.filter(removed_at__isnull=True).select_for_update(no_key=True).order_by("id"):
        search.removed_at, search.removed_by_id = at, actor.by
        search.save(update_fields=["removed_at", "removed_by"])
        # Of no council, as the end of the account is.
        publish(SavedSearchRemoved(on_behalf_of=None, saved_search_id=search.pk), actor=actor, at=at)
    EmptySearch.objects.filter(searched_by_id=fact.person_id).update(words="")
