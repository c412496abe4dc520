"""What a need may say, what an offer may say, how far a need is filled, and how each is refused. No clock, no rows."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from commonpool.kernel.refusals import Conflict, OfWeeks, Refusal
from commonpool.kernel.weeks import STEP_MINUTES

OPEN_FOR = timedelta(days=60)
UNMET_AFTER = timedelta(days=7)
"""A need that is open so long without an offer is shown to the steward."""
MOST_WEEKS = 26
MOST_MINUTES = 60_000
MOST_TITLE = 120
MOST_WHAT = 600
"""What a booking's purpose may hold: an accepted offer carries it over."""
MOST_WORDS = 500
MOST_SKILLS = 10
MOST_BUDGET_PENCE = 99_999_999
SUBJECTS = ("booking",)
"""What a need can be attached to, by reference."""


class NeedWrong(Refusal):
    """Something it says is missing, too long or not possible (`need_wrong`)."""

    code = "need_wrong"
    message = _("Say what you need in a short title and a few sentences.")


class NeedWeeksWrong(Refusal):
    """Mondays to come, at least one and at most 26, each once (`need_weeks_wrong`)."""

    code = "need_weeks_wrong"
    message = _("Choose weeks that have not begun, at most 26 of them.")
    field = "weeks"


class NeedMinutesWrong(Refusal):
    """Minutes come in half hours (`need_minutes_wrong`)."""

    code = "need_minutes_wrong"
    message = _("Ask for hours in steps of half an hour, like 2 or 2.5.")
    field = "minutes"


class SubjectUnknown(Refusal):
    """What it is attached to is not there (`subject_unknown`)."""

    code = "subject_unknown"
    message = _("We could not find what this is for. Give the reference of one of your council’s bookings.")
    field = "subject"


class NeedMoved(Conflict):
    """It is not open any more, or is open already (`need_moved`)."""

    code = "need_moved"
    message = _("This need has changed since you opened the page. Look at it again.")


class LessThanTaken(Conflict):
    """Accepted offers have more hours than it would want (`less_than_taken`)."""

    code = "less_than_taken"
    message = _("You have accepted offers of more hours than that. Ask for at least as many.")
    field = "minutes"


class OfferMoved(Conflict):
    """It has been answered or withdrawn (`offer_moved`)."""

    code = "offer_moved"
    message = _("This offer has changed since you opened the page. Look at it again.")


class AlreadyOffered(Conflict):
    """One live offer of an officer to a need (`already_offered`)."""

    code = "already_offered"
    message = _("You have made an offer already. Withdraw it to make another.")


class OwnNeed(Refusal):
    """A council that employs them does not borrow them (`own_need`)."""

    code = "own_need"
    message = _("This is a need of a council you work for: talk to your colleagues.")


class NotInPool(Refusal):
    """Only who is listed and can be booked may offer (`not_in_pool`)."""

    code = "not_in_pool"
    message = _("Only officers whose listing is live, and who can be booked for pay, can offer their time.")


class OfferWeeksWrong(Refusal):
    """Weeks they are free in, in half hours (`offer_weeks_wrong`)."""

    code = "offer_weeks_wrong"
    message = _("Choose hours you are free, in steps of half an hour, in weeks that have not begun.")
    field = "weeks"


class NothingOffered(OfferWeeksWrong):
    message = _("Say how many hours you offer in at least one week.")


class OfferedNotFree(OfWeeks, OfferWeeksWrong):
    message = _("You are not free for so many hours: {weeks}.")


class OfferWordsWrong(Refusal):
    """At most 500 characters (`offer_words_wrong`)."""

    code = "offer_words_wrong"
    message = _("Write at most 500 characters.")
    field = "words"


class MoreThanWanted(Conflict):
    """With this offer more hours would be taken than the need wants (`more_than_wanted`)."""

    code = "more_than_wanted"
    message = _("With this offer you would have more hours than you asked for. Say that you want them.")
    field = "more"


@dataclass(frozen=True)
class Said:
    """What a need says. `minutes`: in all, or of each week where `each_week`."""

    title: str
    what: str
    function_id: str
    skill_ids: tuple[str, ...]
    mondays: tuple[date, ...]
    minutes: int
    each_week: bool = False
    budget_pence: int | None = None
    nation: str = ""
    remote: bool = False
    on_site: bool = False
    subject: str = ""

    @property
    def total_minutes(self) -> int:
        return self.minutes * len(self.mondays) if self.each_week else self.minutes


def wrong_need(
    said: Said, today: date, nations: Collection[str], begun: Collection[date] = ()
) -> Iterator[Refusal]:
    """What is wrong with what a need says by itself. `begun`: weeks that it keeps, and that are not judged."""
    for name, text, most in (("title", said.title, MOST_TITLE), ("what", said.what, MOST_WHAT)):
        if not 0 < len(text) <= most or "\x00" in text:
            yield NeedWrong(field=name)
    if len(said.skill_ids) > MOST_SKILLS:
        yield NeedWrong(_("Choose at most 10 skills."), field="skills")
    if said.nation and said.nation not in nations:
        yield NeedWrong(_("Choose one of the nations listed."), field="nation")
    if said.budget_pence is not None and not 0 < said.budget_pence <= MOST_BUDGET_PENCE:
        yield NeedWrong(_("Enter a budget in pounds, or leave it empty."), field="budget")
    chosen = [monday for monday in said.mondays if monday not in begun]
    if not _some_mondays(chosen, today) or len(chosen) > MOST_WEEKS:
        yield NeedWeeksWrong()
    if not 0 < said.total_minutes <= MOST_MINUTES or said.minutes % STEP_MINUTES:
        yield NeedMinutesWrong()


def wrong_offer(weeks: Collection[tuple[date, int]], words: str, today: date) -> Iterator[Refusal]:
    """What is wrong with what an offer says by itself."""
    if not weeks:
        yield NothingOffered()
    in_steps = all(minutes > 0 and minutes % STEP_MINUTES == 0 for _monday, minutes in weeks)
    if weeks and not (in_steps and _some_mondays([monday for monday, _minutes in weeks], today)):
        yield OfferWeeksWrong()
    if len(words) > MOST_WORDS or "\x00" in words:
        yield OfferWordsWrong()


def _some_mondays(mondays: Collection[date], today: date) -> bool:
    once = len(set(mondays)) == len(mondays) > 0
    return once and all(monday.isoweekday() == 1 and monday > today for monday in mondays)


def filling(bound_minutes: int, wanted_minutes: int) -> str:
    """The verb that says how far it is filled."""
    if not bound_minutes:
        return "empty"
    return "fill" if bound_minutes >= wanted_minutes else "fill in part"
