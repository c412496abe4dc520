"""What waits for somebody, from every stage, soonest due first; a stage is asked only where a right allows it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonpool.access import NETWORK, Actor, Right
from commonpool.agreements import queries as agreements
from commonpool.availability import queries as availability
from commonpool.kernel import weeks, words
from commonpool.kernel.clock import london_date
from commonpool.kernel.rows import numbers_of
from commonpool.needs import queries as needs
from commonpool.organisations import queries as organisations
from commonpool.people import queries as people
from commonpool.timesheets import queries as timesheets
from commonpool.web.home.of_bookings import booking_tasks
from commonpool.web.home.of_payroll import payroll_tasks
from commonpool.web.home.task import Task


def waiting(actor: Actor, at: datetime) -> list[Task]:
    """Everything that waits for the actor; what expires first stands first, what never does keeps its order."""
    found = [*_everyones(actor, at), *_of_roles(actor, at)]
    return sorted(found, key=lambda task: (task.due_at is None, task.due_at or at))


def _everyones(actor: Actor, at: datetime) -> Iterator[Task]:
    if not actor.rights:
        yield from _first_steps(actor, at)
    else:
        yield from booking_tasks(actor, at)
        yield from _hours(actor, at)
        yield from payroll_tasks(actor)
        yield from _signatures(actor)
        yield from _permissions(actor)


def _of_roles(actor: Actor, at: datetime) -> Iterator[Task]:
    if actor.where(Right.CHECK_APPROVERS) or actor.where(Right.GRANT_ROLES):
        yield from _approvers(actor)
    yield from _counted(actor, at)
    yield from _payroll(actor, at)
    if actor.where(Right.SET_UP_COUNCIL):
        yield from _newer_text(actor, at)
    if actor.where(Right.CONFIRM_ADMINISTRATORS) or actor.where(Right.GRANT_ROLES):
        yield from _administrators(actor)
    if actor.may(Right.RUN_DESK, NETWORK):
        yield from _help(actor)


def _first_steps(actor: Actor, at: datetime) -> Iterator[Task]:
    """Where they work, for somebody whose address says it and who has not confirmed it."""
    for proposal in people.proposals(actor, london_date(at)):
        names = _(" or ").join(str(council) for council in proposal.councils)
        yield Task(
            title=_("Do you work for %(councils)s?") % {"councils": names},
            text=_("Your address %(address)s says so. Tell us, and you can search and offer hours.")
            % {"address": proposal.mailbox},
            button=_("Say where you work"),
            url=reverse("your_council"),
        )


def _hours(actor: Actor, at: datetime) -> Iterator[Task]:
    for sheet in timesheets.waiting_for(actor, at):
        booking, monday = sheet.booking, sheet.booked_week.monday
        own = booking.officer_id == actor.person_id
        facts = {
            "officer": booking.officer,
            "host": booking.host.name,
            "week": words.week_of(monday),
            "hours": words.hours(sheet.booked_week.minutes),
        }
        if own and sheet.status == "queried":
            title, button = _("%(host)s asks about your hours, %(week)s") % facts, _("Answer")
        elif own:
            title, button = _("Say what you worked for %(host)s, %(week)s") % facts, _("Say your hours")
        elif sheet.corrected:  # type: ignore[attr-defined]
            title = _("The agreed hours of %(officer)s for %(host)s are to be corrected, %(week)s") % facts
            button = _("Read and answer")
        elif sheet.status in timesheets.AGREED:
            title = _("%(officer)s worked hours for %(host)s that you did not lend, %(week)s") % facts
            button = _("Read and answer")
        else:
            title, button = _("Agree the hours of %(officer)s, %(week)s") % facts, _("Read and answer")
        url = reverse("hours", args=[booking.reference, weeks.written(monday)])
        yield Task(title, _("Booked: %(hours)s.") % facts, button, url)


def _signatures(actor: Actor) -> Iterator[Task]:
    for naming in agreements.to_sign(actor):
        council = naming.agreement.organisation
        yield Task(
            title=_("Sign the agreement for %(council)s") % {"council": council.name},
            text=_("You are named as one of the two people who sign."),
            button=_("Read and sign"),
            url=reverse("joining_sign", args=[council.slug]),
        )


def _newer_text(actor: Actor, at: datetime) -> Iterator[Task]:
    """A change of money or liability that the council has not begun to sign; late, it books nothing new."""
    for council, text in agreements.to_sign_again(actor):
        facts = {"council": council.name, "day": words.day(text.due_on)}
        late = text.due_on is not None and text.due_on < london_date(at)
        waits = (
            _("Two people sign it by %(day)s. After that day nothing new can be booked until it is signed.")
            % facts
        )
        yield Task(
            title=_("%(council)s signs a new version of the agreement") % facts,
            text=_("The last day to sign was %(day)s. Until it is signed, nothing new can be booked.") % facts
            if late
            else waits,
            button=_("See what changes"),
            url=reverse("rooms_agreement", args=[council.slug]),
        )


def _permissions(actor: Actor) -> Iterator[Task]:
    for asked in availability.permissions_waiting(actor):
        facts = {"who": asked.employment.person, "hours": words.hours(asked.weekly_minutes)}
        text = _("Up to %(hours)s a week. You set the limits, and can withdraw it at any time.") % facts
        if asked.approver_id != actor.person_id:
            text += " " + _("You decide for %(approver)s.") % {"approver": asked.approver}
        yield Task(
            title=_("%(who)s asks to be lent to other councils") % facts,
            text=text,
            button=_("Read and decide"),
            url=reverse("permission", args=[asked.pk]),
        )


def _approvers(actor: Actor) -> Iterator[Task]:
    for check in availability.checks_waiting(actor):
        facts = {"who": check.person, "council": check.organisation.name}
        yield Task(
            title=_("May %(who)s release staff?") % facts,
            text=_(
                "Somebody at %(council)s asked them for a permission, for the first time. You answer once."
            )
            % facts,
            button=_("Say whether they may"),
            url=reverse("approver_check", args=[check.pk]),
        )


def _counted(actor: Actor, at: datetime) -> Iterator[Task]:
    """What is one line, however many there are: all counted in one SQL query."""
    rows: dict[str, QuerySet[Any]] = {}
    if actor.where(Right.CHECK_APPROVERS) or actor.where(Right.GRANT_ROLES):
        rows["unasked"] = availability.to_pass_on(actor, london_date(at))
    if actor.where(Right.GRANT_PERMISSION):
        rows["claims"] = people.claims_waiting(actor)
        rows["said"] = availability.experience_waiting(actor)
    if actor.where(Right.REQUEST_BOOKING):
        rows["offers"] = needs.offers_waiting(actor, at)
    numbers = numbers_of(rows)
    if waiting := numbers["unasked"]:
        text = ngettext(
            "%(count)s officer’s manager has left, or has not answered for 8 working days.",
            "The managers of %(count)s officers have left, or have not answered for 8 working days.",
            waiting,
        )
        yield Task(
            title=_("Name another manager"),
            text=text % {"count": waiting},
            button=_("See whose"),
            url=reverse("approver_checks"),
        )
    if waiting := numbers["claims"]:
        title = ngettext(
            "%(number)s claim that somebody took part in your council’s work",
            "%(number)s claims that somebody took part in your council’s work",
            waiting,
        )
        yield _to_confirm(title % {"number": waiting})
    if waiting := numbers["said"]:
        title = ngettext(
            "%(number)s thing your officers say they have done",
            "%(number)s things your officers say they have done",
            waiting,
        )
        yield _to_confirm(title % {"number": waiting})
    if waiting := numbers["offers"]:
        title = ngettext(
            "%(number)s offer of hours waits for your council’s answer",
            "%(number)s offers of hours wait for your council’s answer",
            waiting,
        )
        yield Task(
            title=title % {"number": waiting},
            text=_("Officers offer their time for what your council needs. Accept, keep in view or decline."),
            button=_("See the offers"),
            url=reverse("our_needs"),
        )


def _to_confirm(title: str) -> Task:
    return Task(
        title=title,
        text=_("Confirm what you know to be so. It then counts for more when somebody looks for them."),
        button=_("Read and answer"),
        url=reverse("parts"),
    )


def _payroll(actor: Actor, at: datetime) -> Iterator[Task]:
    for place in sorted(actor.where(Right.CHECK_PAYROLL)):
        listed = list(
            people.officers_to_check(actor, place, london_date(at)).select_related("organisation")[:100]
        )
        if listed:
            text = ngettext(
                "%(count)s officer’s job facts are ticked by their manager.",
                "%(count)s officers’ job facts are ticked by their managers.",
                len(listed),
            )
            yield Task(
                title=_("Check who is on your payroll"),
                text=text % {"count": len(listed)}
                + " "
                + _("They cannot be lent for pay before you have checked them."),
                button=_("See the list"),
                url=reverse("officers_to_check", args=[listed[0].organisation.slug]),
            )


def _administrators(actor: Actor) -> Iterator[Task]:
    for claim in organisations.open_claims(actor).exclude(person_id=actor.by):
        facts = {"who": claim.person, "council": claim.organisation.name}
        yield Task(
            title=_("Is %(who)s administrator of %(council)s?") % facts,
            text=_(
                "They ask for the role. Call their council on a number you find yourself before you answer."
            ),
            button=_("Answer"),
            url=reverse("answer_claim", args=[claim.pk]),
        )


def _help(actor: Actor) -> Iterator[Task]:
    count = organisations.open_help_requests(actor).count()
    if count:
        text = ngettext(
            "%(count)s person waits for an answer.", "%(count)s people wait for an answer.", count
        )
        yield Task(
            title=_("Somebody cannot get in"),
            text=text % {"count": count},
            button=_("See the desk"),
            url=reverse("desk"),
        )
