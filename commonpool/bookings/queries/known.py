"""What is known when a host asks for an officer: few statements, and under lock when something is to be held."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, FilteredRelation, OuterRef, Q, QuerySet

from commonpool.agreements import queries as agreements
from commonpool.agreements.models import Joining
from commonpool.agreements.rules import Party, body_of
from commonpool.availability import queries as availability
from commonpool.availability.lifecycle import LIVE_PERMISSION
from commonpool.availability.models import Listing, Permission, Week
from commonpool.bookings.queries.hosts import depth_for, host_named, joined_host
from commonpool.bookings.queries.needs import contact_for, provision_for
from commonpool.bookings.queries.posts import post_of
from commonpool.bookings.queries.priced import Step, prices_and_costs
from commonpool.bookings.queries.procurement import procurement_of
from commonpool.bookings.queries.working_time import Worker, working_time_of
from commonpool.bookings.rules.asking import Ask, Free, Known, Leave
from commonpool.bookings.rules.costs import Cost
from commonpool.bookings.rules.post import Post
from commonpool.bookings.rules.running import Procurement
from commonpool.bookings.rules.vat import treatments
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import NotFound
from commonpool.kernel.rows import Compiled, sole
from commonpool.organisations.models import Function, Organisation, Succession
from commonpool.people.queries import live_employments

GONE = ("draft", "closed")


@dataclass(frozen=True)
class Subject:
    """The officer asked for, the two councils, and all that the rules need to know."""

    listing: Listing
    home: Organisation
    host: Organisation
    host_joining: Joining | None
    permission: Permission | None
    text_id: int | None
    known: Known

    @property
    def officer_id(self) -> int:
        return self.listing.person_id

    @property
    def host_joined(self) -> bool:
        return self.host_joining is not None and self.host_joining.peer_at is not None

    @property
    def grade_band(self) -> str:
        return self.listing.employment.grade_band


def subject_for(
    host_id: int,
    officer: str,
    ask: Ask,
    at: datetime,
    *,
    lock: bool = False,
    joined: bool = True,
    but: int = 0,
    by: int = 0,
    host: Organisation | None = None,
) -> Subject:
    """What is known about this officer for this host and this asking.

    `but`: the booking that is judged anew, whose hours are those asked for. `by`: who asks, and has
    ready what the officer needs where the asking names nobody. `host`: where the caller has it from `may_host`.

    `lock`: agreements, permission and weeks are locked, in that order, until the change is over.
    Refuses `not_found` (no such listing in the pool), and where `joined`, `depth_needed` (the host has not come
    in deep enough).
    """
    today = london_date(at)
    host = joined_host(host_id, depth_for(ask)) if joined else host or host_named(host_id)
    listing: Any = _listing(officer, host.pk, ask, today, by)
    home = listing.employment.organisation
    steps = _steps(listing, ask) if ask.paid and ask.weeks else {}
    text_id = _agreed(home.pk, host_id, today, ask, lock) if ask.paid else None
    permission = _permission(listing.pk) if lock else getattr(listing, "held", None)
    weeks = _weeks(listing.person_id, ask.mondays, lock) if ask.paid else {}
    pays = ask.paid and bool(ask.weeks)
    worker = _worker(listing.person_id, host.pk, ask, today, but) if pays else None
    joining = getattr(home, "joining", None)
    known = Known(
        today=today,
        home_id=home.pk,
        host_id=host.pk,
        same_world=home.demonstration == host.demonstration,
        host_employs=listing.host_employs,
        listed=listing.status == "listed" and (listing.ends_on is None or listing.ends_on >= today),
        employed=listing.person.is_active and availability.employed_span(listing.employment).holds(today),
        checked=listing.employment.checked_at is not None,
        home_peer=joining is not None and joining.peer_at is not None,
        home_lends=joining is not None and joining.lend_at is not None,
        in_agreement=text_id is not None,
        not_signed_again=not_signed_again(home.pk, host_id, today) if ask.paid and text_id is None else "",
        law=agreements.law_as_of(listing.newest_power, listing.newest_rule),
        home=_party(home, listing.home_heirs),
        host=_party(host, listing.host_heirs),
        set_aside=listing.set_aside,
        function_known=listing.function_known,
        leave=leave_of(permission),
        working=worker.known if worker else None,
        adult=worker.adult if worker else None,
        in_role=worker.in_role if worker else (),
        post=_post(listing, host, today, but) if ask.paid else Post(),
        prices={monday: price for monday, (price, _cost) in steps.items()},
        vat=treatments(listing.vat_said, ask.mondays),
        cost=Cost(
            {monday: cost for monday, (_price, cost) in steps.items()},
            joining.wellbeing_reason if joining else "",
        ),
        weeks=weeks,
        procurement=_procurement(listing, host, ask, today, by, but) if pays else None,
        provision=provision_for(host, ask, listing.contact_id if ask.contact else by or None, today),
    )
    return Subject(listing, home, host, getattr(host, "joining", None), permission, text_id, known)


def leave_of(permission: Permission | None) -> Leave | None:
    """A permission as the rules read it."""
    if permission is None:
        return None
    return Leave(
        id=permission.pk,
        granted=permission.status == "granted",
        weekly_minutes=permission.weekly_minutes,
        starts_on=permission.starts_on,
        ends_on=permission.ends_on,
        decisions=permission.decisions,
        peer_help=permission.peer_help,
        approver_id=permission.approver_id or permission.granted_by_id,
        time_basis=permission.time_basis,
    )


def free_of(week: Week) -> Free:
    """A week as the rules read it."""
    return Free(
        offered=week.offered_minutes,
        held=week.held_minutes,
        live_bookings=week.live_bookings,
        shared=week.shared,
        open=week.open,
    )


def weeks_known(person_id: int, mondays: Iterable[date], *, lock: bool) -> dict[date, Free]:
    """An officer's weeks as the rules read them, locked in order of Monday if wanted."""
    return _weeks(person_id, list(mondays), lock)


