"""Who took part in a thing: claimed by themselves, confirmed by its owner or by delivered hours, withdrawn."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.kernel import words
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import Conflict, Forbidden, NotFound, Refusal, refusing
from commonpool.kernel.rows import sole
from commonpool.people import queries
from commonpool.people.events import (
    ParticipationClaimed,
    ParticipationConfirmed,
    ParticipationRefused,
    ParticipationWithdrawn,
)
from commonpool.people.lifecycle import PARTICIPATION
from commonpool.people.models import BOOKING, WORK, Participation, PieceOfWork
from commonpool.people.operations.check_employment import NotYourOwn
from commonpool.people.operations.experience import WhyNotConfirmed
from commonpool.people.queries import DELIVERED
from commonpool.people.rules import WHY_NOT_CONFIRMED


class RoleMissing(Refusal):
    """Nothing is said of what they did in it (`role_missing`)."""

    code = "role_missing"
    message = _("Write what you did in it.")
    field = "role"


class ClaimDatesWrong(Refusal):
    """A day is after today, or the last is before the first (`claim_dates_wrong`)."""

    code = "claim_dates_wrong"
    message = _("Enter days that are not in the future, the last not before the first.")
    field = "to_on"


class ClaimOutsideWork(Refusal):
    """The work had not begun, or had ended (`claim_outside_work`)."""

    code = "claim_outside_work"
    message = _("The work began on {began}. Enter a day from then on.")
    ended = _("The work was from {began} to {ended}. Enter days between these.")
    field = "from_on"


class ClaimedTheSame(Conflict):
    """The same was not confirmed before (`claimed_the_same`)."""

    code = "claimed_the_same"
    message = _(
        "You said just this before, and the council did not confirm it. Say differently what you did, or speak to them."
    )
    field = "role"


class ClaimedAlready(Conflict):
    """They have said so of this piece of work, and it stands (`claimed_already`)."""

    code = "claimed_already"
    message = _("You have already said that you took part in this. Withdraw it first to say it differently.")


class ParticipationMoved(Conflict):
    """It has been answered or withdrawn, or says something else now (`participation_moved`)."""

    code = "participation_moved"
    message = _("This has been answered, withdrawn or changed in the meantime. Read it again.")


PAST = {
    "confirm": ("confirmed", ParticipationConfirmed),
    "refuse": ("refused", ParticipationRefused),
    "withdraw": ("withdrawn", ParticipationWithdrawn),
}


def claim_role(
    *,
    actor: Actor,
    reference: str,
    role: str,
    from_on: date,
    at: datetime,
    to_on: date | None = None,
    minutes: int | None = None,
) -> Participation:
    """The person says what they did in a piece of work: found at once as their words, for its council to confirm.

    Requires `list_oneself` somewhere. A real officer took no part in the work of a demonstration's council, nor the
    reverse. What the council did not confirm is not claimed again in the same words. Refuses `forbidden`, `not_found`,
    `role_missing`, `claim_dates_wrong`, `claim_outside_work`, `claimed_already`, `claimed_the_same`.
    """
    if not actor.where(Right.LIST_ONESELF):
        raise Forbidden
    seen, today = queries.work_for(actor, reference), london_date(at)
    same_world = {"organisation__demonstration": seen.organisation.demonstration}
    if not queries.live_employments(today).filter(person_id=actor.by, **same_world).exists():
        raise NotFound
    if not role.strip():
        raise RoleMissing
    if from_on > today:
        raise ClaimDatesWrong(field="from_on")
    if to_on is not None and not from_on <= to_on <= today:
        raise ClaimDatesWrong
    with (
        change(),
        refusing("participation_once", ClaimedAlready()),
        refusing("participation_not_claimed_again", ClaimedTheSame()),
    ):
        work = sole(PieceOfWork.objects.select_for_update(no_key=True).filter(pk=seen.pk, status="written"))
        if work is None:
            raise NotFound
        _require_within(work, from_on, to_on)
        claim = Participation.objects.create(
            person_id=actor.by,
            kind=WORK,
            thing_id=work.pk,
            owner_id=work.organisation_id,
            title=work.title,
            function_id=work.function_id,
            role=" ".join(role.split()),
            from_on=from_on,
            to_on=to_on,
            minutes=minutes,
            claimed_at=at,
            claimed_by_id=actor.by,
        )
        _tell(ParticipationClaimed, claim, actor, at)
    return claim


def confirm_participation(
    *, actor: Actor, participation_id: int, claim_sha256: str, at: datetime
) -> Participation:
    """Somebody who manages people at the thing's owner says that it was so: it ranks higher, with the council's name.

    `claim_sha256`: of the claim that was shown. Requires `grant_permission` there; never one's own. Confirming it again
    changes nothing. Refuses `not_found`, `not_your_own`, `participation_moved`.
    """
    with change():
        claim, work = _claim(actor, participation_id)
        if queries.claim_sha256(claim) != claim_sha256:
            raise ParticipationMoved
        if claim.status != "confirmed":
            claim.confirmed_words = queries.words_sha256(work)
            end_participation(claim, "confirm", actor=actor, at=at)
    return claim


def refuse_participation(*, actor: Actor, participation_id: int, reason: str, at: datetime) -> Participation:
    """Nobody but the person reads the claim any more; they are told why, in one of a few words.

    Requires and refuses as to confirm it, and `reason_unknown`.
    """
    if reason not in WHY_NOT_CONFIRMED:
        raise WhyNotConfirmed
    with change():
        claim, _work = _claim(actor, participation_id)
        if claim.status != "refused":
            claim.refused_reason = reason
            end_participation(claim, "refuse", actor=actor, at=at)
    return claim


def withdraw_participation(*, actor: Actor, participation_id: int, at: datetime) -> Participation:
    """Nobody reads any more that the person took part; withdrawing it again changes nothing. Refuses `not_found`.

    Whose it is is the guard, and no right: somebody who has left every council may still do this.
    """
    with change():
        mine = sole(
            Participation.objects.select_for_update(no_key=True).filter(
                pk=participation_id, person_id=actor.by
            )
        )
        if mine is None:
            raise NotFound
        if mine.status != "withdrawn":
            end_participation(mine, "withdraw", actor=actor, at=at)
    return mine


def count_delivery(
    *,
    actor: Actor,
    person_id: int,
    booking_id: int,
    owner_id: int,
    function_id: str | None,
    from_on: date,
    to_on: date,
    minutes: int,
    at: datetime,
) -> None:
    """An officer took part in what a booking was for, confirmed by its delivery, for so many minutes.

    Repeating it says the minutes anew and nothing else: what the officer has withdrawn stays so, and what is corrected
    to no minutes is read by nobody. A standing rule's.
    """
    actor.require_rule()
    with change():
        counted = sole(
            Participation.objects.select_for_update(no_key=True).filter(
                person_id=person_id, kind=BOOKING, thing_id=booking_id
            )
        )
        if counted is None and minutes:
            counted = Participation.objects.create(
                person_id=person_id,
                kind=BOOKING,
                thing_id=booking_id,
                owner_id=owner_id,
                function_id=function_id,
                from_on=from_on,
                to_on=to_on,
                minutes=minutes,
                status="confirmed",
                claimed_at=at,
                claimed_by_rule=DELIVERED,
                confirmed_at=at,
                confirmed_by_rule=DELIVERED,
            )
        elif counted is None or counted.minutes == minutes or counted.status != "confirmed":
            return
        else:
            counted.minutes = minutes
            counted.save(update_fields=["minutes"])
        _tell(ParticipationConfirmed, counted, actor, at)


def end_participation(held: Participation, verb: str, *, actor: Actor, at: datetime) -> None:
    """The locked participation moves by this verb: the writing alone, after an operation has judged."""
    stem, fact = PAST[verb]
    held.status = PARTICIPATION.after(held.status, verb, ParticipationMoved)
    setattr(held, f"{stem}_at", at)
    setattr(held, f"{stem}_by_id", actor.by)
    held.save(update_fields=["status", f"{stem}_at", f"{stem}_by", "refused_reason", "confirmed_words"])
    why = {"reason": held.refused_reason} if verb == "refuse" else {}
    _tell(fact, held, actor, at, **why)


def _require_within(work: PieceOfWork, from_on: date, to_on: date | None) -> None:
    days = {"began": words.day(work.starts_on), "ended": words.day(work.ends_on) if work.ends_on else ""}
    said = ClaimOutsideWork.ended if work.ends_on else ClaimOutsideWork.message
    for field, day in (("from_on", from_on), ("to_on", to_on)):
        if day is not None and not work.starts_on <= day <= (work.ends_on or day):
            raise ClaimOutsideWork(said, field=field, **days)


def _claim(actor: Actor, participation_id: int) -> tuple[Participation, PieceOfWork]:
    """The claim of somebody else on a thing of a council where the actor manages people, and its work, both locked:
    the work first, as by whoever changes it.
    """
    theirs = Participation.objects.filter(
        pk=participation_id, kind=WORK, owner_id__in=actor.where(Right.GRANT_PERMISSION)
    )
    works = PieceOfWork.objects.filter(pk__in=theirs.values("thing_id"))
    work = sole(works.select_for_update(no_key=True))
    found = sole(theirs.select_for_update(no_key=True))
    if found is None or work is None:
        raise NotFound
    if found.person_id == actor.by:
        raise NotYourOwn
    return found, work


def _tell(fact: type, held: Participation, actor: Actor, at: datetime, **more: str) -> None:
    told = fact(
        on_behalf_of=held.owner_id,
        participation_id=held.pk,
        person_id=held.person_id,
        owner_id=held.owner_id,
        **more,
    )
    publish(told, actor=actor, at=at)
