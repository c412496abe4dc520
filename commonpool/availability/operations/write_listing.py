"""An officer writes their entry in the pool."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.availability import rules
from commonpool.availability.events import ListingWritten
from commonpool.availability.lifecycle import LIVE_LISTING, OPEN_PERMISSION
from commonpool.availability.models import Block, Listing, ListingFunction, ListingSkill
from commonpool.availability.operations.weeks import derive_weeks, set_weeks_off
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import Conflict, NotFound, Refusal, refusing
from commonpool.kernel.rows import sole
from commonpool.organisations.models import Function
from commonpool.people.models import Employment, Skill
from commonpool.people.queries import live_employments
from commonpool.people.rules import working_days

MOST_CHOSEN = 30
MOST_HEADLINE = 120
MOST_BLOCKS = 26


class HeadlineMissing(Refusal):
    """A listing has a headline of at most 120 characters (`headline_missing`)."""

    code = "headline_missing"
    message = _("Write one line that says what you can help with.")
    field = "headline"


class NothingOffered(Refusal):
    """Neither hours a week nor one-off hours (`nothing_offered`)."""

    code = "nothing_offered"
    message = _("Say how many hours a week you can offer, or name weeks with one-off hours.")
    field = "weekly_minutes"


class HoursOutOfRange(Refusal):
    """Hours are half hours, at most 37 a week (`hours_out_of_range`)."""

    code = "hours_out_of_range"
    message = _("Enter hours in half hours, at most 37 a week.")
    field = "weekly_minutes"


class BlockInvalid(Refusal):
    """A one-off block is in a week named by its Monday, once (`block_invalid`)."""

    code = "block_invalid"
    message = _("Name each week with one-off hours once.")
    field = "blocks"


class DatesTurnedRound(Refusal):
    """The last day is before the first (`dates_turned_round`)."""

    code = "dates_turned_round"
    message = _("The last day cannot be before the first.")
    field = "ends_on"


class DaysMissing(Refusal):
    """No usual day (`days_missing`)."""

    code = "days_missing"
    message = _("Choose the days on which you could usually do this work.")
    field = "usual_days"


class PlaceMissing(Refusal):
    """Neither remote nor on site (`place_missing`)."""

    code = "place_missing"
    message = _("Choose remote work, work on site, or both.")
    field = "remote"


class ChoiceUnknown(Refusal):
    """A skill or function that is not on the list, or more than 30 (`choice_unknown`)."""

    code = "choice_unknown"
    message = _("Choose at most 30 from the list.")
    field = "skills"


class ListedElsewhere(Conflict):
    """The live listing belongs to another job, with a permission of its own (`listed_elsewhere`)."""

    code = "listed_elsewhere"
    message = _("Your listing belongs to your other job. Close it before you list yourself for this one.")


def write_listing(
    *,
    actor: Actor,
    employment_id: int,
    headline: str,
    weekly_minutes: int,
    starts_on: date,
    at: datetime,
    about: str = "",
    skill_ids: Sequence[str] = (),
    function_ids: Sequence[str] = (),
    blocks: Sequence[tuple[date, int]] = (),
    ends_on: date | None = None,
    weeks_off: Iterable[date] | None = None,
    usual_days: Iterable[int] = (1, 2, 3, 4, 5),
    usual_times: str = "",
    remote: bool = True,
    on_site: bool = False,
    open_to_calls: bool = True,
    shares_hours: bool = False,
) -> Listing:
    """The person's one live listing says this: a new draft, or the one there was, changed at once.

    `weekly_minutes` and the minutes of `blocks` (Monday, minutes) are half hours; `weeks_off` left out stay as
    they are. Requires `list_oneself` at one's own employer. Refuses `not_found`, `headline_missing`,
    `nothing_offered`, `hours_out_of_range`, `block_invalid`, `dates_turned_round`, `days_missing`,
    `place_missing`, `choice_unknown`, `not_a_monday`, `listed_elsewhere`.
    """
    employment = _own_employment(actor, employment_id, at)
    days = working_days(usual_days)
    _refuse_hours(weekly_minutes, blocks)
    if ends_on is not None and ends_on < starts_on:
        raise DatesTurnedRound
    if days is None:
        raise DaysMissing
    if not (remote or on_site):
        raise PlaceMissing
    if not headline.strip() or len(headline.strip()) > MOST_HEADLINE:
        raise HeadlineMissing
    said = {
        "employment": employment,
        "headline": headline.strip(),
        "about": about.strip(),
        "weekly_minutes": weekly_minutes,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "usual_days": days,
        "usual_times": usual_times.strip(),
        "remote": remote,
        "on_site": on_site,
        "open_to_calls": open_to_calls,
        "shares_hours": shares_hours,
    }
    with change():
        listing, is_new = _stored(actor, said, at)
        _refuse_unknown(skill_ids, function_ids)
        if not is_new:
            _empty(listing)
        _fill(listing, skill_ids, function_ids, blocks)
        if weeks_off is not None:
            set_weeks_off(actor=actor, mondays=weeks_off, at=at)
        if listing.status != "draft":
            derive_weeks(person_ids=[actor.by], actor=actor, at=at)
        fact = ListingWritten(
            on_behalf_of=employment.organisation_id, listing_id=listing.pk, person_id=actor.by
        )
        publish(fact, actor=actor, at=at)
    return listing


def _own_employment(actor: Actor, employment_id: int, at: datetime) -> Employment:
    employment = sole(live_employments(london_date(at)).filter(pk=employment_id, person_id=actor.by))
    if employment is None:
        raise NotFound
    actor.require(Right.LIST_ONESELF, employment.organisation_id)
    return employment


def _refuse_hours(weekly_minutes: int, blocks: Sequence[tuple[date, int]]) -> None:
    if weekly_minutes and not rules.whole_half_hours(weekly_minutes):
        raise HoursOutOfRange
    mondays = [monday for monday, _minutes in blocks]
    if (
        len(set(mondays)) != len(mondays)
        or len(mondays) > MOST_BLOCKS
        or any(day.weekday() for day in mondays)
    ):
        raise BlockInvalid
    if not all(rules.whole_half_hours(minutes) for _monday, minutes in blocks):
        raise HoursOutOfRange(field="blocks")
    if not weekly_minutes and not blocks:
        raise NothingOffered


def _stored(actor: Actor, said: dict[str, object], at: datetime) -> tuple[Listing, bool]:
    """The listing, and whether it was made now."""
    live = Listing.objects.filter(person_id=actor.by, status__in=LIVE_LISTING)
    listing = sole(live.select_for_update(of=("self",), no_key=True))
    with refusing("listing_one_live", Conflict()):
        if listing is None:
            written = {"written_at": at, "written_by_id": actor.by}
            return Listing.objects.create(person_id=actor.by, **said, **written), True
    if listing.employment_id != said["employment"].pk and (  # type: ignore[attr-defined]
        listing.status != "draft" or listing.permissions.filter(status__in=OPEN_PERMISSION).exists()
    ):
        raise ListedElsewhere
    for name, value in said.items():
        setattr(listing, name, value)
    listing.written_at, listing.written_by_id = at, actor.by
    listing.save()
    return listing, False


def _refuse_unknown(skill_ids: Sequence[str], function_ids: Sequence[str]) -> None:
    skills, functions = set(skill_ids), set(function_ids)
    if len(skills) > MOST_CHOSEN or Skill.objects.filter(pk__in=skills).count() != len(skills):
        raise ChoiceUnknown
    if len(functions) > MOST_CHOSEN or Function.objects.filter(pk__in=functions).count() != len(functions):
        raise ChoiceUnknown(field="functions")


def _empty(listing: Listing) -> None:
    for rows in (ListingSkill.objects, ListingFunction.objects, Block.objects):
        rows.filter(listing=listing).delete()


def _fill(
    listing: Listing,
    skill_ids: Sequence[str],
    function_ids: Sequence[str],
    blocks: Sequence[tuple[date, int]],
) -> None:
    ListingSkill.objects.bulk_create(
        [ListingSkill(listing=listing, skill_id=each) for each in sorted(set(skill_ids))]
    )
    ListingFunction.objects.bulk_create(
        [ListingFunction(listing=listing, function_id=each) for each in sorted(set(function_ids))]
    )
    Block.objects.bulk_create(
        [Block(listing=listing, monday=monday, minutes=minutes) for monday, minutes in sorted(blocks)]
    )
