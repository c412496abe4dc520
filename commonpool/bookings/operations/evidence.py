"""A host council records what it has seen, so that a rule is answered; and takes it back."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.agreements.models import Section114Report
from commonpool.agreements.queries import law_as_read, report_live_on
from commonpool.agreements.rules.law import BLOCK
from commonpool.availability.queries import listing_for
from commonpool.bookings import queries
from commonpool.bookings.events import EvidenceGiven, EvidenceRevoked
from commonpool.bookings.models import Evidence
from commonpool.bookings.queries.evidence import RIGHTS
from commonpool.bookings.rules.evidence import (
    ANSWERABLE,
    BOOKING,
    FURTHEST_DAYS,
    GROUNDS,
    HOME,
    LISTING,
    MOST_KEPT,
    MOST_REASON,
    OF_A_REPORT,
    ONE_BOOKING,
)
from commonpool.bookings.rules.refusals import NotForYourself
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import Conflict, NotFound, Refusal
from commonpool.kernel.rows import sole
from commonpool.organisations.models import Organisation


class RuleNotAnswerable(Refusal):
    """No evidence answers this rule, or not for such a scope (`rule_not_answerable`)."""

    code = "rule_not_answerable"
    message = _("Nothing can be recorded against this rule: it holds whatever anybody has seen.")


class EvidenceNotSaid(Refusal):
    """Why, on what ground, or where the paper is kept is missing or too long (`evidence_not_said`)."""

    code = "evidence_not_said"
    message = _("Fill this in, in fewer words if it is long.")


class EvidenceDatesWrong(Refusal):
    """The paper is of the future, or the evidence ends before today or after a year (`evidence_dates_wrong`)."""

    code = "evidence_dates_wrong"
    message = _("Enter a day of the paper that is not in the future, and a last day within a year from now.")


class AuthorityBeforeReport(Refusal):
    """The authority is older than the report it authorises bookings under (`authority_before_report`)."""

    code = "authority_before_report"
    message = _("Enter the day of the authority: not before the day of the report.")
    field = "paper_on"


class NoReportLive(Conflict):
    """No report under section 114 stops the council: there is nothing to authorise (`no_report_live`)."""

    code = "no_report_live"
    message = _("No report under section 114 is live, so there is nothing to authorise.")


class EvidenceRevokedAlready(Conflict):
    """It has been revoked (`evidence_revoked_already`)."""

    code = "evidence_revoked_already"
    message = _("This was taken back already.")


@dataclass(frozen=True)
class Scope:
    """What evidence is given for: one of a listing (by its reference), a home council, a booking."""

    listing: str = ""
    home_id: int | None = None
    booking_id: int | None = None

    @property
    def kind(self) -> str:
        if self.listing:
            return LISTING
        return HOME if self.home_id is not None else ONE_BOOKING


def give_evidence(
    *,
    actor: Actor,
    host_id: int,
    rule: str,
    scope: Scope,
    reason: str,
    kept: str,
    paper_on: date,
    ends_on: date,
    ground: str = "",
    at: datetime,
) -> Evidence:
    """From today to `ends_on` the rule is answered for the host, in this scope: what it says is shown with it.

    `kept`: where the host keeps the paper of the day `paper_on`; no paper comes here. Requires `request_booking` at
    the host; for the chief finance officer's authority `record_section_114`, and a report that is live, with which it
    ends; a second factor where the rule blocks. Refuses `not_found`, `rule_not_answerable`, `evidence_not_said`,
    `evidence_dates_wrong`, `no_report_live`, `authority_before_report`, `not_for_yourself` (the officer themselves).
    """
    answer = ANSWERABLE.get(rule)
    actor.require(RIGHTS[answer.by if answer else BOOKING], host_id)
    if answer is None or scope.kind not in answer.scopes:
        raise RuleNotAnswerable
    _require_factor(actor, rule)
    actor.require_decision()
    said = {"reason": _said("reason", reason, MOST_REASON), "kept": _said("kept", kept, MOST_KEPT)}
    if (ground in GROUNDS) != answer.grounds or (ground and not answer.grounds):
        raise EvidenceNotSaid(_("Choose the ground on which it is authorised."), field="ground")
    today = london_date(at)
    if paper_on > today:
        raise EvidenceDatesWrong(field="paper_on")
    if not today <= ends_on <= today + timedelta(days=FURTHEST_DAYS):
        raise EvidenceDatesWrong(field="ends_on")
    report = _report(host_id, today, paper_on) if rule == OF_A_REPORT else None
    given_for = _found(actor, host_id, scope, RIGHTS[answer.by], at)
    with change():
        given = Evidence.objects.create(
            rule=rule,
            host_id=host_id,
            ground=ground,
            report=report,
            paper_on=paper_on,
            starts_on=today,
            ends_on=ends_on,
            given_at=at,
            given_by_id=actor.by,
            **said,
            **given_for,
        )
        publish(EvidenceGiven(on_behalf_of=host_id, evidence_id=given.pk, rule=rule), actor=actor, at=at)
    return given


def revoke_evidence(*, actor: Actor, host_id: int, evidence_id: int, at: datetime) -> None:
    """The rule speaks again to what is asked for or binds from now on; what is bound stays.

    Requires what giving it requires. Refuses `not_found`, `evidence_revoked_already`.
    """
    with change():
        rows = Evidence.objects.select_for_update(of=("self",), no_key=True)
        found = sole(rows.filter(pk=evidence_id, host_id=host_id))
        if found is None or not actor.may(RIGHTS[ANSWERABLE[found.rule].by], host_id):
            raise NotFound
        _require_factor(actor, found.rule)
        actor.require_decision()
        if found.revoked_at is not None:
            raise EvidenceRevokedAlready
        found.revoked_at, found.revoked_by_id = at, actor.by
        found.save(update_fields=["revoked_at", "revoked_by"])
        fact = EvidenceRevoked(on_behalf_of=host_id, evidence_id=found.pk, rule=found.rule)
        publish(fact, actor=actor, at=at)


def _found(actor: Actor, host_id: int, scope: Scope, right: Right, at: datetime) -> dict[str, Any]:
    """The row it is given for, which the actor may see. Refuses `not_found`, `not_for_yourself`."""
    if scope.kind == LISTING:
        listing = listing_for(actor, scope.listing, at)
        if listing.person_id == actor.by:
            raise NotForYourself
        return {"listing_id": listing.pk}
    if scope.kind == HOME:
        homes = Organisation.objects.filter(pk__in=[scope.home_id]).exclude(pk=host_id)
        if not homes.exists():
            raise NotFound
        return {"home_id": scope.home_id}
    if scope.booking_id is None:
        raise NotFound
    booking = queries.booking_where(actor, scope.booking_id, host=right)
    if booking.host_id != host_id:
        raise NotFound
    return {"booking_id": booking.pk}


def _require_factor(actor: Actor, rule: str) -> None:
    """What lets a booking through that a rule blocks, or stops it again, wants a second factor."""
    if BLOCK in law_as_read().rules[rule].effects:
        actor.require_second_factor()


def _report(host_id: int, today: date, paper_on: date) -> Section114Report:
    """The report that stops the host, made no later than its authority. Refuses as giving evidence does."""
    report = report_live_on(host_id, today)
    if report is None:
        raise NoReportLive
    if paper_on < report.made_on:
        raise AuthorityBeforeReport
    return report


def _said(field: str, text: str, most: int) -> str:
    words = text.strip()
    if not 0 < len(words) <= most or "\x00" in words:
        raise EvidenceNotSaid(field=field)
    return words
