"""Pieces of work, who took part in them, and which claims wait for their council."""

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, When

from commonpool.access import Actor, Right
from commonpool.kernel.hashes import sha256_of
from commonpool.kernel.refusals import Forbidden, NotFound
from commonpool.kernel.rows import sole
from commonpool.organisations.queries import taken_in
from commonpool.people.lifecycle import STANDING
from commonpool.people.models import WORK, Participation, PieceOfWork
from commonpool.people.queries.like_text import like_text

DELIVERED = "delivered_booking"
"""The standing rule by which hours that were worked and agreed confirm themselves."""
SOME = Q(minutes__isnull=True) | Q(minutes__gt=0)
"""What was not corrected to no time at all."""


def works(actor: Actor, text: str = "", function_id: str = "") -> QuerySet[PieceOfWork]:
    """Every council's pieces of work: those like the text, most alike first, or all, newest first. A function
    takes in its parts.

    Requires `search_pool` somewhere. Refuses `forbidden`.
    """
    found = _readable(actor)
    if function_id:
        found = found.filter(function__in=taken_in(function_id))
    return like_text(found, text) if text.strip() else found.order_by("-written_at", "-pk")


def work_for(actor: Actor, reference: str) -> PieceOfWork:
    """One piece of work that is not withdrawn. Requires `search_pool` somewhere. Refuses `forbidden`, `not_found`."""
    found = sole(_readable(actor).filter(reference=reference))
    if found is None:
        raise NotFound
    return found


def work_to_change(actor: Actor, reference: str) -> PieceOfWork:
    """One that the actor may change: they wrote it and work there still, or they manage people there.

    Refuses `forbidden`, `not_found`.
    """
    found = work_for(actor, reference)
    if not may_change(actor, found):
        raise Forbidden
    return found


def may_change(actor: Actor, work: PieceOfWork) -> bool:
    """Whether they wrote it and work there still, or manage people there."""
    wrote = actor.person_id == work.written_by_id and actor.may(Right.LIST_ONESELF, work.organisation_id)
    return wrote or actor.may(Right.GRANT_PERMISSION, work.organisation_id)


def took_part(work: PieceOfWork) -> QuerySet[Participation]:
    """Who took part in a piece of work, confirmed first. One SQL query."""
    found = Participation.objects.filter(
        kind=WORK, thing_id=work.pk, status__in=STANDING, person__is_active=True
    )
    return found.select_related("person", "owner").order_by("confirmed_at", "claimed_at", "id")


def participations_of(person_id: int) -> QuerySet[Participation]:
    """What a person took part in, as others read it: confirmed first, then latest. One SQL query."""
    found = Participation.objects.filter(SOME, person_id=person_id, status__in=STANDING)
    return _with_reference(found).order_by("-status", "-from_on", "-id")


def my_participations(actor: Actor) -> QuerySet[Participation]:
    """The same of the actor, with what was not confirmed."""
    found = Participation.objects.filter(SOME, person_id=actor.by).exclude(status="withdrawn")
    return _with_reference(found).order_by("-from_on", "-id")


def claims_waiting(actor: Actor) -> QuerySet[Participation]:
    """Claims on pieces of work of councils where the actor manages people, never their own; longest waiting first.

    Each with the `what_was_done` of its work.
    """
    waiting = Participation.objects.filter(
        kind=WORK, status="claimed", owner_id__in=actor.where(Right.GRANT_PERMISSION)
    ).exclude(person_id=actor.by)
    work = PieceOfWork.objects.filter(pk=OuterRef("thing_id"))
    told = _with_reference(waiting).annotate(what_was_done=Subquery(work.values("what_was_done")[:1]))
    return told.select_related("person", "owner").order_by("claimed_at", "id")


def claim_to_answer(actor: Actor, participation_id: int) -> Participation:
    """One of these. Refuses `not_found`."""
    found = sole(claims_waiting(actor).filter(pk=participation_id))
    if found is None:
        raise NotFound
    return found


def claim_sha256(claim: Participation) -> str:
    """The hash of a claim as its council's page shows it, with what its work says was done."""
    shown = ("person_id", "title", "function_id", "role", "from_on", "to_on", "minutes")
    done = getattr(claim, "what_was_done", None)
    if done is None:
        done = sole(PieceOfWork.objects.filter(pk=claim.thing_id).values_list("what_was_done", flat=True))
    return sha256_of({name: getattr(claim, name) for name in shown} | {"what_was_done": done})


def words_sha256(work: PieceOfWork) -> str:
    """The hash of the words of a piece of work for which a confirmation of a part in it vouches."""
    return sha256_of({"title": work.title, "what_was_done": work.what_was_done})


def vouches_for(part: Participation, work: PieceOfWork) -> bool:
    """Whether a part in a piece of work was confirmed in the words that the work has now."""
    return part.status == "confirmed" and part.confirmed_words == words_sha256(work)


def confirmed_in(work: PieceOfWork) -> int:
    """Of how many people it is confirmed, in the words that the work has now, that they took part."""
    parts = Participation.objects.filter(kind=WORK, thing_id=work.pk, status="confirmed")
    return parts.filter(confirmed_words=words_sha256(work)).count()


def people_in(work_id: int) -> list[int]:
    """The rows of those who took part in a piece of work. One SQL query."""
    found = Participation.objects.filter(kind=WORK, thing_id=work_id, status__in=STANDING)
    return list(found.values_list("person_id", flat=True))


def _with_reference(rows: QuerySet[Participation]) -> QuerySet[Participation]:
    """Each with the `reference` of its piece of work, where that can be read."""
    work = PieceOfWork.objects.filter(pk=OuterRef("thing_id"), status="written")
    own = Case(When(kind=WORK, then=Subquery(work.values("reference")[:1])))
    return rows.select_related("owner", "function").annotate(reference=own)


def _readable(actor: Actor) -> QuerySet[PieceOfWork]:
    if not actor.where(Right.SEARCH_POOL):
        raise Forbidden
    return (
        PieceOfWork.objects.filter(status="written")
        .select_related("organisation", "function", "written_by")
        .defer("words")
    )
