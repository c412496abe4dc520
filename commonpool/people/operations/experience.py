"""What people have done: said by themselves, confirmed by somebody who knows."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import Conflict, Forbidden, NotFound, Refusal, refusing
from commonpool.people import queries
from commonpool.people.events import (
    ExperienceConfirmed,
    ExperienceRefused,
    ExperienceSaid,
    ExperienceWithdrawn,
)
from commonpool.people.models import Experience
from commonpool.people.operations.check_employment import NotYourOwn
from commonpool.people.rules import FIRST_YEAR, WHY_NOT_CONFIRMED


class NothingSaid(Refusal):
    """The words are empty (`nothing_said`)."""

    code = "nothing_said"
    message = _("Write what you have done.")
    field = "words"


class FinishedYearWrong(Refusal):
    """It finished in a year that is to come, or too long ago (`finished_in_wrong`)."""

    code = "finished_in_wrong"
    message = _("Enter a year from {first} to {last}, like {last}.")
    field = "finished_in"


class SaidAgain(Conflict):
    """The same words were not confirmed before (`experience_said_again`)."""

    code = "experience_said_again"
    message = _("You said this before, and it was not confirmed. Say differently what you did.")
    field = "words"


class ExperienceAnswered(Conflict):
    """It has been confirmed (`experience_answered`)."""

    code = "experience_answered"
    message = _("Somebody has confirmed this in the meantime.")


class WhyNotConfirmed(Refusal):
    """The reason is none of the few (`reason_unknown`)."""

    code = "reason_unknown"
    message = _("Choose why it is not confirmed.")
    field = "reason"


class ExperienceWithdrawnAlready(Conflict):
    """It has been withdrawn (`experience_withdrawn`)."""

    code = "experience_withdrawn"
    message = _("This has been withdrawn.")


def say_experience(
    *,
    actor: Actor,
    words: str,
    at: datetime,
    employment_id: int | None = None,
    function_id: str | None = None,
    finished_in: int | None = None,
) -> Experience:
    """The person says they have done this: searchable at once, labelled as their words.

    `finished_in`: a year that has begun. `employment_id`: one's own, where it was done. Requires `list_oneself`
    somewhere. Refuses `nothing_said`, `finished_in_wrong`, `experience_said_again`, `not_found`.
    """
    if not actor.where(Right.LIST_ONESELF):
        raise Forbidden
    if not words.strip():
        raise NothingSaid
    this_year = london_date(at).year
    if finished_in is not None and not FIRST_YEAR <= finished_in <= this_year:
        raise FinishedYearWrong(first=FIRST_YEAR, last=this_year)
    employment = None if employment_id is None else queries.own_employment(actor, employment_id)
    with change(), refusing("experience_not_said_again", SaidAgain()):
        said = Experience.objects.create(
            person_id=actor.by,
            employment=employment,
            words=words.strip(),
            function_id=function_id,
            finished_in=finished_in,
            said_at=at,
            said_by_id=actor.by,
        )
        fact = ExperienceSaid(on_behalf_of=_place(said, at), experience_id=said.pk, person_id=actor.by)
        publish(fact, actor=actor, at=at)
    return said


def withdraw_experience(*, actor: Actor, experience_id: int, at: datetime) -> Experience:
    """One's own words are found no more; taking them back again changes nothing. Refuses `not_found`.

    Whose words they are is the guard, and no right: somebody who has left every council may still do this.
    """
    said = queries.experience(actor, experience_id)
    if said.withdrawn_at is not None:
        return said
    said.withdrawn_at, said.withdrawn_by_id = at, actor.by
    with change():
        said.save(update_fields=["withdrawn_at", "withdrawn_by"])
        fact = ExperienceWithdrawn(on_behalf_of=_place(said, at), experience_id=said.pk, person_id=actor.by)
        publish(fact, actor=actor, at=at)
    return said


def confirm_experience(*, actor: Actor, experience_ids: Iterable[int], at: datetime) -> list[Experience]:
    """A manager where the person works ticks what they know was done: it ranks higher, with their name.

    Requires `grant_permission` where the person works; never one's own. What was ticked before stays; what was not
    confirmed is now. Refuses `not_found`, `not_your_own`, `experience_withdrawn`.
    """
    with change():
        found = _locked(experience_ids)
        for said in found:
            _confirm(said, actor, at)
    return found


def refuse_experience(*, actor: Actor, experience_id: int, reason: str, at: datetime) -> Experience:
    """A manager where the person works does not confirm it, and the person is told why, in one of a few words.

    It stays in the person's words, but what was not so is read by nobody else. The same words are not said again.
    Requires as to confirm it. Repeating it changes nothing. Refuses the same, `reason_unknown`, `experience_answered`.
    """
    if reason not in WHY_NOT_CONFIRMED:
        raise WhyNotConfirmed
    with change():
        (said,) = _locked([experience_id])
        place = _place_to_answer(said, actor, at)
        if said.confirmed_at is not None:
            raise ExperienceAnswered
        if said.refused_at is None:
            said.refused_at, said.refused_by_id, said.refused_reason = at, actor.by, reason
            said.save(update_fields=["refused_at", "refused_by", "refused_reason"])
            fact = ExperienceRefused(
                on_behalf_of=place, experience_id=said.pk, person_id=said.person_id, reason=reason
            )
            publish(fact, actor=actor, at=at)
    return said


def _locked(experience_ids: Iterable[int]) -> list[Experience]:
    wanted = sorted(set(experience_ids))
    rows = Experience.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=wanted)
    found = list(rows.order_by("id"))
    if len(found) != len(wanted):
        raise NotFound
    return found


def _confirm(said: Experience, actor: Actor, at: datetime) -> None:
    place = _place_to_answer(said, actor, at)
    if said.confirmed_at is not None:
        return
    said.refused_at, said.refused_by_id, said.refused_reason = None, None, ""
    said.confirmed_at, said.confirmed_by_id = at, actor.by
    said.save(update_fields=["confirmed_at", "confirmed_by", "refused_at", "refused_by", "refused_reason"])
    fact = ExperienceConfirmed(on_behalf_of=place, experience_id=said.pk, person_id=said.person_id)
    publish(fact, actor=actor, at=at)


def _place_to_answer(said: Experience, actor: Actor, at: datetime) -> int:
    """The council for which the actor says whether it was so."""
    places = queries.employers_of(said.person_id, london_date(at)) & actor.where(Right.GRANT_PERMISSION)
    if not places:
        raise NotFound
    if said.person_id == actor.by:
        raise NotYourOwn
    if said.withdrawn_at is not None:
        raise ExperienceWithdrawnAlready
    return min(places)


def _place(said: Experience, at: datetime) -> int | None:
    """On whose behalf a person speaks of their work: where it was done, else where they work, else none."""
    if said.employment is not None:
        return said.employment.organisation_id
    return min(queries.employers_of(said.person_id, london_date(at)), default=None)
