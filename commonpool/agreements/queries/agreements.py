"""Which agreements stand between councils, and what people are to sign."""

from collections.abc import Collection, Iterable
from datetime import date
from operator import itemgetter
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.db.models.functions import Lower

from commonpool.access import Actor, Right
from commonpool.agreements.models import Agreement, AgreementText, Signatory
from commonpool.agreements.queries.texts import may_book_on
from commonpool.agreements.rules import Governing, Standing
from commonpool.identity.models import Person
from commonpool.kernel.prepared import Asking
from commonpool.kernel.refusals import NotFound
from commonpool.kernel.rows import Among, Compiled
from commonpool.people.models import Employment


def governing_on(organisation_ids: Iterable[int], on: date) -> dict[int, Governing]:
    """The agreement in force of each organisation on a day under which it may book; those without one are left out.

    Left out, too, is who has not signed a change of money or liability by its last day.
    """
    return governing(organisation_ids, on)()


def governing(
    organisation_ids: Iterable[int], on: date, *, lock: bool = False
) -> Asking[dict[int, Governing]]:
    """Asks for the same; if wanted they are locked FOR SHARE, in order of id, until the change is over."""
    rows = (_HELD if lock else _GOVERNING).asking(organisation_ids=list(organisation_ids), on=on)
    return rows.then(
        lambda found: {row[1]: Governing(*row[:-1]) for row in sorted(found, key=itemgetter(-1))}
    )


def _governing(organisation_ids: Collection[int], on: date) -> QuerySet[Any, Any]:
    return (
        Agreement.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
        .filter(may_book_on(on), Among("organisation_id", organisation_ids), in_force_on__lte=on)
        .order_by("pk")
        .values_list(
            *("pk", "organisation_id", "text_id", "text__version", "text__sha256", "ends_on", "in_force_at")
        )
    )


_GOVERNING = Compiled(_governing, organisation_ids=(-1,), on=date.min)
_HELD = Compiled(_governing, shared=True, organisation_ids=(-1,), on=date.min)


def has_agreement_in_force(organisation_id: int) -> bool:
    """Whether the council has signed and both signatures stand."""
    return Agreement.objects.filter(organisation_id=organisation_id, status="in_force").exists()


def standing_between(home_id: int, host_id: int, on: date) -> Standing | None:
    """Both councils' agreements in force on a day, or None; the older text version governs."""
    found = governing_on([home_id, host_id], on)
    if home_id not in found or host_id not in found:
        return None
    return Standing(home=found[home_id], host=found[host_id])


def hold_agreement_before(organisation_id: int, day: date) -> Agreement | None:
    """The council's agreement that came into force before a day (UK) and stands, locked until the change is over: who
    would book under it waits. None: it has none.
    """
    rows = Agreement.objects.filter(organisation_id=organisation_id, status="in_force", in_force_on__lt=day)
    return rows.select_for_update(no_key=True).first()


def agreement_text(version: int | None = None) -> AgreementText | None:
    """A version of the text, or the current one."""
    texts = AgreementText.objects.all()
    chosen = texts.filter(status="current") if version is None else texts.filter(version=version)
    return chosen.exclude(status="draft").first()


def agreements_of(actor: Actor, organisation_id: int) -> QuerySet[Agreement]:
    """A council's signings, newest first, with signatories and signatures. For its own people, else 404."""
    if not (actor.may(Right.SIGN_AGREEMENT, organisation_id) or actor.may(Right.READ_LOG, organisation_id)):
        raise NotFound
    named = Signatory.objects.filter(replaced_at__isnull=True).select_related("signature").order_by("pk")
    return (
        Agreement.objects.filter(organisation_id=organisation_id)
        .select_related("text", "organisation")
        .prefetch_related(Prefetch("signatories", queryset=named, to_attr="named"))
        .order_by("-pk")
    )


def agreement_of(actor: Actor, organisation_id: int) -> Agreement | None:
    """The signing now open, else the one in force, else the newest. Its own people only (404 for others)."""
    return shown_of(list(agreements_of(actor, organisation_id)))


def shown_of(found: list[Agreement]) -> Agreement | None:
    """The one of a council's agreements, given newest first, that is shown: as `agreement_of`."""
    by_status = {each.status: each for each in reversed(found)}
    for status in ("offered", "one_signature", "in_force"):
        if status in by_status:
            return by_status[status]
    return found[0] if found else None


def signatory_for(actor: Actor, organisation_id: int) -> Signatory:
    """The naming by which the actor may sign their council's open agreement. 404 to anybody else.

    A signatory is known by e-mail: the account's own, or that of their employment at the council.
    """
    actor.require(Right.SIGN_AGREEMENT, organisation_id)
    found = _namings(actor.by).filter(agreement__organisation_id=organisation_id).first()
    if found is None:
        raise NotFound
    return found


def has_signed(actor: Actor, organisation_id: int) -> bool:
    """Whether the actor's own signature stands under what the council is signing, or under what is in force."""
    actor.require(Right.SIGN_AGREEMENT, organisation_id)
    live = Agreement.objects.filter(organisation_id=organisation_id).exclude(
        status__in=["superseded", "ended"]
    )
    return live.filter(signatures__signed_by_id=actor.by).exists()


def to_sign(actor: Actor) -> list[Signatory]:
    """The namings the actor has not answered with a signature yet, whichever the council: for their home."""
    if actor.person_id is None:
        return []
    return _TO_SIGN(by=actor.by, places=list(actor.where(Right.SIGN_AGREEMENT)))


def signed_agreement_of(actor: Actor, organisation_id: int) -> Agreement:
    """The agreement both have signed: that in force, else the newest there was. Refuses `not_found`."""
    found = [each for each in agreements_of(actor, organisation_id) if each.in_force_at is not None]
    in_force = [each for each in found if each.status == "in_force"]
    if not found:
        raise NotFound
    return (in_force or found)[0]


def taken_over_among(organisation_ids: Collection[int]) -> frozenset[int]:
    """Those of the councils whose agreement in force was taken over from predecessors, and not signed by them."""
    rows = Agreement.objects.filter(organisation_id__in=organisation_ids, status="in_force")
    return frozenset(rows.exclude(in_force_by_rule="").values_list("organisation_id", flat=True))


def text_to_sign(actor: Actor, organisation_id: int) -> AgreementText:
    """The exact text that the actor's signature would stand under."""
    return signatory_for(actor, organisation_id).agreement.text


def _namings(by: int) -> QuerySet[Signatory]:
    account = Person.objects.filter(pk=by).values(address=Lower("email"))
    jobs = Employment.objects.filter(person_id=by, ends_on__isnull=True).values(address=Lower("mailbox"))
    return Signatory.objects.filter(
        Q(email__in=account) | Q(email__in=jobs),
        agreement__status__in=["offered", "one_signature"],
        replaced_at__isnull=True,
        signature__isnull=True,
    ).select_related("agreement__text", "agreement__organisation")


_TO_SIGN = Compiled(
    lambda by, places: _namings(by).filter(Among("agreement__organisation_id", places)), by=-1, places=(-2,)
)
