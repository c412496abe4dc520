"""Who was invited, and what stands against inviting somebody."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import connection
from django.db.models import Q, QuerySet

from commonpool.access import NETWORK, Actor, Right
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import NotFound
from commonpool.kernel.rows import sole
from commonpool.organisations import rules
from commonpool.organisations.models import Invitation, Objection, Organisation
from commonpool.organisations.queries.register import councils, organisations_at_domains
from commonpool.organisations.rules import Contact, Known


def invitations_of(actor: Actor, organisation_id: int) -> QuerySet[Invitation]:
    """To whom at a council letters went, newest first. Requires `run_desk`."""
    actor.require(Right.RUN_DESK, NETWORK)
    found = Invitation.objects.filter(organisation_id=organisation_id).select_related("invited_by")
    return found.order_by("-invited_at", "-id")


def invitation(reference: str) -> Invitation:
    """The invitation whose letter holds this reference. Refuses `not_found`."""
    found = sole(Invitation.objects.filter(reference=reference).select_related("organisation"))
    if found is None:
        raise NotFound
    return found


def invitation_by_row(invitation_id: int) -> Invitation:
    """One invitation with its council and its steward, for who writes the letter."""
    return Invitation.objects.select_related("organisation", "invited_by").get(pk=invitation_id)


def invitations_to(mailbox: str) -> list[int]:
    """Every invitation that went to this mailbox and is not forgotten, in order."""
    return list(Invitation.objects.filter(email=mailbox).order_by("pk").values_list("pk", flat=True))


def is_invited(organisation_id: int, mailbox: str) -> bool:
    """Whether a letter went to this mailbox to invite this council, and we still know it."""
    return Invitation.objects.filter(organisation_id=organisation_id, email=mailbox.lower()).exists()


def known_of(contacts: Collection[Contact], at: datetime) -> Known:
    """What the register and earlier invitations say of these contacts, in a fixed number of queries.

    Who has joined is known one floor up.
    """
    day = london_date(at)
    mailboxes = {contact.mailbox for contact in contacts if rules.domain_of(contact.email)}
    lately = Invitation.objects.filter(email__in=mailboxes, invited_at__gt=at - rules.RESTS)
    objected = Objection.objects.filter(address_sha256__in={contact.mark for contact in contacts})
    return Known(
        councils=_ids_by_code({rules.code_of(contact) for contact in contacts}, at),
        at=organisations_at_domains(
            {domain for contact in contacts if (domain := rules.domain_of(contact.email))}, day
        ),
        lately=set(lately.values_list("email", flat=True)),
        objected=set(objected.values_list("address_sha256", flat=True)),
    )


def _ids_by_code(codes: Iterable[str], at: datetime) -> dict[str, int]:
    """The bodies of today with these codes: ours, ONS's, or one they had before."""
    wanted = {code for code in codes if code.isascii() and code.isprintable()}
    matching = Q(code__in=wanted) | Q(ons_code__in=wanted) | Q(former_codes__code__in=wanted)
    found: dict[str, int] = {}
    bodies = councils(day=london_date(at), status="current").filter(matching)
    for pk, *theirs in bodies.values_list("pk", "former_codes__code", "ons_code", "code"):
        found |= dict.fromkeys((code for code in theirs if code in wanted), pk)
    return found


def lock_councils(ids: Iterable[int]) -> dict[int, Organisation]:
    """These councils, locked in order of id: two lists of contacts for one council are judged one after the other."""
    rows = Organisation.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=set(ids))
    return {row.pk: row for row in rows.order_by("pk")}


LOCKED_IN_ORDER = (
    "SELECT pg_advisory_xact_lock(hashtextextended(mark, 0)) FROM unnest(%s::text[]) AS given (mark)"
)


def lock_mailboxes(marks: Iterable[str]) -> None:
    """Nobody else is judging or refusing letters to these mailboxes (by their hashes) until the change is over.

    A mailbox can be that of several councils, so locking one council does not do.
    """
    with connection.cursor() as cursor:
        cursor.execute(LOCKED_IN_ORDER, [sorted(set(marks))])


def to_forget(at: datetime, joined: Collection[int]) -> list[int]:
    """The invitations of which it is time to forget to whom they went: a year old, or of councils that have joined."""
    known = Invitation.objects.filter(forgotten_at__isnull=True)
    due = known.filter(Q(invited_at__lte=at - rules.KEPT) | Q(organisation_id__in=joined))
    return list(due.order_by("pk").values_list("pk", flat=True))
