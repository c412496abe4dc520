"""Needs and offers."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, Field

from commonpool.access import Actor, Right
from commonpool.api.shapes.bookings import BookingSent, Sent
from commonpool.api.shapes.bookings import Need as WhatNeeded
from commonpool.api.shapes.values import ADay, FewWords, InNation, Line, Minutes, Order, Short, Week
from commonpool.kernel import weeks
from commonpool.kernel.clock import now
from commonpool.needs import queries
from commonpool.needs.models import Need, Offer
from commonpool.needs.rules import (
    MOST_BUDGET_PENCE,
    MOST_MINUTES,
    MOST_SKILLS,
    MOST_WEEKS,
    Said,
)
from commonpool.organisations.queries import function_named
from commonpool.people.queries import skill_named


class NeedSaid(Sent):
    """`minutes`: in all, or of each of the `weeks` where `each_week`. `subject`: the reference of a booking it is for.

    `budget_pence`: before VAT.
    """

    title: Short
    what: Line
    function: Short
    weeks: list[Week] = Field(min_length=1, max_length=MOST_WEEKS)
    minutes: int = Field(strict=True, ge=1, le=MOST_MINUTES)
    each_week: bool = Field(default=False, strict=True)
    skills: list[Short] = Field(default_factory=list, max_length=MOST_SKILLS)
    budget_pence: int | None = Field(default=None, strict=True, ge=1, le=MOST_BUDGET_PENCE)
    nation: InNation = ""
    remote: bool = Field(default=False, strict=True)
    on_site: bool = Field(default=False, strict=True)
    subject: Short = ""

    def said(self) -> Said:
        """What is sent, as the stage takes it. Refuses `unknown_function` and a skill that is not there."""
        return Said(
            title=self.title.strip(),
            what=self.what.strip(),
            function_id=function_named(self.function).pk,
            skill_ids=tuple(skill_named(each).pk for each in self.skills),
            mondays=tuple(weeks.read(each) for each in self.weeks),
            minutes=self.minutes,
            each_week=self.each_week,
            budget_pence=self.budget_pence,
            nation=self.nation,
            remote=self.remote,
            on_site=self.on_site,
            subject=self.subject,
        )


class NeedSent(NeedSaid):
    """`draft`: only the council sees it. `host` is needed by those who may act for several."""

    host: Short | None = None
    draft: bool = Field(default=False, strict=True)


class OfferedWeek(Sent):
    week: Week
    minutes: Minutes


class OfferSent(Sent):
    """Hours the officer is free, and a few words that only the host reads."""

    weeks: list[OfferedWeek] = Field(min_length=1, max_length=53)
    words: FewWords = ""


class AcceptSent(Sent):
    """`more`: these hours are wanted also where the need has enough with fewer. The rest is as in a request; `when`, of
    all its weeks.
    """

    more: bool = Field(default=False, strict=True)
    work: Literal["advice", "decisions"] = "advice"
    needs: list[WhatNeeded] = Field(default_factory=list, max_length=3)
    contact: Short = ""
    ready_by: ADay | None = None
    when: Literal["weekday", "evening_saturday", "sunday_holiday"] | None = None
    purchase_order: Order = ""


def terms_sent(offer: Offer, sent: AcceptSent) -> dict[str, Any]:
    """What is sent of the terms, as the operation takes it."""
    when = {monday: sent.when for monday, _minutes in queries.weeks_of_offer(offer)} if sent.when else None
    return {
        "decisions": sent.work == "decisions",
        "needs": tuple(sent.needs),
        "purchase_order": sent.purchase_order,
        "contact": sent.contact,
        "ready_on": sent.ready_by,
        "when": when,
    }


class AskSent(BookingSent):
    """As a request, of the need's host. `more`: these hours are wanted also where the need has enough with fewer."""

    kind: Literal["paid"] = "paid"
    more: bool = Field(default=False, strict=True)


class NeedShape(BaseModel):
    """`host`: its code, where the caller's council has joined. `taken_minutes`: of the bookings made for it."""

    reference: str
    status: str
    host: str | None
    title: str
    what: str
    function: str
    weeks: list[str]
    minutes: int
    each_week: bool
    taken_minutes: int
    budget_pence: int | None
    nation: str
    remote: bool
    on_site: bool
    open_until: str | None


class Needs(BaseModel):
    count: int
    results: list[NeedShape]
    next: str | None


class OfferShape(BaseModel):
    """`booking`: its reference, once it is accepted.

    `status`: made or shortlisted, while it waits; accepted; declined by the host; withdrawn by the officer; set_aside,
    as the need was filled, over or changed before it was answered; fell_through, as its booking came to nothing.
    """

    reference: str
    need: str
    officer: str
    home: str
    status: str
    weeks: list[OfferedWeek]
    minutes: int
    words: str
    booking: str | None


class NeedDetail(NeedShape):
    """`offers`: all of them to who may ask for its host; to an officer their own live one.

    `left_minutes`: what no booking made for it holds; `left_weeks`: so many of each week or, where they are wanted in
    all, of any of these.
    """

    skills: list[str]
    left_minutes: int
    left_weeks: list[OfferedWeek]
    offers: list[OfferShape]


def need_shape(need: Need, *, named: bool) -> dict[str, Any]:
    return {
        "reference": need.reference,
        "status": need.status,
        "host": need.host.code if named else None,
        "title": need.title,
        "what": need.what,
        "function": need.function_id,
        "weeks": [weeks.written(monday) for monday in need.mondays],
        "minutes": need.minutes,
        "each_week": need.each_week,
        "taken_minutes": need.taken_minutes,
        "budget_pence": need.budget_pence,
        "nation": need.nation,
        "remote": need.remote,
        "on_site": need.on_site,
        "open_until": need.open_until.isoformat() if need.open_until else None,
    }


def detail_shape(actor: Actor, need: Need) -> dict[str, Any]:
    ours = actor.may(Right.REQUEST_BOOKING, need.host_id)
    mine = queries.my_offer_to(actor, need)
    left = queries.left_of(need, now())
    offers = queries.offers_to(actor, need) if ours else [mine] if mine else []
    return need_shape(need, named=queries.sees_host(actor, need)) | {
        "skills": list(need.skill_names),  # type: ignore[attr-defined]
        "left_minutes": left.minutes,
        "left_weeks": weeks_shape(left.by_week.items()),
        "offers": [offer_shape(each) for each in offers],
    }


def weeks_shape(said: Iterable[tuple[date, int]]) -> list[dict[str, Any]]:
    return [{"week": weeks.written(monday), "minutes": minutes} for monday, minutes in said]


def offer_shape(offer: Offer) -> dict[str, Any]:
    return {
        "reference": offer.reference,
        "need": offer.need.reference,
        "officer": offer.listing.reference,
        "home": offer.home.code,
        "status": offer.status,
        "weeks": weeks_shape(queries.weeks_of_offer(offer)),
        "minutes": offer.minutes,
        "words": offer.words,
        "booking": offer.booking.reference if offer.booking else None,
    }
