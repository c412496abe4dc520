"""An officer says once what the rules have to know of their post; a correction is another statement."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor
from commonpool.activity.operations import change, publish
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import Refusal
from commonpool.organisations.models import Nation, Organisation
from commonpool.people import queries, rules
from commonpool.people.events import PostFactsStated
from commonpool.people.models import PostFacts
from commonpool.people.operations.state_employment_facts import lock_own


class PostFactUnknown(Refusal):
    """An answer is none of those offered (`post_fact_unknown`, with its field)."""

    code = "post_fact_unknown"
    message = _("Choose one of the answers listed.")


class VettingIncomplete(Refusal):
    """Of a check, who issued it, when, or who saw it is missing (`vetting_incomplete`, with its field)."""

    code = "vetting_incomplete"
    message = _("Fill this in too, or choose “No check”.")


class VettingDatesWrong(Refusal):
    """A check is issued in the future, or ends before it was issued (`vetting_dates_wrong`, with its field)."""

    code = "vetting_dates_wrong"
    message = _("Enter the day it was issued, today or before, and a last day after it.")


class InterestIncomplete(Refusal):
    """Interests in words and the councils they are in come together (`interest_incomplete`, with its field)."""

    code = "interest_incomplete"
    message = _("Say both what the interest is and in which councils, or leave all of it empty.")


def state_post_facts(
    *,
    actor: Actor,
    employment_id: int,
    profession: str = "",
    registered_in: Collection[str] = (),
    vetting_level: str = "",
    vetting_issuer: str = "",
    vetting_issued_on: date | None = None,
    vetting_seen_by: str = "",
    vetting_ends_on: date | None = None,
    restricted: bool = False,
    statutory_post: str = "",
    second_job: str = "",
    interests: str = "",
    interest_councils: Collection[int] = (),
    paid_directly: bool = False,
    member_of_id: int | None = None,
    at: datetime,
) -> PostFacts:
    """What the officer says of their own post stands from now on, beside what they said before.

    Nothing said is "none of these". Refuses `not_found`, `employment_over`, `post_fact_unknown`,
    `vetting_incomplete`, `vetting_dates_wrong`, `interest_incomplete`.
    """
    said = {
        "profession": profession,
        "registered_in": sorted(set(registered_in)) if profession else [],
        "vetting_level": vetting_level,
        "vetting_issuer": vetting_issuer.strip(),
        "vetting_issued_on": vetting_issued_on,
        "vetting_seen_by": vetting_seen_by.strip(),
        "vetting_ends_on": vetting_ends_on,
        "restricted": restricted,
        "statutory_post": statutory_post,
        "second_job": second_job,
        "interests": interests.strip(),
        "interest_councils": sorted(set(interest_councils)),
        "paid_directly": paid_directly,
        "member_of_id": member_of_id,
    }
    _refuse_unknown(said)
    _refuse_half_a_check(said, london_date(at))
    _refuse_half_an_interest(said)
    with change():
        employment = lock_own(actor, employment_id, at)
        stated = PostFacts.objects.create(employment=employment, stated_at=at, stated_by_id=actor.by, **said)
        fact = PostFactsStated(
            on_behalf_of=employment.organisation_id,
            employment_id=employment.pk,
            person_id=employment.person_id,
        )
        publish(fact, actor=actor, at=at)
    return stated


def _refuse_unknown(said: dict[str, Any]) -> None:
    choices: dict[str, Collection[str]] = {
        "profession": queries.professions(),
        "vetting_level": rules.VETTING_LEVELS,
        "statutory_post": rules.STATUTORY_POSTS,
        "second_job": rules.SECOND_JOBS,
    }
    for field, known in choices.items():
        if said[field] and said[field] not in known:
            raise PostFactUnknown(field=field)
    if not set(said["registered_in"]) <= set(Nation.values):
        raise PostFactUnknown(field="registered_in")
    councils = {*said["interest_councils"], said["member_of_id"]} - {None}
    if Organisation.objects.filter(pk__in=councils).count() != len(councils):
        raise PostFactUnknown(field="interest_councils")


def _refuse_half_a_check(said: dict[str, Any], today: date) -> None:
    issued, ends = said["vetting_issued_on"], said["vetting_ends_on"]
    if not said["vetting_level"]:
        for field in rules.VETTING:
            if said[field]:
                raise VettingIncomplete(_("Choose which check it is."), field="vetting_level")
        return
    for field in ("vetting_issuer", "vetting_issued_on", "vetting_seen_by"):
        if not said[field]:
            raise VettingIncomplete(field=field)
    if issued > today:
        raise VettingDatesWrong(field="vetting_issued_on")
    if ends is not None and ends <= issued:
        raise VettingDatesWrong(field="vetting_ends_on")


def _refuse_half_an_interest(said: dict[str, Any]) -> None:
    words, councils = said["interests"], said["interest_councils"]
    if bool(words) != bool(councils):
        raise InterestIncomplete(field="interest_councils" if words else "interests")
    if said["paid_directly"] and not words:
        raise InterestIncomplete(field="interests")
    if len(words) > rules.MOST_INTERESTS or "\x00" in words:
        raise InterestIncomplete(_("Say it in at most 300 characters."), field="interests")
