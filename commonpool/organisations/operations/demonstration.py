"""Invented councils, plainly marked, for demonstrations."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from commonpool.access import NETWORK, Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.organisations.events import OrganisationAdded, OrganisationChanged
from commonpool.organisations.models import Domain, Organisation, Succession

DEMONSTRATION_DOMAIN = ".example"
"""Reserved for inventions (RFC 2606): no mail can ever arrive there."""


def add_demonstration_council(
    *,
    actor: Actor,
    code: str,
    name: str,
    official_name: str,
    slug: str,
    type: str,
    nation: str,
    region: str,
    domain: str,
    latitude: float,
    longitude: float,
    at: datetime,
) -> Organisation:
    """The register holds an invented council, marked as one, at a domain that ends in `.example`.

    Needs `run_desk` or a rule. ValueError for a domain that could be somebody's.
    """
    if not actor.standing_rule:
        actor.require(Right.RUN_DESK, NETWORK)
    if not domain.endswith(DEMONSTRATION_DOMAIN):
        raise ValueError(f"a demonstration domain ends in {DEMONSTRATION_DOMAIN}")
    with change():
        council = Organisation.objects.create(
            code=code,
            name=name,
            official_name=official_name,
            slug=slug,
            type=type,
            tier="single",
            nation=nation,
            region=region,
            latitude=latitude,
            longitude=longitude,
            demonstration=True,
        )
        Domain.objects.create(organisation=council, name=domain, is_website=False)
        fact = OrganisationAdded(on_behalf_of=None, readers=(council.pk,), organisation_id=council.pk)
        publish(fact, actor=actor, at=at)
    return council


def end_demonstration_councils(
    *, actor: Actor, ending: Sequence[Organisation], into: Organisation, on: date, at: datetime
) -> None:
    """These invented councils end the day before, and the other, which begins on that day, takes over from them.

    Needs `run_desk` or a rule. ValueError for a council that is not invented.
    """
    if not actor.standing_rule:
        actor.require(Right.RUN_DESK, NETWORK)
    if not all(each.demonstration for each in (*ending, into)):
        raise ValueError("only invented councils end by invention")
    with change():
        into.starts_on = on
        into.save(update_fields=["starts_on"])
        for each in ending:
            each.ends_on = on - timedelta(days=1)
            each.save(update_fields=["ends_on"])
            Succession.objects.create(predecessor=each, successor=into, on=on)
        for each, field in [(into, "starts_on"), *((was, "ends_on") for was in ending)]:
            fact = OrganisationChanged(
                on_behalf_of=None, readers=(each.pk,), organisation_id=each.pk, fields=(field,)
            )
            publish(fact, actor=actor, at=at)
