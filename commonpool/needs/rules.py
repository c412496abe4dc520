"""What a need may say, what an offer may say, how far a need is filled, and how each is refused. No clock, no rows."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
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
    """The bookings made for it have more hours than it would want (`less_than_taken`)."""

    code = "less_than_taken"
    message = _("You have accepted offers of more hours than that. Ask for at least as many.")
    field = "minutes"


class AcceptedInWeek(OfWeeks, LessThanTaken):
    """The same, of weeks that it would not want any more: each with the minutes taken of it (`less_than_taken`)."""

    message = _("You have accepted hours in weeks that you would leave out: {weeks}. Keep these weeks.")


class OfferMoved(Conflict):
    """It has been answered or withdrawn (`offer_moved`)."""

    code = "offer_moved"
    message = _("This offer has changed since you opened the page. Look at it again.")


class AlreadyOffered(Conflict):
    """One live offer of an officer to a need (`already_offered`)."""

    code = "already_offered"
    message = _("You have made an offer already. Change it instead.")


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
    """With these more hours would be taken than the need wants, in all or of a week (`more_than_wanted`)."""

    code = "more_than_wanted"
    message = _("With these you would have more hours than you asked for. Say that you want them.")
    field = "more"


@dataclass(frozen=True)
class Wants:
    """How much a need wants: `minutes` in all or, where `each` is not nought, so many in each of its weeks.

    What is given is minutes by Monday. Of a week, no more counts than is wanted of it.
    """

    minutes: int
    each: int = 0
    mondays: tuple[date, ...] = ()

    def filled_by(self, given: Mapping[date, int]) -> int:
        """Minutes of these that it wants."""
        if not self.each:
            return min(self.minutes, sum(given.values()))
        return sum(min(self.each, given.get(monday, 0)) for monday in self.mondays)

    def beyond(self, given: Mapping[date, int]) -> int:
        """Minutes of these that it does not want: too many, or in other weeks."""
        return sum(given.values()) - self.filled_by(given)

    def beyond_with(self, given: Mapping[date, int], more: Iterable[tuple[date, int]]) -> bool:
        """Whether with these as well there would be more than it wants."""
        both = Counter(given)
        both.update(dict(more))
        return self.beyond(both) > self.beyond(given)

    def left(self, given: Mapping[date, int], today: date) -> int:
        """Minutes that it still wants; of a week that has begun, none."""
        if not self.each:
            return self.minutes - self.filled_by(given)
        return sum(self.weeks_left(given, today).values())

    def weeks_left(self, given: Mapping[date, int], today: date) -> dict[date, int]:
        """Minutes that it still wants of each of its weeks that have not begun; where it wants them in all, of any."""
        of_each = self.each or self.left(given, today)
        have = given if self.each else {}
        left = {monday: of_each - have.get(monday, 0) for monday in self.mondays if monday > today}
        return {monday: minutes for monday, minutes in left.items() if minutes > 0}


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

    @property
    def wants(self) -> Wants:
        return Wants(self.total_minutes, self.minutes if self.each_week else 0, self.mondays)


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


def filling(wants: Wants, bound: Mapping[date, int], today: date) -> str:
    """The verb that says how far it is filled by what is bound: of what it wants of each week, weeks to come alone."""
    if not wants.filled_by(bound):
        return "empty"
    return "fill in part" if wants.left(bound, today) else "fill"
