"""What somebody took part in, and thanks: what of it others read, and what they never do."""

from typing import Any

from commonpool.bookings import operations as bookings
from commonpool.identity.models import Person
from commonpool.people.operations import refuse_experience, refuse_participation, say_experience
from tests.factories.bookings import Pair, accept, monday, peer_help
from tests.factories.hours import FRIDAY
from tests.factories.people import actor
from tests.factories.works import make_work, took_part
from tests.security.secrets import SECRETS


def taken_part(pair: Pair, writer: Person, manager: Person) -> dict[str, Any]:
    """Thanks that are not shown, a claim that was refused, words that were not so, and a claim that waits: by what
    addresses call them."""
    thanked = accept(peer_help(pair, week=monday(6), at=FRIDAY), at=FRIDAY)
    booker = actor(pair.booker)
    bookings.say_it_happened(actor=booker, booking_id=thanked.pk, at=FRIDAY)
    bookings.say_thanks(actor=booker, reference=thanked.reference, words=SECRETS["thanks"], at=FRIDAY)
    work = make_work(pair.home, by=writer)
    refused = took_part(pair.officer.person, work, SECRETS["part"])
    refuse_participation(actor=actor(manager), participation_id=refused.pk, reason="not_so", at=FRIDAY)
    said = say_experience(actor=actor(pair.officer.person), words=SECRETS["not so"], at=FRIDAY)
    refuse_experience(actor=actor(manager), experience_id=said.pk, reason="not_so", at=FRIDAY)
    claimed = took_part(writer, work)
    return {"thanked": thanked.reference, "work": work.reference, "participation_id": claimed.pk}