def agreed_text(home_id: int, host_id: int, today: date, last_day: date, *, lock: bool) -> int | None:
    """The text that governs the two councils now and to the last day, locked FOR SHARE if wanted; or none."""
    standing = agreements.standing_between(home_id, host_id, today)
    if standing is None or not standing.reaches(last_day):
        return None
    if not lock:
        return standing.text_id
    held = agreements.lock_agreements(standing.agreement_ids)
    if {each.text_id for each in held} != {standing.home.text_id, standing.host.text_id}:
        return agreed_text(home_id, host_id, today, last_day, lock=True)  # a newer text came between
    whole = len(held) == 2 and all(each.governs_on(today) and each.governs_on(last_day) for each in held)
    return standing.text_id if whole else None


def not_signed_again(home_id: int, host_id: int, today: date) -> str:
    """The council of the two that may book nothing as its new signatures are overdue; empty where there is none."""
    found = agreements.unsigned_between([home_id, host_id], today)
    return found.organisation.name if found else ""


def _listing(officer: str, host_id: int, ask: Ask, today: date, by: int) -> Listing:
    if "\0" in officer + ask.function_id:
        raise NotFound
    asked = {"officer": officer, "host_id": host_id, "function_id": ask.function_id, "by": by, "today": today}
    found: Listing | None = sole(_LISTING(**asked, contact="" if "\0" in ask.contact else ask.contact))
    if found is None:
        raise NotFound
    return found


