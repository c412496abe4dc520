"""How deep councils take part, what opens the next depth, and the settings each has chosen."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor, Right, Role
from commonpool.access.actor import NETWORK
from commonpool.agreements import rules
from commonpool.agreements.models import (
    Agreement,
    BandPrice,
    BankDetails,
    InvoiceMode,
    Joining,
    NettingChoice,
    PayrollColumns,
    PayTable,
    PensionRate,
    Signatory,
    StandingAnswers,
    VatStanding,
    WishToJoin,
)
from commonpool.agreements.rules import Progress, Step
from commonpool.kernel.bands import GRADE_BANDS
from commonpool.kernel.refusals import NotFound, Refusal
from commonpool.kernel.rows import Among, Compiled
from commonpool.organisations.models import Organisation, RoleHolding
from commonpool.people.models import Employment

LIVE = ("offered", "one_signature", "in_force")


class DepthNeeded(Refusal):
    """The council has not come in deep enough for this (`depth_needed`); says which step opens it."""

    code = "depth_needed"
    message = _("Your council cannot do this yet. Next step: {step} ({who}).")

    def __init__(self, organisation_id: int, depth: str, steps: list[Step]) -> None:
        self.organisation_id = organisation_id
        self.depth = depth
        first = steps[0] if steps else rules.STEPS[depth][0]
        super().__init__(step=first.words, who=first.who)


@dataclass(frozen=True)
class Settings:
    """What a council has opened and chosen; with no row yet, these defaults. Pence and minutes."""

    organisation_id: int
    depth: str = "none"
    peer: bool = False
    borrow: bool = False
    lend: bool = False
    invoice_name: str = ""
    invoice_address: str = ""
    invoice_email: str = ""
    invoice_electronic: str = ""
    purchase_order_from_pence: int = 100_000
    blanket_purchase_order: str = ""
    silence_agrees: bool = True
    default_weekly_minutes: int | None = None
    default_months: int | None = None
    wellbeing_reason: str = ""
    average_weeks: int = 17
    rest_minutes: int = rules.REST_MINUTES
    rest_fortnights_from: date | None = None
    rest_reason: str = ""

    @property
    def usual_weekly_minutes(self) -> int:
        """Minutes a week that a manager allows with a fresh e-mail code."""
        return rules.usual(self.default_weekly_minutes, rules.STARTING_WEEKLY_MINUTES)

    @property
    def usual_months(self) -> int:
        """For how many months a manager allows with a fresh e-mail code."""
        return rules.usual(self.default_months, rules.STARTING_MONTHS)


def depths(organisation_ids: Iterable[int]) -> dict[int, str]:
    """`none`, `peer`, `borrow` or `lend` for each organisation, in one query."""
    wanted = dict.fromkeys(organisation_ids, "none")
    rows = Joining.objects.filter(organisation_id__in=list(wanted)).only(
        "organisation_id", "peer_at", "borrow_at", "lend_at"
    )
    return wanted | {row.organisation_id: row.depth for row in rows}


def borrowing(organisation_ids: Iterable[int]) -> set[int]:
    """Which of these organisations borrow: `lend` is the deepest depth, and says nothing of borrowing."""
    rows = Joining.objects.filter(organisation_id__in=list(organisation_ids), borrow_at__isnull=False)
    return set(rows.values_list("organisation_id", flat=True))


def taking_part() -> list[int]:
    """The organisations that have joined, at least as peer."""
    return list(Joining.objects.filter(peer_at__isnull=False).values_list("organisation_id", flat=True))


def depth_of(organisation_id: int) -> str:
    """`none`, `peer`, `borrow` or `lend`."""
    return depths([organisation_id])[organisation_id]


def settings_of_all(organisation_ids: Iterable[int]) -> dict[int, Settings]:
    """The settings of each organisation, in one query."""
    found = {each: Settings(organisation_id=each) for each in organisation_ids}
    for row in Joining.objects.filter(organisation_id__in=list(found)):
        found[row.organisation_id] = Settings(
            organisation_id=row.organisation_id,
            depth=row.depth,
            peer=row.peer_at is not None,
            borrow=row.borrow_at is not None,
            lend=row.lend_at is not None,
            invoice_name=row.invoice_name,
            invoice_address=row.invoice_address,
            invoice_email=row.invoice_email,
            invoice_electronic=row.invoice_electronic,
            purchase_order_from_pence=row.purchase_order_from_pence,
            blanket_purchase_order=row.blanket_purchase_order,
            silence_agrees=row.silence_agrees,
            default_weekly_minutes=row.default_weekly_minutes,
            default_months=row.default_months,
            wellbeing_reason=row.wellbeing_reason,
            average_weeks=row.average_weeks,
            rest_minutes=row.rest_minutes,
            rest_fortnights_from=row.rest_fortnights_from,
            rest_reason=row.rest_reason,
        )
    return found


def settings_of(organisation_id: int) -> Settings:
    """One organisation's settings, for the rules of later stages."""
    return settings_of_all([organisation_id])[organisation_id]


def settings_for(actor: Actor, organisation_id: int) -> Settings:
    """A council's settings, for its own people to read (404 for others)."""
    _own(actor, organisation_id)
    return settings_of(organisation_id)


def progress_of(organisation_id: int) -> Progress:
    """What a council has done towards each depth, in one query."""
    return progress_of_all([organisation_id])[organisation_id]


def progress_of_all(organisation_ids: Iterable[int]) -> dict[int, Progress]:
    """What each council has done towards each depth, in one query."""
    return {row.pop("pk"): Progress(**row) for row in _PROGRESS(organisation_ids=list(organisation_ids))}


