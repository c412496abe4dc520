"""A council begins to sign the current text, and names the two people who do."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.agreements import queries
from commonpool.agreements.events import AgreementOffered, SignatoriesNamed
from commonpool.agreements.models import Agreement, AgreementText, Signatory
from commonpool.agreements.operations.depth import evaluate_depth
from commonpool.agreements.rules import AUTHORITY_BODIES
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import Conflict, Refusal, refusing
from commonpool.people import queries as people
from commonpool.people.rules import same_name

MOST_REFERENCE = 200


class NoText(Conflict):
    """No text of the agreement is current (`no_agreement_text`)."""

    code = "no_agreement_text"
    message = _("There is no agreement to sign yet.")


class AgreementAlready(Conflict):
    """The council is signing the current text, or has signed it (`agreement_already`)."""

    code = "agreement_already"
    message = _("Your council is already signing, or has signed, this version of the agreement.")


class TwoSignatories(Refusal):
    """Exactly two people are named (`two_signatories`)."""

    code = "two_signatories"
    message = _("Name two people.")
    field = "name_2"


class SamePerson(Refusal):
    """The two named are one person (`same_signatory`)."""

    code = "same_signatory"
    message = _("Name two different people, each with their own e-mail address.")
    field = "email_2"


class NotAtCouncil(Refusal):
    """The address is not at one of the council's own domains (`email_not_at_council`)."""

    code = "email_not_at_council"
    message = _("Enter an e-mail address at your own council.")


class Incomplete(Refusal):
    """A signatory lacks a name or a post (`signatory_incomplete`)."""

    code = "signatory_incomplete"
    message = _("Enter their name and their post.")


class SignedAlready(Conflict):
    """One of those named before has signed, and cannot be replaced (`signatory_has_signed`)."""

    code = "signatory_has_signed"
    message = _("{name} has already signed and stays one of the two.")


class AuthorityIncomplete(Refusal):
    """An authority is half stated, too long, or dated after today (`authority_incomplete`)."""

    code = "authority_incomplete"
    message = _(
        "Say which entry lets them sign, who decided it and when (today at the latest), or leave all three for later."
    )


@dataclass(frozen=True)
class Authority:
    """What lets somebody sign for their council: the entry of its constitution, which body decided it, and when."""

    reference: str
    body: str
    on: date | None


@dataclass(frozen=True)
class Named:
    """A person who signs for their council. Without authority they cannot sign yet (PWR-14)."""

    name: str
    post: str
    email: str
    authority: Authority | None = None


def offer_agreement(*, actor: Actor, organisation_id: int, at: datetime) -> Agreement:
    """The council is signing the current text.

    Refuses `depth_needed` (peer first), `no_agreement_text`, `agreement_already`.
    """
    actor.require(Right.SET_UP_COUNCIL, organisation_id)
    actor.require_decision()
    queries.require_depth(organisation_id, "peer")
    with refusing("agreement_one_open", AgreementAlready()), change():
        text = AgreementText.objects.select_for_update(no_key=True).filter(status="current").first()
        if text is None:
            raise NoText
        if Agreement.objects.filter(organisation_id=organisation_id, status="in_force", text=text).exists():
            raise AgreementAlready
        agreement = Agreement.objects.create(
            organisation_id=organisation_id, text=text, offered_at=at, offered_by_id=actor.by
        )
        offered = AgreementOffered(
            on_behalf_of=organisation_id, agreement_id=agreement.pk, version=text.version
        )
        publish(offered, actor=actor, at=at)
    return agreement


