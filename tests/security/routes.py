"""Every address of the product, with the parameters of the world's own things filled in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from commonpool.access import Right
from commonpool.api.application import api
from commonpool.web.pages import PUBLIC, SIGNED_IN
from tests.security.world import World

WHOSE = [
    (r"^bookings/<[^>]*reference>/own-time/", {"reference": "unstated"}),
    (
        r"^(api/v1/)?bookings/<[^>]*reference>/(hours|timesheet|call-off)",
        {"reference": "worked", "week": "week"},
    ),
    (r"^council/<[^>]*slug>/files/", {"reference": "worked"}),
    (r"^bookings/<[^>]*reference>/thanks/", {"reference": "thanked"}),
    (r"^bookings/<[^>]*reference>/evidence/", {"reference": "booking", "rule": "asks"}),
    (r"^(api/v1/)?bookings/", {"reference": "booking", "week": "week"}),
    (r"^(api/v1/)?work/", {"reference": "work"}),
    (r"^(api/v1/)?needs/", {"reference": "need"}),
    (r"^(api/v1/)?offers/", {"reference": "offer"}),
    (r"^calls/", {"reference": "call"}),
    (r"^team/", {"reference": "together"}),
    (r"^limits/", {"reference": "limit"}),
    (r"^invitations/", {"reference": "invitation"}),
    (r"^desk/agreement/", {"version": "draft"}),
    (r"^desk/councils/", {"slug": "invited_slug"}),
    (r"^desk/successions/", {"slug": "ending_slug"}),
    (r"^(api/v1|council/<[^>]*slug>)/invoices/", {"reference": "invoice"}),
    (r"^(people|api/v1/officers)/", {"reference": "listing"}),
    (r"^council/<[^>]*slug>/clearing/payments/", {"reference": "called"}),
    (r"^council/<[^>]*slug>/clearing/", {"reference": "invoice", "month": "clearing_month"}),
    (r"^(desk/clearing|api/v1/clearing-cycles)/", {"month": "clearing_month"}),
]
"""What `reference` is the reference of. Every other parameter has the name of what it names."""

OUTSIDE = {
    "api/v1/": "the library's own root: answers 404, and is where links to the API lead",
    "^api/v1/": "no endpoint: answers 404 as a problem document",
    "api/v1/openapi.json": "public: the shapes, no data",
}
"""Routes that declare no right, each with the reason."""


@dataclass(frozen=True)
class Route:
    """One address, one right; `methods` are those it answers."""

    path: str
    right: Any
    methods: tuple[str, ...]
    owned: bool

    @property
    def is_api(self) -> bool:
        return self.path.startswith("/api/")

    def open_to(self, rights: frozenset[Right]) -> bool:
        if self.right in (PUBLIC, SIGNED_IN, "signed_in"):
            return True
        wanted = self.right if isinstance(self.right, tuple) else (self.right,)
        return not rights.isdisjoint(Right(one) for one in wanted)


def patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from patterns(each, prefix + str(each.pattern))
        else:
            yield prefix + str(each.pattern), each


def every_route(world: World) -> list[Route]:
    """All that the URL resolver knows and `OUTSIDE` does not name; an API path once for each of its methods."""
    operations = {
        f"api/v1/{path}": view.operations
        for _p, router in api._routers
        for path, view in router.path_operations.items()
    }
    found = []
    for written, pattern in patterns(get_resolver()):
        if written in OUTSIDE:
            continue
        plain = re.sub(r"<(\w+:)?(\w+)>", r"{\2}", written)
        path, owned = filled(world, written), "<" in written
        if plain in operations:
            for each in operations[plain]:
                found.append(Route(path, each.view_func.right, tuple(each.methods), owned))
        else:
            found.append(Route(path, pattern.callback.right, pattern.callback.methods, owned))
    return found


def filled(world: World, written: str) -> str:
    named = next((names for pattern, names in WHOSE if re.match(pattern, written)), {})
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda m: str(world.owned[named.get(m[1], m[1])]), written)


def body_for(path: str) -> dict[str, Any]:
    """A body an endpoint of the API would read: what is wrong with it is not its shape."""
    for pattern, body in BODIES.items():
        if re.search(pattern, path):
            return dict(body)
    return {}


ASKED = {
    "officer": "O-0000-0000",
    "weeks": [{"week": "2027-W10", "minutes": 120}],
    "purpose": "Review our planning appeals backlog",
    "function": "planning",
}
BODIES: dict[str, dict[str, Any]] = {
    r"/(quotes|bookings)$": ASKED,
    r"/teams$": {"parts": [{"words": "planning appeals", "minutes": 120}], "weeks": ["2027-W10"]},
    r"/teams/request$": {
        "members": [{"officer": "O-0000-0000", "weeks": [{"week": "2027-W10", "minutes": 120}]}],
        "purpose": "Review our planning appeals backlog",
        "function": "planning",
    },
    r"/needs(/[^/]+/change)?$": {
        "title": "Appeals",
        "what": "Review our planning appeals backlog",
        "function": "planning",
        "weeks": ["2027-W10"],
        "minutes": 120,
    },
    r"/needs/[^/]+/ask$": ASKED,
    r"/(needs/[^/]+/offers|offers/[^/]+/change)$": {"weeks": [{"week": "2027-W10", "minutes": 120}]},
    r"/offers/[^/]+/[a-z]+$": {},
    r"/rates/example$": {
        "annual_pence": 3_636_300,
        "weekly_minutes": 2220,
        "contract_minutes": 2220,
        "pension_percent": "20",
        "work": [{"date": "2026-12-12", "minutes": 120}],
    },
    r"/calls$": {"officer": "O-0000-0000", "message": "Could we talk about your appeals work?"},
    r"/timesheet$": {"week": "2026-W50", "days": [{"date": "2026-12-09", "minutes": 60}]},
    r"/timesheet/(agree|allow|refuse)$": {"week": "2026-W50"},
    r"/timesheet/correct$": {
        "week": "2026-W50",
        "days": [{"date": "2026-12-09", "minutes": 30}],
        "reason": "I read the wrong week",
    },
    r"/timesheet/correct/[a-z]+$": {"week": "2026-W50", "number": 1},
    r"/timesheet/move$": {"week": "2026-W50", "to": "2026-W51"},
    r"/(ready|removed)$": {"needs": ["visit"]},
    r"/host-late$": {"weeks": ["2026-W50"], "because_late": True},
    r"/propose$": {"weeks": [{"week": "2027-W10", "minutes": 120}]},
    r"/(take-up|decline-weeks)$": {"proposal": 1},
    r"/timesheet/query$": {"week": "2026-W50", "reason": "Was Wednesday not a holiday?"},
    r"/(withdraw|cancel)$": {"terms": "", "reason": "not_needed"},
    r"/(accept|decline|approve|confirm)$": {"terms": "x"},
}