def _done(organisation_ids: Collection[int]) -> QuerySet[Any, Any]:
    signings = Agreement.objects.filter(organisation=OuterRef("pk"))
    goes_on = signings.filter(status="in_force", in_force_by__isnull=True, ends_on__isnull=True)
    held = RoleHolding.objects.filter(organisation=OuterRef("pk"), ended_at__isnull=True)
    prices = BandPrice.objects.filter(organisation=OuterRef("pk"))
    unpriced = Employment.objects.filter(
        ~Exists(BandPrice.objects.filter(organisation=OuterRef("organisation"), band=OuterRef("grade_band"))),
        organisation=OuterRef("pk"),
        ends_on__isnull=True,
        grade_band__in=list(GRADE_BANDS),
    )
    unauthorised = Signatory.objects.filter(
        agreement__organisation=OuterRef("pk"),
        agreement__status__in=LIVE,
        replaced_at__isnull=True,
        authority_on__isnull=True,
    )
    of_it = {"organisation": OuterRef("pk")}
    rows: Any = Organisation.objects.filter(Among("pk", organisation_ids))
    found: QuerySet[Any, Any] = rows.values(
        "pk",
        peer=_is_set(joining__peer_at__isnull=False),
        offered=Exists(signings.filter(status__in=LIVE)),
        # What was taken over for some days only is a bridge to an agreement of the council's own, and opens nothing.
        in_force=Exists(
            signings.filter(Q(in_force_by__isnull=False) | Q(ends_on__isnull=True), status="in_force")
        ),
        invoice_address=_is_set(joining__invoice_address__gt=""),
        budget_holder=Exists(held.filter(role=Role.BUDGET_HOLDER)),
        booking_manager=Exists(held.filter(role=Role.BOOKING_MANAGER)),
        hr=Exists(held.filter(role=Role.HR)),
        finance=Exists(held.filter(role=Role.FINANCE)),
        priced=ExpressionWrapper(Exists(prices) & ~Exists(unpriced), BooleanField()),
        defaults=_is_set(
            joining__default_weekly_minutes__isnull=False, joining__default_months__isnull=False
        ),
        release=Exists(held.filter(role__in=[Role.APPROVER, Role.RELEASE_CONTACT])),
        answers=Exists(StandingAnswers.objects.filter(organisation=OuterRef("pk"))),
        authority=ExpressionWrapper(
            (Exists(signings.filter(status__in=LIVE, signatories__isnull=False)) | Exists(goes_on))
            & ~Exists(unauthorised),
            BooleanField(),
        ),
        vat=Exists(VatStanding.objects.filter(**of_it)),
        bank=Exists(
            BankDetails.objects.filter(confirmed_at__isnull=False, objected_at__isnull=True, **of_it)
        ),
        invoice_mode=Exists(InvoiceMode.objects.filter(**of_it)),
        netting=Exists(NettingChoice.objects.filter(**of_it)),
        pay_table=Exists(PayTable.objects.filter(**of_it)),
        pension=Exists(PensionRate.objects.filter(**of_it)),
        columns=Exists(PayrollColumns.objects.filter(**of_it)),
        costs=ExpressionWrapper(
            Exists(prices) & ~Exists(prices.filter(cost_pence__isnull=True)), BooleanField()
        ),
        wellbeing=_is_set(joining__wellbeing_reason__gt=""),
    )
    return found


def _is_set(**condition: object) -> Case:
    return Case(When(Q(**condition), then=Value(True)), default=Value(False), output_field=BooleanField())


_PROGRESS = Compiled(_done, organisation_ids=(-1,))


def missing_for(organisation_id: int, depth: str) -> list[Step]:
    """The steps the council still has to take for a depth, in order, each with its words and its page."""
    return rules.missing(progress_of(organisation_id), depth)


def require_depth(organisation_id: int, depth: str) -> None:
    """Refuses `depth_needed`, naming the step that opens it, unless that depth is open there."""
    if not getattr(settings_of(organisation_id), depth):
        raise depth_needed(organisation_id, depth)


def depth_needed(organisation_id: int, depth: str) -> DepthNeeded:
    """The refusal to a council that has not come in deep enough, with the first step it has still to take."""
    return DepthNeeded(organisation_id, depth, missing_for(organisation_id, depth))


def wishes(organisation_id: int) -> int:
    """How many officers have asked their council to join."""
    return WishToJoin.objects.filter(organisation_id=organisation_id).count()


def councils_to_wish_for(actor: Actor) -> list[Organisation]:
    """The actor's own councils that have not joined, each with `wished`: whether they have asked already."""
    mine = WishToJoin.objects.filter(organisation=OuterRef("pk"), wished_by_id=actor.person_id)
    outside = Organisation.objects.filter(pk__in=actor.where(Right.SEARCH_POOL)).exclude(
        joining__peer_at__isnull=False
    )
    return list(outside.annotate(wished=Exists(mine)).order_by("name"))


def half_joined(actor: Actor) -> QuerySet[Organisation]:
    """Councils that began to join and cannot lend yet, those most wished for first. Requires `run_desk`."""
    actor.require(Right.RUN_DESK, NETWORK)
    lending = Joining.objects.filter(organisation=OuterRef("pk"), lend_at__isnull=False)
    return (
        Organisation.objects.filter(
            Q(joining__isnull=False) | Q(wishes__isnull=False) | Q(agreements__isnull=False)
        )
        .exclude(Exists(lending))
        .select_related("joining")
        .annotate(wish_count=Count("wishes", distinct=True))
        .order_by("-wish_count", "name")
        .distinct()
    )


def _own(actor: Actor, organisation_id: int) -> None:
    if not actor.rights.get(organisation_id):
        raise NotFound
