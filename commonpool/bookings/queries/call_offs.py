"""The call-off of a booking: what stands in it, who may read it, and whether one is genuine."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from commonpool.access import Actor
from commonpool.agreements.queries import answers_in_force, taken_over_among
from commonpool.agreements.rules.when import WEEKDAY
from commonpool.bookings.models import Booking, BookingTerms, CallOff
from commonpool.bookings.queries.seen import booking, booking_for
from commonpool.bookings.rules import vat
from commonpool.bookings.rules.planning import planned_days
from commonpool.identity.models import Person
from commonpool.kernel import weeks
from commonpool.kernel.refusals import NotFound
from commonpool.kernel.rows import sole
from commonpool.organisations.queries import bank_holidays
from commonpool.people.queries import post_said, professions


def call_off_for(actor: Actor, reference: str, version: int | None = None) -> tuple[Booking, CallOff]:
    """A booking's call-off, the newest or one of before, for whoever may see the booking. Refuses `not_found`."""
    found = booking_for(actor, reference)
    made = CallOff.objects.filter(booking=found).order_by("-version")
    one = sole(made[:1] if version is None else made.filter(version=version))
    if one is None:
        raise NotFound
    return found, one


def call_offs_of(booking_id: int) -> list[int]:
    """The versions there are of a booking's call-off, the newest first; for one who may see the booking."""
    return list(
        CallOff.objects.filter(booking_id=booking_id).order_by("-version").values_list("version", flat=True)
    )


def genuine(reference: str, sha256: str) -> tuple[CallOff, bool] | None:
    """The call-off with this reference and hash, and whether it is the newest of its booking; else nothing.

    For anybody: who has both has the document, and learns nothing from a wrong pair.
    """
    made = list(CallOff.objects.filter(booking__reference=reference).order_by("-version"))
    found = next((each for each in made if each.sha256 == sha256), None)
    return None if found is None else (found, found == made[0])


def facts_to_call_off(booking_id: int, terms: BookingTerms) -> dict[str, Any]:
    """Everything that stands in the call-off of these terms, which have just bound. Ten SQL queries."""
    bound = booking(booking_id)
    answers = _answers(bound, terms)
    ids = {each[1] for each in answers.values()} | {
        bound.permission.granted_by_id,
        terms.offered_by_id,
        terms.contact_id,
    }
    people: dict[int | None, str] = dict(
        Person.objects.filter(pk__in=[each for each in ids if each is not None]).values_list("pk", "name")
    )
    agreed, power, leave = bound.agreement_text, bound.power, bound.permission
    taken_over = taken_over_among((bound.home_id, bound.host_id))
    assert agreed is not None
    assert power is not None
    return {
        "reference": bound.reference,
        "agreement": {
            "version": agreed.version,
            "sha256": agreed.sha256,
            "taken_over_by": [
                each.official_name for each in (bound.home, bound.host) if each.pk in taken_over
            ],
        },
        "home": {"name": bound.home.official_name, "code": bound.home.code, "nation": bound.home.nation},
        "host": {"name": bound.host.official_name, "code": bound.host.code, "nation": bound.host.nation},
        "power": {"power": power.power, "text": power.text, "source": power.source, "deemed": power.deemed},
        "officer": {
            "name": bound.officer.name,
            "job": bound.employment.job_title,
            "grade_band": terms.grade_band,
        },
        "post": _post(bound),
        "procurement": _procurement(bound.host_id),
        "function": terms.function.label,
        "purpose": terms.purpose,
        "decisions": terms.decisions,
        "needs": list(terms.needs),
        "contact": people.get(terms.contact_id, ""),
        "ready_on": terms.ready_on.isoformat() if terms.ready_on else "",
        "weeks": terms.weeks,
        "days": _days(bound, terms),
        "net_pence": terms.net_pence,
        "vat_pence": terms.vat_pence,
        "vat": vat.in_words(terms.vat),
        "purchase_order": bound.purchase_order,
        "terms": {"version": terms.version, "sha256": terms.sha256},
        "asked": _deed(terms.offered_at, people[terms.offered_by_id]),
        **{name: _deed(at, people.get(by, ""), rule) for name, (at, by, rule) in answers.items()},
        "permission": {
            **_deed(leave.granted_at, people.get(leave.granted_by_id, "")),
            "weekly_minutes": leave.weekly_minutes,
            "starts_on": leave.starts_on.isoformat(),
            "ends_on": leave.ends_on.isoformat(),
            "time_basis": leave.time_basis,
        },
        "checks": terms.checks,
    }


def days_planned(
    bound: Booking, minutes: int, monday: date, when: str, holidays: Collection[date]
) -> dict[date, int]:
    """The minutes of one of its weeks by day, as the officer said they usually work: in the pool, or of their job."""
    usual = bound.listing.usual_days or bound.employment.working_days
    return planned_days(minutes, monday, usual, holidays, when)


def _days(bound: Booking, terms: BookingTerms) -> dict[str, dict[str, int]]:
    """The minutes planned by day, by week; of hours agreed for evenings or weekends none are. One SQL query."""
    holidays = bank_holidays(bound.home.nation)
    return {
        each["week"]: {
            day.isoformat(): minutes
            for day, minutes in days_planned(
                bound, each["minutes"], weeks.read(each["week"]), each["when"], holidays
            ).items()
        }
        for each in terms.weeks
        if each["when"] == WEEKDAY
    }


def _post(bound: Booking) -> dict[str, Any]:
    """What the officer has said of their post as the terms bind; nothing where they said nothing.

    Of an interest only whether there is one in either council; of a check its status alone.
    """
    said: dict[str, Any] | None = post_said(bound.employment_id)
    if said is None:
        return {}
    profession = professions().get(said["profession"])
    registers = (
        [profession.registers.get(nation, nation) for nation in said["registered_in"]] if profession else []
    )
    return {
        "profession": profession.name if profession else "",
        "registers": registers,
        **{name: said[name] or "" for name in ("vetting_level", "vetting_issuer", "vetting_issued_on")},
        "interest_in": [
            each.official_name for each in (bound.home, bound.host) if each.pk in said["interest_councils"]
        ],
    }


def _procurement(host_id: int) -> dict[str, Any]:
    """What the host answers about procurement as the terms bind."""
    said = answers_in_force(host_id)
    if said is None:
        return {}
    return {
        "basis": said.basis,
        "words": said.basis_words,
        "objectives": said.objectives,
        "version": said.version,
        "insurer_told_on": said.insurer_told_on.isoformat() if said.insurer_told_on else "",
        **_deed(said.answered_at, said.answered_by.name),
    }


def _answers(bound: Booking, terms: BookingTerms) -> dict[str, tuple[datetime | None, int | None, str]]:
    """When, by whom or by which rule the three yeses were said: those of the booking, or of its variation."""
    if terms.version == 1:
        return {
            "answered": (bound.accepted_at, bound.accepted_by_id, ""),
            "approved": (bound.approved_at, bound.approved_by_id, bound.approved_by_rule),
            "confirmed": (bound.confirmed_at, bound.confirmed_by_id, bound.confirmed_by_rule),
        }
    return {
        "answered": (terms.answered_at, terms.answered_by_id, ""),
        "approved": (terms.approved_at, terms.approved_by_id, terms.approved_by_rule),
        "confirmed": (terms.confirmed_at, terms.confirmed_by_id, terms.confirmed_by_rule),
    }


def _deed(at: datetime | None, by: str, rule: str = "") -> dict[str, str]:
    return {"at": at.isoformat() if at else "", "by": by, "rule": rule}
