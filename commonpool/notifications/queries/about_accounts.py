"""Letters about one's own account."""

from commonpool.activity.models import Event
from commonpool.identity.queries import person, proved_mailboxes
from commonpool.notifications.rules import Draft


def sign_in_changed(event: Event) -> list[Draft]:
    """To every address the person has proved: whoever changed it may hold only one of them."""
    reader = person(event.facts["person_id"])
    facts = {"what": event.facts["what"]}
    return [
        Draft("sign_in_changed", mailbox, reader.pk, facts, ("account",), to_doer=True)
        for mailbox in proved_mailboxes(reader.pk)
        if reader.is_active
    ]


LETTERS = {"SignInChanged": sign_in_changed}
