"""The versions of the agreement's text: which there are, which are newer than a council's, what differs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from commonpool.access import NETWORK, Actor, Right
from commonpool.agreements.models import Agreement, AgreementText, TextNotice
from commonpool.agreements.rules import PUBLISHED, TERMS, Difference, Version, differences
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import NotFound
from commonpool.kernel.rows import sole
from commonpool.organisations.models import Organisation


@dataclass(frozen=True)
class ComingText:
    """A newer version and what it asks of a council: nothing, or two signatures by a day. `overdue`: that is past."""

    text: AgreementText
    signing: bool
    overdue: bool
    differences: list[Difference]


def published_texts() -> QuerySet[AgreementText]:
    """Every version that has been current, the newest first. For anybody."""
    return AgreementText.objects.exclude(status="draft").order_by("-version")


def texts_for_desk(actor: Actor) -> QuerySet[AgreementText]:
    """Every version, drafts too, the newest first, with how many councils were told of it and stand under it."""
    actor.require(Right.RUN_DESK, NETWORK)
    told = Count("notices", filter=Q(notices__step=PUBLISHED), distinct=True)
    in_force = Count("agreements", filter=Q(agreements__status="in_force"), distinct=True)
    rows = AgreementText.objects.select_related("published_by", "put_forward_by").annotate(
        told=told, in_force=in_force
    )
    return rows.order_by("-version")


def draft_for_desk(actor: Actor, version: int) -> AgreementText:
    """A draft that a steward may publish. Refuses `not_found`."""
    actor.require(Right.RUN_DESK, NETWORK)
    found = sole(
        AgreementText.objects.filter(version=version, status="draft").select_related("put_forward_by")
    )
    if found is None:
        raise NotFound
    return found


def on_older_texts(version: int | None = None) -> QuerySet[Agreement]:
    """Agreements in force under a text older than this version, or than the newest published; in order of id."""
    newer = AgreementText.objects.filter(published_at__isnull=False, version__gt=OuterRef("text__version"))
    rows = Agreement.objects.filter(status="in_force").order_by("pk")
    return rows.filter(Exists(newer)) if version is None else rows.filter(text__version__lt=version)


def newer_texts(agreement: Agreement) -> list[tuple[AgreementText, dict[str, datetime]]]:
    """The published versions newer than an agreement's, in order, with when its council was told which step."""
    texts = AgreementText.objects.filter(published_at__isnull=False, version__gt=agreement.text.version)
    given: dict[int, dict[str, datetime]] = {}
    for each in TextNotice.objects.filter(agreement=agreement):
        given.setdefault(each.text_id, {})[each.step] = each.given_at
    return [(text, given.get(text.pk, {})) for text in texts.order_by("version")]


def noticed_on(given: Mapping[str, datetime]) -> date | None:
    """The day on which a council was first told."""
    return london_date(given[PUBLISHED]) if PUBLISHED in given else None


def version_of(text: AgreementText) -> Version:
    """A published version as the rules read it."""
    assert text.due_on is not None
    return Version(text.version, text.change, text.due_on)


def coming_texts(agreement: Agreement, today: date) -> list[ComingText]:
    """The newer versions as the council's own page shows them, each compared with the one before it."""
    found, before = [], agreement.text
    for text, _given in newer_texts(agreement):
        signing = text.change == TERMS
        overdue = signing and text.due_on is not None and text.due_on < today
        found.append(ComingText(text, signing, overdue, differences(before.body, text.body)))
        before = text
    return found


def unsigned_between(organisation_ids: Iterable[int], today: date) -> Agreement | None:
    """The agreement among these that makes no new bookings as its council has not signed again in time; or none."""
    return next(iter(unsigned_among(organisation_ids, today)), None)


def unsigned_among(organisation_ids: Iterable[int], today: date) -> list[Agreement]:
    """All of them, in order. One SQL query."""
    in_force = Agreement.objects.filter(organisation_id__in=list(organisation_ids), status="in_force")
    rows = in_force.filter(Exists(_overdue(today))).select_related("organisation").order_by("pk")
    return list(rows)


def to_sign_again(actor: Actor) -> list[tuple[Organisation, AgreementText]]:
    """The actor's councils that have still to begin to sign a newer version, and the first such version.

    For who names the signatories. Two SQL queries.
    """
    newer = Exists(AgreementText.objects.filter(_TERMS, version__gt=OuterRef("text__version")))
    signing = Agreement.objects.filter(
        organisation=OuterRef("organisation"), status__in=["offered", "one_signature"]
    )
    behind = Agreement.objects.filter(
        newer, ~Exists(signing), organisation__in=actor.where(Right.SET_UP_COUNCIL), status="in_force"
    )
    found = list(behind.select_related("organisation", "text").order_by("organisation__name"))
    texts = list(AgreementText.objects.filter(_TERMS).order_by("version")) if found else []
    return [
        (each.organisation, next(text for text in texts if text.version > each.text.version))
        for each in found
    ]


_TERMS = Q(change=TERMS, published_at__isnull=False)


def _overdue(on: date) -> QuerySet[AgreementText]:
    """Versions of money or liability later than an agreement's own, whose last day to sign is past."""
    return AgreementText.objects.filter(change=TERMS, due_on__lt=on, version__gt=OuterRef("text__version"))


def may_book_on(on: date) -> Q:
    """Agreements whose council has signed every change of money or liability that it had to by then."""
    return ~Q(Exists(_overdue(on)))
