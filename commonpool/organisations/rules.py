"""Judgements about bodies: what kinds there are, who took over from whom, whose an address is, whom to invite."""

import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commonpool.kernel.refusals import Refusal

TYPE_LABELS: dict[str, Promise] = {
    "unitary": _("Unitary council"),
    "county": _("County council"),
    "district": _("District council"),
    "metropolitan_district": _("Metropolitan borough"),
    "london_borough": _("London borough"),
    "city_corporation": _("City corporation"),
    "welsh_unitary": _("Welsh council"),
    "scottish_unitary": _("Scottish council"),
    "ni_district": _("Northern Ireland council"),
    "combined_authority": _("Combined authority"),
    "strategic_regional_authority": _("Strategic regional authority"),
}

STRATEGIC_TYPES = ("combined_authority", "strategic_regional_authority")
"""Not principal councils: made by councils, or above them."""

LONGEST_EMAIL = 254
LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
ADDRESS = re.compile(rf"[!-?A-~]+@(?P<domain>{LABEL}(?:\.{LABEL})+)", re.ASCII | re.IGNORECASE)
"""Printable characters without a space or a second @, then names divided by dots."""


def domain_of(email: str) -> str | None:
    """The exact domain of an e-mail address, or None where it has none that can be trusted.

    Text after `+` in front of the @ is allowed. A domain with a letter beyond ASCII is none: no council has
    one, and that is how look-alikes are made. Their `xn--…` spelling is a domain, and matches nothing.
    """
    found = ADDRESS.fullmatch(email.strip())
    if not found or len(email) > LONGEST_EMAIL:
        return None
    return found["domain"].lower()


def exact_domain(text: str) -> str | None:
    """What stands after the @ as mail servers write it, from `Council.gov.uk.` or `@council.gov.uk`; else None.

    In plain letters: a name with others (also as `xn--…`) is how look-alikes are made, and no council has one.
    """
    name = text.strip().removeprefix("@").rstrip(".").lower()
    found = domain_of(f"a@{name}")
    return None if found is None or "xn--" in found else found


def heirs(
    organisation_id: int,
    successors: Callable[[int], Iterable[tuple[int, date]]],
    day: date,
) -> list[int]:
    """The bodies that stand in an organisation's place on a day, following chains; itself while it lasts.

    `successors` gives the (successor, date) pairs of a body. A body is replaced from that date on.
    """
    standing: list[int] = []
    seen: set[int] = set()
    following = [organisation_id]
    while following:
        each = following.pop(0)
        if each in seen:
            continue
        seen.add(each)
        next_ones = [successor for successor, on in successors(each) if on <= day]
        following += next_ones
        if not next_ones:
            standing.append(each)
    return standing


RESTS = timedelta(days=30)
"""How long a mailbox is left alone after an invitation."""
KEPT = timedelta(days=365)
"""How long we know to whom an invitation went, where the council does not join before."""
LONGEST_NAME = 120
NO_NAME = re.compile(
    r"^\s*[=+@-]|://|www\.|[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff]"
)
"""A formula, an address of the web, or what cannot be seen: none is a part of a name or a post."""


class NameNotUsable(Refusal):
    """No name stands there, or no name looks like this (`contact_name_not_usable`)."""

    code = "contact_name_not_usable"
    message = _("Enter the person’s name: plain letters, at most 120 of them.")
    field = "name"


class PostNotUsable(Refusal):
    """No post looks like this (`contact_post_not_usable`)."""

    code = "contact_post_not_usable"
    message = _("Enter the post in plain letters, at most 120 of them, or leave it out.")
    field = "post"


class MailboxNotUsable(Refusal):
    """It is no address, or one with a `+` (`mailbox_not_usable`)."""

    code = "mailbox_not_usable"
    message = _("Enter an e-mail address like name@council.gov.uk, without a “+”.")
    field = "email"


class CouncilNotKnown(Refusal):
    """No council has this code today (`council_not_known`)."""

    code = "council_not_known"
    message = _("We know no council with this code today. The codes are in the download of the board.")
    field = "council"


class NotAtTheCouncil(Refusal):
    """The address is at none of the council's domains (`not_at_the_council`)."""

    code = "not_at_the_council"
    message = _("This address is at none of the council’s domains that we know.")
    field = "email"


class InvitedTwice(Refusal):
    """The address stands in the list before (`invited_twice`)."""

    code = "invited_twice"
    message = _("This address stands in the list already.")
    field = "email"


class HasJoined(Refusal):
    """The council takes part already (`has_joined`)."""

    code = "has_joined"
    message = _("This council has joined already.")
    field = "council"


class InvitedLately(Refusal):
    """The mailbox was written to within 30 days (`invited_lately`)."""

    code = "invited_lately"
    message = _("This person was invited within the last 30 days.")
    field = "email"


class Objected(Refusal):
    """Whoever reads it asked not to be invited (`objected`)."""

    code = "objected"
    message = _("Whoever reads this address asked us not to write again.")
    field = "email"


@dataclass(frozen=True)
class Contact:
    """Somebody at a council who could be invited, as typed: the council by its code; the post if it is known."""

    council: str
    name: str
    email: str
    post: str = ""

    @property
    def mailbox(self) -> str:
        return self.email.strip().lower()

    @property
    def mark(self) -> str:
        """The hash by which an objection is known."""
        return hashlib.sha256(self.mailbox.encode("utf-8", "replace")).hexdigest()


@dataclass(frozen=True)
class Known:
    """What is known of the councils and mailboxes in a list of contacts.

    `councils`: ids by code; `at`: ids of the councils at each domain; `lately`: mailboxes; `objected`: hashes.
    """

    councils: Mapping[str, int]
    at: Mapping[str, Collection[int]]
    joined: Collection[int] = ()
    lately: Collection[str] = ()
    objected: Collection[str] = ()


def code_of(contact: Contact) -> str:
    """The code as the register writes it."""
    return contact.council.strip().upper()


def judged(contacts: Iterable[Contact], known: Known) -> list[Refusal | None]:
    """Of each contact in its turn why they cannot be invited, or None where they can."""
    seen: set[str] = set()
    found = []
    for contact in contacts:
        found.append(InvitedTwice() if contact.mailbox in seen else _judged(contact, known))
        seen.add(contact.mailbox)
    return found


def _judged(contact: Contact, known: Known) -> Refusal | None:
    council, domain = known.councils.get(code_of(contact)), domain_of(contact.email)
    if not contact.name.strip() or _unnamed(contact.name):
        return NameNotUsable()
    if _unnamed(contact.post):
        return PostNotUsable()
    if council is None:
        return CouncilNotKnown()
    if domain is None or "+" in contact.email:
        return MailboxNotUsable()
    if council not in known.at.get(domain, ()):
        return NotAtTheCouncil()
    if council in known.joined:
        return HasJoined()
    if contact.mark in known.objected:
        return Objected()
    return InvitedLately() if contact.mailbox in known.lately else None


def _unnamed(text: str) -> bool:
    return len(text) > LONGEST_NAME or NO_NAME.search(text) is not None