def name_signatories(
    *, actor: Actor, organisation_id: int, signatories: Sequence[Named], at: datetime
) -> list[Signatory]:
    """These two people are asked to sign; the signing begins if it had not. Those named before are replaced.

    The authority of those who stay is what is said now. Refuses `two_signatories`, `signatory_incomplete`,
    `same_signatory`, `email_not_at_council`, `authority_incomplete`, `signatory_has_signed`,
    and what `offer_agreement` refuses.
    """
    actor.require(Right.SET_UP_COUNCIL, organisation_id)
    actor.require_decision()
    wanted = [_trimmed(each) for each in signatories]
    _check(wanted, organisation_id, at)
    with change():
        agreement = _open_agreement(organisation_id) or offer_agreement(
            actor=actor, organisation_id=organisation_id, at=at
        )
        _replace_others(agreement, wanted, actor, at)
        kept = {each.email: each for each in agreement.signatories.filter(replaced_at__isnull=True)}
        for each in wanted:
            if each.email in kept:
                _authorise(kept[each.email], each.authority)
            else:
                _name(agreement, each, actor, at)
        named = list(agreement.signatories.filter(replaced_at__isnull=True).order_by("pk"))
        ids = tuple(each.pk for each in named)
        publish(
            SignatoriesNamed(on_behalf_of=organisation_id, agreement_id=agreement.pk, signatory_ids=ids),
            actor=actor,
            at=at,
        )
        evaluate_depth(actor=actor, organisation_id=organisation_id, at=at)
    return named


def _check(wanted: list[Named], organisation_id: int, at: datetime) -> None:
    if len(wanted) != 2:
        raise TwoSignatories
    for number, each in enumerate(wanted, start=1):
        if not each.name or not each.post:
            raise Incomplete(field=f"name_{number}" if not each.name else f"post_{number}")
        if each.authority and not _is_whole(each.authority, london_date(at)):
            raise AuthorityIncomplete(field=f"authority_reference_{number}")
        at_domain = people.council_choices(each.email, london_date(at))
        if organisation_id not in [council.pk for council in at_domain]:
            raise NotAtCouncil(field=f"email_{number}")
    if wanted[0].email == wanted[1].email or same_name(wanted[0].name, wanted[1].name):
        raise SamePerson


def _trimmed(each: Named) -> Named:
    authority = each.authority
    if authority and not (authority.reference.strip() or authority.body or authority.on):
        authority = None
    if authority:
        authority = replace(authority, reference=" ".join(authority.reference.split()))
    return Named(each.name.strip(), each.post.strip(), each.email.strip().lower(), authority)


def _is_whole(authority: Authority, today: date) -> bool:
    said = 0 < len(authority.reference) <= MOST_REFERENCE and authority.body in AUTHORITY_BODIES
    return said and authority.on is not None and authority.on <= today


def _open_agreement(organisation_id: int) -> Agreement | None:
    return (
        Agreement.objects.select_for_update(no_key=True)
        .filter(organisation_id=organisation_id, status__in=["offered", "one_signature"])
        .first()
    )


def _replace_others(agreement: Agreement, wanted: list[Named], actor: Actor, at: datetime) -> None:
    """Ends the namings that are not wanted any more, or whose name or post was written differently."""
    for before in agreement.signatories.filter(replaced_at__isnull=True).select_related("signature"):
        named = Named(before.name, before.post, before.email)
        unchanged = named in [replace(each, authority=None) for each in wanted]
        if hasattr(before, "signature"):
            if not unchanged:
                raise SignedAlready(name=before.name, field="name_1")
        elif not unchanged:
            before.replaced_at, before.replaced_by_id = at, actor.by
            before.save(update_fields=["replaced_at", "replaced_by"])


def _name(agreement: Agreement, each: Named, actor: Actor, at: datetime) -> None:
    Signatory.objects.create(
        agreement=agreement,
        name=each.name,
        post=each.post,
        email=each.email,
        **_fields(each.authority),
        named_at=at,
        named_by_id=actor.by,
    )


def _authorise(signatory: Signatory, authority: Authority | None) -> None:
    """What lets them sign is this from now on; what a signature was given on stays with the signature."""
    for field, value in _fields(authority).items():
        setattr(signatory, field, value)
    signatory.save(update_fields=["authority_reference", "authority_body", "authority_on"])


def _fields(authority: Authority | None) -> dict[str, Any]:
    if authority is None:
        return {"authority_reference": "", "authority_body": "", "authority_on": None}
    return {
        "authority_reference": authority.reference,
        "authority_body": authority.body,
        "authority_on": authority.on,
    }
