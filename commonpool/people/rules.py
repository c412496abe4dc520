"""Judgements about mailboxes, working hours, working days and what somebody signs."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

LEAST_WEEKLY_MINUTES, MOST_WEEKLY_MINUTES = 30, 6000
ISO_WEEKDAYS = range(1, 8)
LEAST_NOTICE_DAYS, MOST_NOTICE_DAYS = 7, 89
"""Notice that ends an opt-out: seven days unless more is agreed, at most three months, which are 89 days or more
(WTR 1998 reg 5)."""

STATED = (
    "job_title",
    "grade_band",
    "weekly_minutes",
    "working_days",
    "other_jobs",
    "other_minutes",
    "under_18",
    "began_on",
)
"""What an officer states of their job, a manager confirms and HR checks."""

PAYROLL_ERRORS = {
    "facts_wrong": _("Their job, grade, hours or days are wrong"),
    "not_on_payroll": _("They are not on our payroll: agency, contractor or company"),
}
"""What HR can have found. Who is not on the payroll cannot be lent for pay at all; other facts are put right."""

FIRST_YEAR = 1960
"""The earliest year in which something one has done can have finished."""
NOT_SO = "not_so"
WHY_NOT_CONFIRMED = {
    "not_known": _("We cannot know it: it was before our time, or elsewhere"),
    "said_differently": _("It was not quite like this: say it differently"),
    NOT_SO: _("It was not so"),
}
"""Why what somebody says they did is not confirmed."""

MOST_INTERESTS = 300
MOST_LINKS, MOST_LINK = 5, 300
_LINK = re.compile(r"https://([a-z0-9-]+\.)+[a-z]{2,}([/?#][!-~]*)?", re.IGNORECASE)
VETTING_LEVELS = {
    "basic": _("Basic check"),
    "standard": _("Standard check"),
    "enhanced": _("Enhanced check"),
    "enhanced_barred": _("Enhanced check with barred list"),
    "pvg": _("Member of the PVG scheme (Scotland)"),
}
STATUTORY_POSTS = {
    "section_151": _("Chief finance officer (section 151, in Scotland section 95)"),
    "monitoring_officer": _("Monitoring officer"),
    "head_of_paid_service": _("Head of paid service"),
    "chief_social_work_officer": _("Chief social work officer"),
    "returning_officer": _("Returning officer"),
}
SECOND_JOBS = {"agreed": _("Yes, and both managers agree"), "not_asked": _("Yes, and I have not asked both")}
VETTING = ("vetting_level", "vetting_issuer", "vetting_issued_on", "vetting_seen_by", "vetting_ends_on")
POST_FACTS = (
    "profession",
    "registered_in",
    *VETTING,
    "restricted",
    "statutory_post",
    "second_job",
    "interests",
    "interest_councils",
    "paid_directly",
    "member_of_id",
)
"""What an officer says of their post and of themselves."""


def with_ties_of(facts: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """What somebody said of a post, with what they said elsewhere of their ties: interests of both, and membership."""
    councils = sorted({*facts["interest_councils"], *more["interest_councils"]})
    words = dict.fromkeys(filter(None, [facts["interests"], more["interests"]]))
    return {
        **facts,
        "interest_councils": councils,
        "interests": "; ".join(words)[:MOST_INTERESTS],
        "paid_directly": facts["paid_directly"] or more["paid_directly"],
        "member_of_id": facts["member_of_id"] or more["member_of_id"],
    }


@dataclass(frozen=True)
class Profession:
    """A profession with a register in each nation. `regulated`: its work is with children or adults at risk."""

    id: str
    name: str
    registers: Mapping[str, str]
    regulated: bool


def has_plus(mailbox: str) -> bool:
    """Whether the address is a `name+something@…` variant: one mailbox would make many accounts."""
    return "+" in mailbox.rpartition("@")[0]


def working_days(days: Iterable[int]) -> list[int] | None:
    """ISO weekdays (Monday is 1) sorted and each once, or None when there is none or one is no weekday."""
    sorted_days = sorted(set(days))
    return sorted_days if sorted_days and all(day in ISO_WEEKDAYS for day in sorted_days) else None


def plausible_weekly_minutes(minutes: int) -> bool:
    """Contract minutes a week between half an hour and a hundred hours."""
    return LEAST_WEEKLY_MINUTES <= minutes <= MOST_WEEKLY_MINUTES


def plausible_other_minutes(minutes: int) -> bool:
    """Minutes a week in other jobs: none, or as many as a contract may have."""
    return 0 <= minutes <= MOST_WEEKLY_MINUTES


def is_link(address: str) -> bool:
    """An address of a public page on the secure web, in plain letters, that fits its place."""
    return len(address) <= MOST_LINK and bool(_LINK.fullmatch(address))


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same but for capitals, spacing and the way accents are coded."""
    return _plain(one) == _plain(other)


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
