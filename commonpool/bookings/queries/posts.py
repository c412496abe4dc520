"""What is known of an officer's post for one host, and which evidence answers which rule: one SQL query."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from commonpool.agreements import queries as agreements
from commonpool.bookings.models import BookedWeek, Evidence
from commonpool.bookings.rules.evidence import Shown
from commonpool.bookings.rules.post import Post
from commonpool.kernel.prepared import Asking
from commonpool.kernel.rows import Compiled
from commonpool.people.models import Employment, PostFacts
from commonpool.people.queries import professions
from commonpool.people.rules import POST_FACTS


@dataclass(frozen=True)
class Posted:
    """The post as the rules read it, and what judging it anew needs of the law: as a booking binds."""

    post: Post
    newest_power: int
    newest_rule: int
    set_aside: Collection[int]


@dataclass(frozen=True)
class Filled:
    """A post by its employment, the listing it is lent by, home and host; `nations`: of these two councils."""

    employment_id: int
    listing_id: int
    home_id: int
    host_id: int
    nations: tuple[str, str]


def post_of(
    employment_id: int,
    listing_id: int,
    home_id: int,
    host_id: int,
    today: date,
    *,
    nations: tuple[str, str],
    booking_id: int = 0,
) -> Posted:
    """What is known of an officer's post today for a host. One SQL query.

    `nations`: of the home and of the host council; `booking_id`: the booking that is judged anew, whose weeks are those
    asked for, and whose evidence counts. For callers that judged who asks.
    """
    asked = [Filled(employment_id, listing_id, home_id, host_id, nations)]
    return posts_of(asked, today, booking_id=booking_id)()[0]


def posts_of(asked: Sequence[Filled], today: date, *, booking_id: int = 0) -> Asking[list[Posted]]:
    """Asks for the same of each of these posts. One SQL query, none for no post."""
    values = [
        {
            "employment_id": each.employment_id,
            "listing_id": each.listing_id,
            "home_id": each.home_id,
            "host_id": each.host_id,
            "today": today,
            "booking_id": booking_id,
        }
        for each in asked
    ]
    return _POST.asking_each(values).then(
        lambda found: [
            _posted(row, each.host_id, each.nations) for (row,), each in zip(found, asked, strict=True)
        ]
    )


def _posted(row: tuple[Any, ...], host_id: int, nations: tuple[str, str]) -> Posted:
    said, full, full_weeks, others, stopped, shown, power, rule, set_aside = row
    facts = json.loads(said) if said else {}
    profession = professions().get(facts.get("profession", ""))
    interested = host_id in facts.get("interest_councils", ())
    post = Post(
        stated=bool(said),
        profession=profession.name if profession else "",
        regulated=profession is not None and profession.regulated,
        other_register=profession is not None
        and profession.registers[nations[0]] != profession.registers[nations[1]],
        restricted=facts.get("restricted", False),
        statutory=bool(facts.get("statutory_post")),
        second_job_unasked=facts.get("second_job") == "not_asked",
        interested=interested,
        paid_by_host=interested and facts["paid_directly"],
        member_of_host=facts.get("member_of_id") == host_id,
        stopped=stopped,
        full_minutes=full or 0,
        full_weeks=full_weeks,
        lent_by_another=others,
        evidence=dict(_shown(shown)),
    )
    return Posted(post, power, rule, set_aside)


def _shown(rows: Iterable[str]) -> Iterable[tuple[str, Shown]]:
    """By rule, the newest last."""
    for row in rows:
        each = json.loads(row)
        paper_on = date.fromisoformat(each["paper_on"])
        yield each["rule"], Shown(each["reason"], each["kept"], paper_on, each["by"])


def _post(
    employment_id: int, listing_id: int, home_id: int, host_id: int, today: date, booking_id: int
) -> QuerySet[Any, Any]:
    said = PostFacts.objects.filter(employment_id=OuterRef("pk")).order_by("-pk")
    held = BookedWeek.objects.filter(
        person_id=OuterRef("person_id"), released_at__isnull=True, booking__host_id=host_id
    ).exclude(booking_id=booking_id)
    full = held.filter(booking__employment_id=OuterRef("pk"), minutes__gte=OuterRef("weekly_minutes"))
    others = held.exclude(booking__employment_id=OuterRef("pk"))
    live = agreements.reports_live_on(host_id, today)
    shown = (
        Evidence.objects.filter(
            Q(listing_id=listing_id) | Q(home_id=home_id) | Q(booking_id=booking_id),
            Q(report__isnull=True) | Q(report=Subquery(live.values("pk")[:1])),
            host_id=host_id,
            revoked_at__isnull=True,
            starts_on__lte=today,
            ends_on__gte=today,
        )
        .order_by("pk")
        .values(
            one=JSONObject(
                rule="rule", reason="reason", kept="kept", paper_on="paper_on", by="given_by__name"
            )
        )
    )
    facts = {name: F(name) for name in POST_FACTS}
    return (
        Employment.objects.filter(pk=employment_id)
        .annotate(
            said=Subquery(said.values(one=JSONObject(**facts))[:1]),
            full=ArraySubquery(full.order_by("monday").values("monday")),
            others=ArraySubquery(others.order_by("monday").values("monday")),
            stopped=agreements.stopped_on(host_id, today),
            shown=ArraySubquery(shown),
            away=agreements.set_aside(home_id, host_id, today),
            **agreements.newest_law(),
        )
        .values_list(
            "said",
            "weekly_minutes",
            "full",
            "others",
            "stopped",
            "shown",
            "newest_power",
            "newest_rule",
            "away",
        )
    )


_POST = Compiled(
    _post, employment_id=-1, listing_id=-2, home_id=-3, host_id=-4, today=date.min, booking_id=-5
)
