"""A council takes over from others: it is bound by what they signed, and goes on with what they had chosen."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from commonpool.access import Actor
from commonpool.activity.operations import change, publish
from commonpool.agreements import queries
from commonpool.agreements.events import AgreementCarriedOver, AgreementTakenOver, TermsTakenOver
from commonpool.agreements.lifecycle import AGREEMENT
from commonpool.agreements.models import Agreement, BandPrice, Joining, RuleSetAside
from commonpool.agreements.operations.answers_taken_over import take_over_answers, take_over_caps
from commonpool.agreements.operations.depth import locked_joining
from commonpool.agreements.rules import succession


def take_over_agreement(
    *, actor: Actor, organisation_id: int, predecessor_ids: Collection[int], on: date, at: datetime
) -> Agreement | None:
    """From that day (UK) the council is bound by the oldest text that stood at its predecessors; none: by none.

    Where all of them had signed it, it borrows where one of them did, with their settings; it lends once it has
    stated its own standing for VAT and its own bank details, which no council takes over. Where one had not, it is
    bound for 90 days, for what is booked already: it borrows and lends anew once its own people have taken the steps.
    What it has signed, answered or settled itself stays. Prices and costs: the lowest of each band; answers: the most
    careful; caps: the lowest; rules: those that all had set aside.

    Only by the rule of a succession: a person refuses `forbidden`. Repeatable.
    """
    actor.require_rule()
    with change():
        own = locked_joining(organisation_id)
        known = queries.taken_over_from(predecessor_ids, on)
        if own.taken_over_on == on or not known.joinings:
            return None
        own.taken_over_on = on
        _go_on(own, known)
        facts = TermsTakenOver(
            on_behalf_of=organisation_id,
            prices=_prices(organisation_id, known, on),
            rules_set_aside=_set_aside(organisation_id, known, on),
            caps=take_over_caps(organisation_id, known.caps),
            answers=take_over_answers(organisation_id, known.answers) is not None,
        )
        publish(facts, actor=actor, at=at)
        bound = known.governing and not queries.has_agreement_in_force(organisation_id)
        return _bind(organisation_id, known, on, actor, at) if bound else None


def carry_agreement(*, actor: Actor, organisation_id: int, on: date, at: datetime) -> bool:
    """The agreement of a council that another has taken over from is over the day before; whether there was one.

    Only by the rule of a succession: a person refuses `forbidden`.
    """
    actor.require_rule()
    with change():
        agreement = queries.hold_agreement_before(organisation_id, on)
        if agreement is None:
            return False
        agreement.status = AGREEMENT.after(agreement.status, "end")
        agreement.ends_on = on - timedelta(days=1)
        agreement.ended_at, agreement.ended_by, agreement.ended_by_rule = at, None, actor.standing_rule
        agreement.save(update_fields=["status", "ends_on", "ended_at", "ended_by", "ended_by_rule"])
        fact = AgreementCarriedOver(on_behalf_of=organisation_id, agreement_id=agreement.pk)
        publish(fact, actor=actor, at=at)
    return True


def _bind(organisation_id: int, known: queries.TakenOver, on: date, actor: Actor, at: datetime) -> Agreement:
    last = known.bound_until
    rule = actor.standing_rule
    agreement = Agreement.objects.create(
        organisation_id=organisation_id,
        text_id=min(known.governing.values(), key=lambda each: each.version).text_id,
        status="in_force",
        offered_at=at,
        offered_by_rule=rule,
        in_force_at=at,
        in_force_by_rule=rule,
        in_force_on=on,
        ends_on=last,
        ended_at=at if last else None,
        ended_by_rule=rule if last else "",
    )
    fact = AgreementTakenOver(
        on_behalf_of=organisation_id,
        readers=tuple(sorted(known.governing)),
        agreement_id=agreement.pk,
        ends_on=last,
    )
    publish(fact, actor=actor, at=at)
    return agreement


def _go_on(own: Joining, known: queries.TakenOver) -> None:
    """The council's own row says what its predecessors' did, where it does not speak for itself."""
    went = known.joinings
    peer = min(
        (each for each in went if each.peer_at), key=lambda each: (each.peer_at, each.pk), default=None
    )
    if own.peer_at is None and peer is not None:
        own.peer_at, own.peer_by_id, own.peer_post = peer.peer_at, peer.peer_by_id, peer.peer_post
    if known.bound_until is None and own.peer_at is not None:
        _borrows(own, went)
    if own.settled_at is None:
        _settings(own, went)
    own.save()


def _borrows(own: Joining, went: list[Joining]) -> None:
    borrowed = [each for each in went if each.borrow_at]
    if own.borrow_at is None and borrowed:
        first = min(borrowed, key=lambda each: (each.borrow_at, each.pk))
        for name in ("borrow_at", "borrow_by_id", "borrow_by_rule"):
            setattr(own, name, getattr(first, name))


def _settings(own: Joining, went: list[Joining]) -> None:
    settled = [each for each in went if each.settled_at]
    if not settled:
        return
    first = next((each for each in settled if each.invoice_address), settled[0])
    for name in ("invoice_name", "invoice_address", "invoice_email", "settled_at", "settled_by_id"):
        setattr(own, name, getattr(first, name))
    orders = {each.blanket_purchase_order for each in settled}
    own.blanket_purchase_order = orders.pop() if len(orders) == 1 else ""
    own.purchase_order_from_pence = min(each.purchase_order_from_pence for each in settled)
    own.average_weeks = min(each.average_weeks for each in settled)
    _rest(own, settled)
    own.silence_agrees = all(each.silence_agrees for each in settled)
    own.default_weekly_minutes = succession.lowest(each.default_weekly_minutes for each in settled)
    own.default_months = succession.lowest(each.default_months for each in settled)


def _rest(own: Joining, settled: list[Joining]) -> None:
    """The longest daily rest of them, and fortnights only where all count the same ones."""
    own.rest_minutes = max(each.rest_minutes for each in settled)
    fortnights = {each.rest_fortnights_from for each in settled}
    own.rest_fortnights_from = fortnights.pop() if len(fortnights) == 1 else None
    longest = [each.rest_reason for each in settled if each.rest_minutes == own.rest_minutes]
    own.rest_reason = next((reason for reason in longest if reason), "")


def _prices(organisation_id: int, known: queries.TakenOver, on: date) -> int:
    """Their prices are the council's, as whoever set them set them; how many."""
    own = set(
        BandPrice.objects.filter(organisation_id=organisation_id, starts_on__lte=on).values_list(
            "band", flat=True
        )
    )
    taken = succession.prices_taken_over(list(known.prices.values()))
    rows = [
        BandPrice(
            organisation_id=organisation_id,
            band=band,
            hourly_pence=pence,
            **{
                name: succession.costs_taken_over(
                    getattr(each, name) for each in known.price_rows if each.band == band
                )
                for name in ("cost_pence", "second_pence", "third_pence")
            },
            starts_on=on,
            set_at=source.set_at,
            set_by_id=source.set_by_id,
        )
        for band, pence in taken.items()
        if band not in own
        for source in [
            next(each for each in known.price_rows if (each.band, each.hourly_pence) == (band, pence))
        ]
    ]
    return len(BandPrice.objects.bulk_create(rows))


def _set_aside(organisation_id: int, known: queries.TakenOver, on: date) -> int:
    """What all of them had set aside is set aside; how many rules."""
    own = set(
        RuleSetAside.objects.filter(organisation_id=organisation_id, restored_at=None).values_list(
            "rule_id", flat=True
        )
    )
    kept = ("reason", "source", "monitoring_officer", "set_aside_at", "set_aside_by_id")
    going = [each for each in known.set_aside if each.rule_id not in own]
    for each in going:
        row = {name: getattr(each, name) for name in kept}
        RuleSetAside.objects.create(organisation_id=organisation_id, rule_id=each.rule_id, from_on=on, **row)
    return len(going)
