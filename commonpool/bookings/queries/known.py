"""What is known when a host asks for an officer: few statements, and under lock when something is to be held."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce

from commonpool.agreements import queries as agreements
from commonpool.agreements.models import BandPrice, Joining
from commonpool.agreements.queries import DepthNeeded
from commonpool.agreements.rules import Party, body_of
from commonpool.availability import queries as availability
from commonpool.availability.models import Listing, Permission, Week
from commonpool.bookings.queries.posts import post_of
from commonpool.bookings.queries.working_time import Worker, working_time_of
from commonpool.bookings.rules.asking import Ask, Free, Known, Leave
from commonpool.bookings.rules.post import Post
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import NotFound
from commonpool.kernel.rows import sole
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
) -> Subject:
    """What is known about this officer for this host and this asking.

    `but`: the booking that is judged anew, whose hours are those asked for.

    `lock`: agreements, permission and weeks are locked, in that order, until the change is over.
    Refuses `not_found` (no such listing in the pool), and where `joined`, `depth_needed` (the host has not come
    in deep enough).
    """
    today = london_date(at)
    host = joined_host(host_id, depth_for(ask)) if joined else _host(host_id)
    listing = _listing(officer, host, ask.function_id, today)
    home = listing.employment.organisation
    prices = _prices(listing, ask) if ask.paid and ask.weeks else {}
    text_id = _agreed(home.pk, host_id, today, ask, lock) if ask.paid else None
    permission = _permission(listing.pk, lock)
    weeks = _weeks(listing.person_id, ask.mondays, lock) if ask.paid else {}
    worker = _worker(listing.person_id, host.pk, ask, today, but) if ask.paid and ask.weeks else None
    joining = getattr(home, "joining", None)
    known = Known(
        today=today,
        home_id=home.pk,
        host_id=host.pk,
        same_world=home.demonstration == host.demonstration,
        host_employs=listing.host_employs,  # type: ignore[attr-defined]
        listed=listing.status == "listed" and (listing.ends_on is None or listing.ends_on >= today),
        employed=listing.person.is_active and availability.employed_span(listing.employment).holds(today),
        checked=listing.employment.checked_at is not None,
        home_peer=joining is not None and joining.peer_at is not None,
        home_lends=joining is not None and joining.lend_at is not None,
        in_agreement=text_id is not None,
        law=agreements.law_as_of(listing.newest_power, listing.newest_rule),  # type: ignore[attr-defined]
        home=_party(home, listing.home_heirs),  # type: ignore[attr-defined]
        host=_party(host, listing.host_heirs),  # type: ignore[attr-defined]
        set_aside=listing.set_aside,  # type: ignore[attr-defined]
        function_known=listing.function_known,  # type: ignore[attr-defined]
        leave=leave_of(permission),
        working=worker.known if worker else None,
        adult=worker.adult if worker else None,
        in_role=worker.in_role if worker else (),
        post=_post(listing, host, today, but) if ask.paid else Post(),
        prices=prices,
        weeks=weeks,
    )
    return Subject(listing, home, host, getattr(host, "joining", None), permission, text_id, known)


def joined_host(host_id: int, depth: str) -> Organisation:
    """The host, if it has come in as deep as that. Refuses `not_found`, `depth_needed`."""
    host = _host(host_id)
    shallow = too_shallow(host, depth)
    if shallow is not None:
        raise shallow
    return host


def depth_for(ask: Ask) -> str:
    """How deep a host comes in to ask for this."""
    return "borrow" if ask.paid else "peer"


def too_shallow(host: Organisation, depth: str) -> DepthNeeded | None:
    """What a host that has not come in as deep as that has still to do; none where it has."""
    if getattr(getattr(host, "joining", None), f"{depth}_at", None) is not None:
        return None
    return agreements.depth_needed(host.pk, depth)


def _host(host_id: int) -> Organisation:
    host = sole(Organisation.objects.select_related("joining").filter(pk=host_id))
    if host is None:
        raise NotFound
    return host


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


def prices_on(organisation_id: int, band: str, mondays: Iterable[date]) -> dict[date, int | None]:
    """Pence an hour in each week, that of its Monday; none where no price is set. One SQL query."""
    wanted = sorted(set(mondays))
    steps = list(
        BandPrice.objects.filter(organisation_id=organisation_id, band=band, starts_on__lte=wanted[-1])
        .order_by("-starts_on")
        .values_list("starts_on", "hourly_pence")
    )
    return {monday: next((pence for start, pence in steps if start <= monday), None) for monday in wanted}


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
    whole = len(held) == 2 and all(each.governs_on(today) and each.governs_on(last_day) for each in held)
    return standing.text_id if whole else None


def _listing(officer: str, host: Organisation, function_id: str, today: date) -> Listing:
    home_id = OuterRef("employment__organisation_id")
    employed_by_host = live_employments(today).filter(
        person_id=OuterRef("person_id"), organisation_id=host.pk
    )
    found = sole(
        Listing.objects.filter(reference=officer)
        .exclude(status__in=GONE)
        .select_related("person", "employment__organisation__joining")
        .annotate(
            host_employs=Exists(employed_by_host),
            function_known=Exists(Function.objects.filter(pk=function_id)),
            home_heirs=_heirs(home_id),
            host_heirs=_heirs(host.pk),
            set_aside=agreements.set_aside(home_id, host.pk, today),
            **agreements.newest_law(),
        )
    )
    if found is None:
        raise NotFound
    return found


def _worker(person_id: int, host_id: int, ask: Ask, today: date, but: int) -> Worker:
    return working_time_of(
        person_id, min(ask.mondays), today, host_id=host_id, function_id=ask.function_id, but=but
    )


def _post(listing: Listing, host: Organisation, today: date, but: int) -> Post:
    home = listing.employment.organisation
    nations = (home.nation, host.nation)
    found = post_of(
        listing.employment_id, listing.pk, home.pk, host.pk, today, nations=nations, booking_id=but
    )
    return found.post


def _heirs(organisation_id: Any) -> Coalesce:
    """How many bodies take an organisation's place, as an expression."""
    counted = Succession.objects.filter(predecessor=organisation_id).values("predecessor")
    return Coalesce(Subquery(counted.annotate(heirs=Count("pk")).values("heirs")), 0)


def _party(council: Organisation, heirs: int) -> Party:
    """A council as the law sees it."""
    return Party(council.nation, body_of(council.type, council.code), council.ends_on, heirs)


def _prices(listing: Listing, ask: Ask) -> dict[date, int | None]:
    return prices_on(listing.employment.organisation_id, listing.employment.grade_band, ask.mondays)


def _agreed(home_id: int, host_id: int, today: date, ask: Ask, lock: bool) -> int | None:
    last_day = ask.last_day if ask.weeks else today
    return agreed_text(home_id, host_id, today, last_day, lock=lock)


def _permission(listing_id: int, lock: bool) -> Permission | None:
    found = Permission.objects.filter(listing_id=listing_id, status__in=["granted", "paused"])
    if not lock:
        return sole(found)
    locked = found.select_for_update(of=("self",), no_key=True)
    # Superseded while its lock was waited for, it is gone; a second look finds the one that took its place.
    return sole(locked) or sole(locked.all())


def _weeks(person_id: int, mondays: list[date], lock: bool) -> dict[date, Free]:
    if lock:
        rows = availability.lock_weeks(person_id, mondays)
    else:
        rows = list(Week.objects.filter(person_id=person_id, monday__in=mondays))
    return {week.monday: free_of(week) for week in rows}
