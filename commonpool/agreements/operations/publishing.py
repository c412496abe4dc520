"""A steward publishes the next version of the agreement; councils in force are told, reminded, or carried to it."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from commonpool.access import NETWORK, Actor, Right
from commonpool.activity.operations import change, one_by_one, publish
from commonpool.agreements import queries, rules
from commonpool.agreements.events import (
    AgreementCarried,
    AgreementChangeTold,
    AgreementTextPublished,
    AgreementTextPutForward,
)
from commonpool.agreements.lifecycle import TEXT
from commonpool.agreements.models import Agreement, AgreementText, Carried, TextNotice
from commonpool.agreements.operations.signing import TextChanged
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import Conflict, NotFound, Refusal, refusing
from commonpool.organisations.models import Nation
from commonpool.organisations.queries import bank_holidays

NOTICE_DUE = Actor.rule("agreement_text_is_newer")
NOTICE_OVER = Actor.rule("notice_of_minor_change_over")
MOST_SUMMARY = 600


class DueTooSoon(Refusal):
    """The day is less than thirty days after the notice counts, or more than a year ahead (`due_too_soon`)."""

    code = "due_too_soon"
    message = _(
        "Choose a day at least 30 days ahead and within a year. For a minor change the 30 days begin on the next "
        "working day."
    )
    field = "due_on"


class SummaryNeeded(Refusal):
    """What changes is not said, or at too great length (`summary_needed`)."""

    code = "summary_needed"
    message = _("Say in a few plain sentences what changes.")
    field = "summary"


class ChangeUnknown(Refusal):
    """The kind of change is none of the two (`change_unknown`)."""

    code = "change_unknown"
    message = _("Say whether it is a minor change or one of money or liability.")
    field = "change"


class EarlierDraft(Conflict):
    """An earlier version is still a draft (`earlier_draft`)."""

    code = "earlier_draft"
    message = _("Publish the earlier draft first: versions are published in order.")


class NotPutForward(Conflict):
    """Nobody has put this draft forward, or not as it was shown (`not_put_forward`)."""

    code = "not_put_forward"
    message = _(
        "This draft is not put forward in these words and for this day. Read again what is put forward."
    )


class SecondStewardNeeded(Refusal):
    """Whoever put a text forward does not publish it (`second_steward_needed`)."""

    code = "second_steward_needed"
    message = _("You put this text forward yourself. Another steward has to publish it.")


def put_text_forward(
    *, actor: Actor, version: int, sha256: str, change_kind: str, summary: str, due_on: date, at: datetime
) -> AgreementText:
    """The draft waits for another steward to publish it, with what will be told of it; nobody is told yet.

    Put forward again, it is as it was put forward last. Needs `run_desk` and a second factor. Refuses `not_found` (no
    such draft), `text_changed`, `earlier_draft`, `change_unknown`, `summary_needed`, `due_too_soon`.
    """
    actor.require(Right.RUN_DESK, NETWORK)
    actor.require_second_factor()
    actor.require_decision()
    summary = " ".join(summary.split())
    _refuse_what_is_wrong(change_kind, summary, due_on, london_date(at))
    with change():
        _current, text = _held_draft(version, sha256)
        text.change, text.summary, text.due_on = change_kind, summary, due_on
        text.put_forward_at, text.put_forward_by_id = at, actor.by
        text.save()
        fact = AgreementTextPutForward(on_behalf_of=None, version=version, due_on=due_on)
        publish(fact, actor=actor, at=at)
    return text


def publish_agreement_text(
    *, actor: Actor, version: int, sha256: str, change_kind: str, summary: str, due_on: date, at: datetime
) -> AgreementText:
    """The draft is the current text, councils in force on an older one are told, signings not begun move to it.

    Another steward has put it forward, in these words and for this day. Needs `run_desk` and a second factor. Refuses
    `not_found` (no such draft), `text_changed`, `earlier_draft`, `not_put_forward`, `second_steward_needed`, and
    `due_too_soon` where the day has come too near: it is put forward anew.
    """
    actor.require(Right.RUN_DESK, NETWORK)
    actor.require_second_factor()
    actor.require_decision()
    shown = (change_kind, " ".join(summary.split()), due_on)
    _refuse_what_is_wrong(*shown, london_date(at))
    with refusing("agreement_text_two_stewards", SecondStewardNeeded()), change():
        current, text = _held_draft(version, sha256)
        if text.put_forward_at is None or shown != (text.change, text.summary, text.due_on):
            raise NotPutForward
        if text.put_forward_by_id == actor.by:
            raise SecondStewardNeeded
        current.status = TEXT.after(current.status, "supersede")
        current.save(update_fields=["status"])
        text.status = TEXT.after(text.status, "publish")
        text.current_from, text.published_at, text.published_by_id = london_date(at), at, actor.by
        text.save()
        Agreement.objects.filter(status="offered").update(text=text)
        published = AgreementTextPublished(on_behalf_of=None, version=version, due_on=due_on)
        publish(published, actor=actor, at=at)
        for agreement in queries.on_older_texts(version):
            _tell(agreement, text, rules.PUBLISHED, actor, at)
    return text


def _held_draft(version: int, sha256: str) -> tuple[AgreementText, AgreementText]:
    """The current text and the draft that is next in order, both locked, where the draft reads as it was shown."""
    current = AgreementText.objects.select_for_update(no_key=True).get(status="current")
    drafts = list(
        AgreementText.objects.select_for_update(no_key=True).filter(status="draft").order_by("version")
    )
    text = next((each for each in drafts if each.version == version > current.version), None)
    if text is None:
        raise NotFound
    if text.sha256 != sha256:
        raise TextChanged
    if text != drafts[0]:
        raise EarlierDraft
    return current, text


def _refuse_what_is_wrong(kind: str, summary: str, due_on: date, today: date) -> None:
    if kind not in rules.CHANGES:
        raise ChangeUnknown
    if not 0 < len(summary) <= MOST_SUMMARY:
        raise SummaryNeeded
    everywhere = frozenset[date]().union(*map(bank_holidays, Nation.values))
    last = today + timedelta(days=rules.FURTHEST_DAYS)
    if not rules.earliest_due(kind, today, everywhere) <= due_on <= last:
        raise DueTooSoon


def tell_of_newer_texts(*, at: datetime, actor: Actor = NOTICE_DUE) -> int:
    """Councils in force on an older text are told of each newer one, and reminded to sign; says how many councils.

    Each step once for each council and version. Repeatable.
    """
    today = london_date(at)

    def tell(agreement_id: int) -> bool:
        agreement = _held(agreement_id)
        if agreement is None:
            return False
        told = False
        for text, given in queries.newer_texts(agreement):
            step = rules.step_due(queries.version_of(text), list(given), queries.noticed_on(given), today)
            if step is not None:
                _tell(agreement, text, step, actor, at)
                told = True
        return told

    return one_by_one(list(queries.on_older_texts().values_list("pk", flat=True)), tell)


def carry_to_newer_texts(*, at: datetime, actor: Actor = NOTICE_OVER) -> int:
    """A minor change whose notice has run reaches each council in force, one version after another. Repeatable."""
    today = london_date(at)

    def carry(agreement_id: int) -> bool:
        agreement = _held(agreement_id)
        moved = False
        while agreement is not None and _carry(agreement, today, actor, at):
            moved = True
        return moved

    return one_by_one(list(queries.on_older_texts().values_list("pk", flat=True)), carry)


def _carry(agreement: Agreement, today: date, actor: Actor, at: datetime) -> bool:
    newer = queries.newer_texts(agreement)
    if not newer:
        return False
    text, given = newer[0]
    given_on, holidays = queries.noticed_on(given), bank_holidays(agreement.organisation.nation)
    counts_from = None if given_on is None else rules.counts_from(given_on, holidays)
    due = rules.carried_to(agreement.text.version, [queries.version_of(text)], counts_from, today)
    if due is None:
        return False
    Carried.objects.create(
        agreement=agreement,
        text_before=agreement.text,
        text=text,
        carried_at=at,
        carried_by_id=actor.person_id,
        carried_by_rule=actor.standing_rule,
    )
    agreement.text = text
    agreement.save(update_fields=["text"])
    carried = AgreementCarried(
        on_behalf_of=agreement.organisation_id, agreement_id=agreement.pk, version=text.version
    )
    publish(carried, actor=actor, at=at)
    return True


def _held(agreement_id: int) -> Agreement | None:
    """The agreement under lock, if it still is in force."""
    return (
        Agreement.objects.select_for_update(of=("self",), no_key=True)
        .select_related("text", "organisation")
        .filter(pk=agreement_id, status="in_force")
        .first()
    )


def _tell(agreement: Agreement, text: AgreementText, step: str, actor: Actor, at: datetime) -> None:
    assert text.due_on is not None
    TextNotice.objects.create(
        agreement=agreement,
        text=text,
        step=step,
        given_at=at,
        given_by_id=actor.person_id,
        given_by_rule=actor.standing_rule,
    )
    told = AgreementChangeTold(
        on_behalf_of=agreement.organisation_id,
        agreement_id=agreement.pk,
        text_id=text.pk,
        version=text.version,
        due_on=text.due_on,
        days=None if step == rules.PUBLISHED else int(step),
    )
    publish(told, actor=actor, at=at)
