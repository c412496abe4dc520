"""Officers in the pool."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel

from commonpool.api.shapes.works import ParticipationShape, participation_shape
from commonpool.availability.models import Listing
from commonpool.availability.queries import Standing
from commonpool.kernel import weeks
from commonpool.matching.queries import Hit
from commonpool.matching.queries.counts import Counts
from commonpool.matching.queries.done import MARK, UNMARK
from commonpool.matching.rules import Reason
from commonpool.people.models import Experience, Participation


class HomeShape(BaseModel):
    code: str
    name: str
    nation: str


class FreeWeekShape(BaseModel):
    week: str
    minutes: int


class OfficerShape(BaseModel):
    reference: str
    name: str | None
    headline: str
    job_title: str
    region: str
    home: HomeShape | None
    matched: list[str]
    free_weeks: list[FreeWeekShape]
    hourly_price_pence: int | None


class FilterCounts(BaseModel):
    """How many of those found each filter would leave: by skill, function (ids), nation and region."""

    skill: dict[str, int]
    function: dict[str, int]
    nation: dict[str, int]
    region: dict[str, int]
    remote: int
    on_site: int
    unlike_us: int


class Officers(BaseModel):
    count: int
    results: list[OfficerShape]
    next: str | None
    capped: bool
    loosened: bool
    counts: FilterCounts | None


class Done(BaseModel):
    words: str
    function: str | None
    year: int | None
    confirmed: bool
    confirmed_by: str | None


class OfficerDetail(OfficerShape):
    about: str
    participations: list[ParticipationShape]
    skills: list[str]
    functions: list[str]
    experience: list[Done]
    weekly_minutes: int
    usual_days: list[int]
    remote: bool
    on_site: bool
    open_to_calls: bool
    bookable: bool
    peer_help: bool


WORDS = {
    "skill": _("Skill: {}"),
    "function": _("Function: {}"),
    "words": _("In their words: {}"),
    "headline": _("Headline: {}"),
    "job": _("Job: {}"),
    "name": _("Name: {}"),
    "themselves": _("Of themselves: {}"),
    "place": _("In {}"),
    "remote": _("Works remotely"),
    "on_site": _("Comes to you"),
}


def matched(reason: Reason) -> str:
    """A reason as a line of text."""
    text = reason.text.replace(MARK, "").replace(UNMARK, "")
    if reason.kind == "confirmed":
        return gettext("Confirmed by %(who)s: %(words)s") % {"who": reason.by, "words": text}
    if reason.kind == "worked":
        return gettext("Worked for %(council)s") % {"council": reason.by} + f": {text}"
    return str(WORDS[reason.kind]).format(text)


def hit_shape(hit: Hit) -> dict[str, Any]:
    home = hit.home
    return {
        "reference": hit.reference,
        "name": hit.name,
        "headline": hit.headline,
        "job_title": hit.job_title,
        "region": hit.region,
        "home": {"code": home.code, "name": home.name, "nation": home.nation} if home else None,
        "matched": [matched(reason) for reason in hit.reasons],
        "free_weeks": [
            {"week": weeks.written(monday), "minutes": minutes} for monday, minutes in hit.free_weeks
        ],
        "hourly_price_pence": hit.hourly_price_pence,
    }


def counts_shape(counts: Counts) -> dict[str, Any]:
    """Nobody has what is not named."""
    ticked = {name: counts.get("only", {}).get(name, 0) for name in ("remote", "on_site", "unlike_us")}
    return {name: counts.get(name, {}) for name in ("skill", "function", "nation", "region")} | ticked


def detail_shape(
    listing: Listing,
    standing: Standing,
    experience: list[Experience],
    parts: list[Participation],
    free: dict[Any, int],
    *,
    named: bool,
) -> dict[str, Any]:
    """The whole of an officer; name, home, price and confirmers only for councils that have joined."""
    employment = listing.employment
    home = employment.organisation
    return {
        "reference": listing.reference,
        "name": listing.person.name if named else None,
        "headline": listing.headline if named else employment.job_title,
        "job_title": employment.job_title,
        "region": home.region or home.nation,
        "home": {"code": home.code, "name": home.name, "nation": home.nation} if named else None,
        "matched": [],
        "free_weeks": [
            {"week": weeks.written(day), "minutes": minutes} for day, minutes in sorted(free.items())
        ],
        "hourly_price_pence": standing.hourly_pence if named else None,
        "about": listing.about if named else "",
        "skills": [skill.name for skill in listing.skills.all()],
        "functions": [function.label for function in listing.functions.all()],
        "experience": [done_shape(done) for done in experience] if named else [],
        "participations": [participation_shape(each) for each in parts] if named else [],
        "weekly_minutes": listing.weekly_minutes,
        "usual_days": listing.usual_days,
        "remote": listing.remote,
        "on_site": listing.on_site,
        "open_to_calls": listing.open_to_calls,
        "bookable": standing.bookable,
        "peer_help": standing.peer_help,
    }


def done_shape(done: Experience) -> dict[str, Any]:
    confirmed_by = done.confirmed_by.name if done.confirmed_by else None
    return {
        "words": done.words,
        "function": done.function.label if done.function else None,
        "year": done.finished_in,
        "confirmed": done.confirmed_at is not None,
        "confirmed_by": confirmed_by,
    }
