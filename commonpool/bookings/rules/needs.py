"""What the officer will need beyond conversation: who of the host has it ready, by when, and what lateness means."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from commonpool.agreements.rules import ASK, DOC, PASS
from commonpool.bookings.rules import refusals
from commonpool.bookings.rules.cancelling import HOST_LATE, is_late
from commonpool.bookings.rules.refusals import Ruled
from commonpool.kernel.workdays import WEEKDAYS, nth_working_day_before

if TYPE_CHECKING:
    from commonpool.bookings.rules.asking import Ask, Known

DOCUMENTS, ACCOUNT, VISIT = NEEDS = ("documents", "account", "visit")
SHOWN_ROUND = frozenset({ACCOUNT, VISIT})
"""Where the officer meets the host's risks: its buildings, its systems."""
TOLD = ("soon", "late", "removal")
"""What the clock tells of a booking's needs, once each: ready soon, not ready in time, access to be ended."""
SOON_WORKING_DAYS = 2
LONGEST_WORDS = 300
HOST_LATE_AT_MOST_MINUTES = 60
"""One hour: what was kept free and could not be used, and no more."""


@dataclass(frozen=True)
class Provision:
    """Who of the host has it ready, and on which day at the latest. `contact_id`: none where nobody is known."""

    contact_id: int | None = None
    ready_on: date | None = None


NOTHING = Provision()
"""Nothing beyond conversation."""


@dataclass(frozen=True)
class Schedule:
    """The processing of the documents: what data, of whom, why, and until when the officer keeps them."""

    data: str
    whose: str
    why: str
    kept_until: date


def last_day_to_be_ready(first: date, today: date, holidays: Collection[date]) -> date:
    """The last working day before the first week; today, where that is past."""
    return max(nth_working_day_before(first, 1, WEEKDAYS, holidays), today)


def asked_to_provide(
    needs: Collection[str],
    first: date,
    contact_id: int | None,
    ready_on: date | None,
    *,
    today: date,
    holidays: Collection[date],
) -> Provision:
    """What a host provides: nothing beyond conversation, or what is asked, on the day said or the usual one."""
    if not needs:
        return NOTHING
    return Provision(contact_id, ready_on or last_day_to_be_ready(first, today, holidays))


def provided_after(
    before: Provision, needs: Collection[str], first: date, *, today: date, holidays: Collection[date]
) -> Provision:
    """The same person after the weeks have changed; another day where the old one is past or would be too late."""
    stands = before.ready_on is not None and today <= before.ready_on <= first
    return asked_to_provide(
        needs, first, before.contact_id, before.ready_on if stands else None, today=today, holidays=holidays
    )


def wrong_provision(ask: "Ask", known: "Known") -> Iterator[Ruled]:
    """What is wrong with who has it ready, and by when. A variation keeps what was agreed."""
    if not ask.needs or not ask.weeks:
        return
    provision = known.provision
    if provision.contact_id is None:
        yield refusals.ContactUnknown()
    if ask.ready_on is not None and not known.today <= ask.ready_on <= max(min(ask.mondays), known.today):
        yield refusals.ReadyByWrong()


def wrong_schedule(schedule: Schedule | None, today: date) -> bool:
    """Whether the processing of documents is not said, not in a few words each, or is over already."""
    if schedule is None:
        return True
    texts = (schedule.data, schedule.whose, schedule.why)
    worded = all(0 < len(text.strip()) <= LONGEST_WORDS and "\x00" not in text for text in texts)
    return not worded or schedule.kept_until < today


def host_is_late(needs: Collection[str], ready: Collection[str], ready_on: date | None, today: date) -> bool:
    """Whether something is not ready though its day is over. Ready on the day itself is in time."""
    return ready_on is not None and today > ready_on and bool(set(needs) - set(ready))


def lost_minutes(
    minutes: int,
    monday: date,
    *,
    ready_on: date,
    all_ready_on: date | None,
    worked_minutes: int | None,
    released_at: datetime | None,
    released_reason: str,
    holidays: Collection[date],
) -> int:
    """Minutes of a booked week, an hour at most, that were kept free for the host and lost because it was late.

    `all_ready_on`: when the last thing was ready; none while something is not. Lost is what was not worked of a
    week that began before everything was ready, once its hours are agreed; and of a week called off for that
    reason when the host itself could not have cancelled it free of charge any more.
    """
    if all_ready_on is not None and all_ready_on <= ready_on:
        return 0
    if released_at is not None:
        lost = released_reason == HOST_LATE and is_late(released_at, monday, holidays)
        return min(minutes, HOST_LATE_AT_MOST_MINUTES) if lost else 0
    began_before = all_ready_on is None or all_ready_on > monday
    if worked_minutes is None or not began_before:
        return 0
    return min(max(minutes - worked_minutes, 0), HOST_LATE_AT_MOST_MINUTES)


def last_day(mondays: Iterable[date]) -> date | None:
    """The last day of the last of these weeks: every access ends on it."""
    return max((monday + timedelta(days=6) for monday in mondays), default=None)


def _tells_of_risks(ask: "Ask", _known: "Known") -> str | None:
    if not ask.paid:
        return None
    return ASK if SHOWN_ROUND & set(ask.needs) else PASS


def _travels(ask: "Ask", _known: "Known") -> str | None:
    """Only who is to visit travels. No council has said otherwise here, so their travel is working time."""
    if not ask.paid:
        return None
    return ASK if VISIT in ask.needs else PASS


def _in_the_papers(ask: "Ask", _known: "Known") -> str | None:
    """It stands in the call-off and in the agreement: there is nothing for anybody to do."""
    return DOC if ask.paid else None


def _where_personal_data_are(ask: "Ask", _known: "Known") -> str | None:
    return DOC if ask.paid and {DOCUMENTS, ACCOUNT} & set(ask.needs) else None


JUDGED_OF_NEEDS: dict[str, tuple[Callable[["Ask", "Known"], str | None], type[Ruled]]] = {
    "LIA-01": (_tells_of_risks, refusals.AgainstTheLaw),
    "WT-09": (_travels, refusals.AgainstTheLaw),
    "LIA-04": (_in_the_papers, refusals.AgainstTheLaw),
    "LIA-05": (_in_the_papers, refusals.AgainstTheLaw),
    "LIA-06": (_in_the_papers, refusals.AgainstTheLaw),
    "DP-01": (_where_personal_data_are, refusals.AgainstTheLaw),
    "DP-02": (_where_personal_data_are, refusals.AgainstTheLaw),
    "DP-03": (_in_the_papers, refusals.AgainstTheLaw),
    "CON-01": (_in_the_papers, refusals.AgainstTheLaw),
}
"""By rule of law about what they will need: how it is judged, as in `lawful.JUDGED`."""