def _listing_asked(
    officer: str, host_id: int, function_id: str, contact: str, by: int, today: date
) -> QuerySet[Listing]:
    """A listing with all that hangs on it, and what the law wants to know of the two councils."""
    home_id = OuterRef("employment__organisation_id")
    employed_by_host = live_employments(today).filter(
        person_id=OuterRef("person_id"), organisation_id=host_id
    )
    rows: Any = Listing.objects.filter(reference=officer).exclude(status__in=GONE)
    live = FilteredRelation("permissions", condition=Q(permissions__status__in=LIVE_PERMISSION))
    asked: QuerySet[Listing] = (
        rows.annotate(held=live)
        .select_related("person", "employment__organisation__joining", "held")
        .annotate(
            host_employs=Exists(employed_by_host),
            function_known=Exists(Function.objects.filter(pk=function_id)),
            contact_id=contact_for(host_id, contact, by, today),
            home_heirs=_heirs(home_id),
            host_heirs=_heirs(host_id),
            set_aside=agreements.set_aside(home_id, host_id, today),
            vat_said=agreements.vat_said(home_id),
            **agreements.newest_law(),
        )
    )
    return asked


def _worker(person_id: int, host_id: int, ask: Ask, today: date, but: int) -> Worker:
    return working_time_of(
        person_id, min(ask.mondays), today, host_id=host_id, function_id=ask.function_id, but=but
    )


def _procurement(
    listing: Listing, host: Organisation, ask: Ask, today: date, by: int, but: int
) -> Procurement:
    settings = getattr(host, "joining", None)
    given = ask.purchase_order or (settings and settings.blanket_purchase_order)
    return procurement_of(
        listing.employment.organisation_id,
        host.pk,
        listing.person_id,
        ask,
        today,
        by=by,
        but=but,
        purchase_order_from=settings.purchase_order_from_pence if settings and not given else None,
    )


def _post(listing: Listing, host: Organisation, today: date, but: int) -> Post:
    home = listing.employment.organisation
    nations = (home.nation, host.nation)
    found = post_of(
        listing.employment_id, listing.pk, home.pk, host.pk, today, nations=nations, booking_id=but
    )
    return found.post


def _heirs(organisation_id: Any) -> ArraySubquery:
    """The names of the bodies that take an organisation's place, as an expression."""
    following = Succession.objects.filter(predecessor=organisation_id).order_by("successor__name")
    return ArraySubquery(following.values("successor__name"))


def _party(council: Organisation, heirs: Iterable[str]) -> Party:
    """A council as the law sees it."""
    return Party(council.nation, body_of(council.type, council.code), council.ends_on, tuple(heirs))


def _steps(listing: Listing, ask: Ask) -> dict[date, Step]:
    return prices_and_costs(
        listing.employment.organisation_id, listing.employment.grade_band, ask.mondays, dict(ask.when)
    )


def _agreed(home_id: int, host_id: int, today: date, ask: Ask, lock: bool) -> int | None:
    last_day = ask.last_day if ask.weeks else today
    return agreed_text(home_id, host_id, today, last_day, lock=lock)


def _permission(listing_id: int) -> Permission | None:
    """The permission of a listing, locked."""
    # Superseded while its lock was waited for, it is gone; a second look finds the one that took its place.
    return sole(_PERMISSION(listing_id=listing_id)) or sole(_PERMISSION(listing_id=listing_id))


def _live_permission(listing_id: int) -> QuerySet[Permission]:
    found = Permission.objects.filter(listing_id=listing_id, status__in=LIVE_PERMISSION)
    return found.select_for_update(of=("self",), no_key=True)


def _weeks(person_id: int, mondays: list[date], lock: bool) -> dict[date, Free]:
    if lock:
        rows = availability.lock_weeks(person_id, mondays)
    else:
        rows = list(Week.objects.filter(person_id=person_id, monday__in=mondays))
    return {week.monday: free_of(week) for week in rows}


_EXAMPLES: dict[str, Any] = {"officer": "no reference", "function_id": "no function", "contact": "no address"}
_LISTING = Compiled(_listing_asked, host_id=-1, by=-2, today=date.min, **_EXAMPLES)
_PERMISSION = Compiled(_live_permission, listing_id=-1)
