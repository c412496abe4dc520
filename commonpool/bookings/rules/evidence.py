"""Which rules a host council can answer with evidence, who gives it, and what it shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonpool.kernel.words import day

FINANCE, BOOKING = "finance", "booking"
LISTING, HOME, ONE_BOOKING = SCOPES = ("listing", "home", "booking")
OF_A_REPORT = "PWR-15"
"""The rule whose evidence authorises bookings under one report of section 114, and ends with it."""

MOST_REASON, MOST_KEPT = 600, 200
FURTHEST_DAYS = 366

GROUNDS = {
    "stop_worsening": gettext_lazy("It stops the situation that led to the report from getting worse"),
    "improve": gettext_lazy("It improves that situation"),
    "prevent_recurrence": gettext_lazy("It prevents the situation from coming back"),
}
"""On which a chief finance officer may authorise an agreement: Local Government Finance Act 1988 s.115(6A)."""


@dataclass(frozen=True)
class Answerable:
    """What answers a rule, given by whom. `scopes`: what it can be given for. `grounds`: one has to be named."""

    what: Any
    by: str = BOOKING
    scopes: tuple[str, ...] = (LISTING, ONE_BOOKING)
    grounds: bool = False


ANSWERABLE: Mapping[str, Answerable] = {
    "PWR-04": Answerable(gettext_lazy("The consent of the body’s Department"), scopes=SCOPES),
    "PWR-07": Answerable(
        gettext_lazy("Your council’s authorisation of the officer, or its scheme of delegation")
    ),
    "PWR-13": Answerable(gettext_lazy("Your council’s formal appointment of the officer")),
    OF_A_REPORT: Answerable(
        gettext_lazy("Your chief finance officer’s written authority"),
        by=FINANCE,
        scopes=SCOPES,
        grounds=True,
    ),
    "PWR-17": Answerable(gettext_lazy("The officer’s entry in the register of your nation")),
    "EMP-32": Answerable(gettext_lazy("The officer’s written notice of their interest")),
    "DBS-01": Answerable(gettext_lazy("The right check of the officer, seen by your council")),
}
"""By rule. A rule that is not here is answered by nothing: it blocks, warns or asks, whoever says what."""
BEFORE_WORK: Mapping[str, Any] = {
    "DBS-01": gettext_lazy("The right check of the officer, for work with children or adults at risk")
}
"""What a host has to have seen before work begins, in words that hold for every reader."""
ENDS_WITH_THE_COUNCIL = tuple(rule for rule, answer in ANSWERABLE.items() if answer.by == FINANCE)
"""What a chief finance officer authorised under a report of theirs ends with that report's council."""


@dataclass(frozen=True)
class Shown:
    """Evidence that stands: why, where the paper is kept and of which day it is, and who gave it."""

    reason: str
    kept: str
    paper_on: date
    given_by: str

    @property
    def words(self) -> str:
        """As it stands with the rule: why, on what paper, said by whom."""
        return _("{reason}. Paper of {day}, kept at: {kept}. Recorded by {who}.").format(
            reason=self.reason.rstrip("."), day=day(self.paper_on), kept=self.kept, who=self.given_by
        )
