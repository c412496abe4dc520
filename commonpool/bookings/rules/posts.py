"""What the law says to the officer's post, their register and ties, and to a host that may not spend.

What the officer has not been asked yet is not judged. A rule that evidence answers says so instead of blocking.
"""

from collections.abc import Callable, Collection, Iterator
from datetime import date

from commonpool.agreements.rules import ASK, BLOCK, BODIES, COUNCIL, PASS, WARN
from commonpool.bookings.rules import refusals
from commonpool.bookings.rules.asking import Ask, Known
from commonpool.bookings.rules.post import Post
from commonpool.bookings.rules.refusals import Ruled
from commonpool.bookings.rules.working_time import adds_nothing
from commonpool.kernel.weeks import WEEK

Judgement = Callable[[Ask, Known], str | None]

FULL_TIME_WEEKS = 12
AT_RISK = frozenset({"25", "28", "29", "58", "59", "63"})
"""Functions with work for children or adults at risk: schools, early years, social care, adults, children."""


def _member_of_host(post: Post) -> bool | None:
    return post.member_of_host if post.stated else None


def _host_may_not_spend(post: Post) -> bool | None:
    return post.stopped


def _not_registered_there(post: Post) -> bool | None:
    """Only the host's own look into its nation's register answers this: that the officer says so does not."""
    return post.other_register if post.stated else None


def _paid_by_host(post: Post) -> bool | None:
    return post.paid_by_host if post.stated else None


BINDING: dict[str, Callable[[Post], bool | None]] = {
    "PWR-12": _member_of_host,
    "PWR-15": _host_may_not_spend,
    "PWR-17": _not_registered_there,
    "EMP-31": _paid_by_host,
}
"""What may have come to hold since the request, and is judged again as a booking binds; None: nobody was asked."""


def blocked_at_binding(post: Post) -> Iterator[str]:
    """The rules that would refuse a booking now, each unless evidence answers it."""
    for rule, holds in BINDING.items():
        if holds(post) and rule not in post.evidence:
            yield rule


def _blocks(rule: str) -> Judgement:
    """Refuses what is new: a change that adds no hours to any week is no new agreement."""

    def judged(ask: Ask, known: Known) -> str | None:
        holds = BINDING[rule](known.post) if ask.paid else None
        if holds is None:
            return None
        return BLOCK if holds and not adds_nothing(dict(ask.weeks), known.own) else PASS

    return judged


def _says(effect: str, holds: Callable[[Post], bool]) -> Judgement:
    def judged(ask: Ask, known: Known) -> str | None:
        if not ask.paid or not known.post.stated:
            return None
        return effect if holds(known.post) else PASS

    return judged


def _department_consents(ask: Ask, known: Known) -> str | None:
    """Where the power is that of Northern Ireland, which comes with PWR-03."""
    if not ask.paid or known.power is None or known.power.brings != "PWR-03":
        return None
    return PASS if known.home.body == known.host.body == COUNCIL else ASK


def _time_is_found(ask: Ask, known: Known) -> str | None:
    """Said with the permission, which a manager gives: inside the officer's week it is their release."""
    if not ask.paid:
        return None
    return PASS if known.leave is not None and known.leave.granted and known.leave.time_basis else ASK


def _full_time(ask: Ask, known: Known) -> str | None:
    full = known.post.full_minutes
    if not ask.paid or not full:
        return None
    asked = {monday for monday, minutes in ask.weeks if minutes >= full}
    return WARN if longest_run({*known.post.full_weeks, *asked}, asked) > FULL_TIME_WEEKS else PASS


def longest_run(mondays: Collection[date], asked: Collection[date]) -> int:
    """How many weeks follow one another, at most, where one of them is asked for."""
    longest, run, held, before = 0, 0, False, date.min
    for monday in sorted(mondays):
        follows = monday - before == WEEK
        run, held = (run + 1, held) if follows else (1, False)
        held, before = held or monday in asked, monday
        longest = max(longest, run) if held else longest
    return longest


def _no_employment_business(ask: Ask, known: Known) -> str | None:
    """EAA 1973 s.13(7) names local authorities and combined authorities, and not parish councils or other bodies."""
    if not ask.paid:
        return None
    return PASS if known.home.body in BODIES else WARN


def _at_risk(ask: Ask, known: Known) -> str | None:
    """Work of a profession with children or adults at risk; or such a function, where they decide or visit."""
    if not ask.paid:
        return None
    close = ask.decisions or "visit" in ask.needs
    regulated = known.post.regulated or (close and ask.function_id in AT_RISK)
    return ASK if regulated else PASS


POSTS: dict[str, tuple[Judgement, type[Ruled]]] = {
    "PWR-04": (_department_consents, refusals.AgainstTheLaw),
    "PWR-12": (_blocks("PWR-12"), refusals.MemberOfHost),
    "PWR-13": (_says(WARN, lambda post: post.statutory), refusals.AgainstTheLaw),
    "PWR-15": (_blocks("PWR-15"), refusals.SpendingStopped),
    "PWR-17": (_blocks("PWR-17"), refusals.NotRegisteredThere),
    "EMP-02": (_time_is_found, refusals.AgainstTheLaw),
    "EMP-05": (_full_time, refusals.AgainstTheLaw),
    "EMP-07": (_no_employment_business, refusals.AgainstTheLaw),
    "EMP-31": (_blocks("EMP-31"), refusals.PaidByHost),
    "EMP-32": (_says(ASK, lambda post: post.interested), refusals.AgainstTheLaw),
    "EMP-33": (_says(ASK, lambda post: post.restricted), refusals.AgainstTheLaw),
    "EMP-34": (_says(ASK, lambda post: post.second_job_unasked), refusals.AgainstTheLaw),
    "DBS-01": (_at_risk, refusals.AgainstTheLaw),
}
"""By rule, in the shape of `lawful.JUDGED`."""
