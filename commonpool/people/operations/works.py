"""Pieces of work of a council: written, changed, withdrawn."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.identity.events import PersonAnonymised
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import Conflict, Refusal
from commonpool.people import queries
from commonpool.people.events import WorkChanged, WorkWithdrawn, WorkWritten
from commonpool.people.lifecycle import PIECE_OF_WORK
from commonpool.people.models import WORK, Participation, PieceOfWork
from commonpool.people.operations.participations import end_participation
from commonpool.people.rules import MOST_LINKS, is_link


class TitleMissing(Refusal):
    """The title is empty (`title_missing`)."""

    code = "title_missing"
    message = _("Enter what the piece of work is called.")
    field = "title"


class DoneMissing(Refusal):
    """Nothing is said of what was done (`done_missing`)."""

    code = "done_missing"
    message = _("Write what was done.")
    field = "what_was_done"


class LinksWrong(Refusal):
    """A link is no https address, or there are too many (`links_wrong`)."""

    code = "links_wrong"
    message = _("Enter up to five addresses that begin with https://, one on each line.")
    field = "links"


class WorkDatesWrong(Refusal):
    """It begins or ended after today, or ended before it began (`work_dates_wrong`)."""

    code = "work_dates_wrong"
    message = _("Enter days that are not in the future, the last not before the first.")
    field = "starts_on"


class WorkMoved(Conflict):
    """It has been withdrawn (`work_moved`)."""

    code = "work_moved"
    message = _("This piece of work has been withdrawn.")


def write_work(*, actor: Actor, organisation_id: int, at: datetime, **said: Any) -> PieceOfWork:
    """A piece of work of the actor's council is there to read for all who search the pool.

    `said`: title, function_id, what_was_done, what_was_learned, links (https, at most five), starts_on, ends_on.
    Requires `list_oneself` there. Refuses `not_found`, `title_missing`, `done_missing`, `links_wrong`,
    `work_dates_wrong`.
    """
    actor.require_own(Right.LIST_ONESELF, organisation_id)
    facts = _facts(london_date(at), **said)
    with change():
        work = PieceOfWork.objects.create(
            organisation_id=organisation_id, written_at=at, written_by_id=actor.by, **facts
        )
        publish(WorkWritten(on_behalf_of=organisation_id, work_id=work.pk), actor=actor, at=at)
    return work


def change_work(*, actor: Actor, reference: str, at: datetime, **said: Any) -> PieceOfWork:
    """The piece of work says this instead; so do claims that wait, and what was confirmed says what it said.

    By who wrote it and works there still, or who holds `grant_permission` there. Refuses as `write_work` does, and
    `forbidden`, `work_moved`.
    """
    seen = queries.work_to_change(actor, reference)
    facts = _facts(london_date(at), **said)
    with change():
        work = _held(seen, "change")
        for name, value in facts.items():
            setattr(work, name, value)
        work.changed_at, work.changed_by_id = at, actor.by
        work.save(update_fields=[*facts, "changed_at", "changed_by"])
        _open_claims(work).update(title=work.title, function=work.function_id)
        publish(WorkChanged(on_behalf_of=work.organisation_id, work_id=work.pk), actor=actor, at=at)
    return work


def withdraw_work(*, actor: Actor, reference: str, at: datetime) -> PieceOfWork:
    """Nobody reads the piece of work any more, and claims that wait go with it; what was confirmed of it stands.

    By whom it may be changed. Refuses `forbidden`, `not_found`, `work_moved`.
    """
    seen = queries.work_to_change(actor, reference)
    with change():
        work = _held(seen, "withdraw")
        work.withdrawn_at, work.withdrawn_by_id = at, actor.by
        work.save(update_fields=["status", "withdrawn_at", "withdrawn_by"])
        for claim in _open_claims(work).select_for_update(no_key=True).order_by("id"):
            end_participation(claim, "withdraw", actor=actor, at=at)
        publish(WorkWithdrawn(on_behalf_of=work.organisation_id, work_id=work.pk), actor=actor, at=at)
    return work


def forget_works(fact: PersonAnonymised, *, actor: Actor, at: datetime) -> None:
    """Follows the end of an account: what the person wrote and withdrew is emptied, and claims of theirs that nobody
    has confirmed are withdrawn, without their words. What others still read is their council's.
    """
    withdrawn = PieceOfWork.objects.filter(written_by_id=fact.person_id, status="withdrawn")
    withdrawn.update(title="", what_was_done="", what_was_learned="", links=[])
    own = Participation.objects.filter(person_id=fact.person_id, confirmed_at__isnull=True)
    for claim in own.filter(status="claimed").select_for_update(no_key=True).order_by("id"):
        end_participation(claim, "withdraw", actor=actor, at=at)
    own.update(role="")


def _held(seen: PieceOfWork, verb: str) -> PieceOfWork:
    """The piece of work, locked and moved by this verb."""
    work = PieceOfWork.objects.select_for_update(no_key=True).get(pk=seen.pk)
    work.status = PIECE_OF_WORK.after(work.status, verb, WorkMoved)
    return work


def _open_claims(work: PieceOfWork) -> Any:
    return Participation.objects.filter(kind=WORK, thing_id=work.pk, status="claimed")


def _facts(
    today: date,
    *,
    title: str,
    what_was_done: str,
    starts_on: date,
    ends_on: date | None = None,
    what_was_learned: str = "",
    function_id: str | None = None,
    links: Iterable[str] = (),
) -> dict[str, Any]:
    addresses = [each.strip() for each in links if each.strip()]
    if not title.strip():
        raise TitleMissing
    if not what_was_done.strip():
        raise DoneMissing
    if len(addresses) > MOST_LINKS or not all(is_link(each) for each in addresses):
        raise LinksWrong
    if starts_on > today:
        raise WorkDatesWrong
    if ends_on is not None and not starts_on <= ends_on <= today:
        raise WorkDatesWrong(field="ends_on")
    return {
        "title": title.strip(),
        "function_id": function_id or None,
        "what_was_done": what_was_done.strip(),
        "what_was_learned": what_was_learned.strip(),
        "links": addresses,
        "starts_on": starts_on,
        "ends_on": ends_on,
    }
