"""Questions about the register. It is public: nobody needs a right to read it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from commonpool.kernel.prepared import Asking, nothing_asked
from commonpool.kernel.refusals import Conflict, NotFound
from commonpool.kernel.rows import Among, Compiled, sole
from commonpool.organisations import rules
from commonpool.organisations.models import Domain, FormerCode, Organisation, Succession


class UnknownCouncil(NotFound):
    """No body has or had this code (`unknown_council`)."""

    code = "unknown_council"
    message = _("We do not know a council with this code.")
    field = "council"


class CouncilSplit(Conflict):
    """The body ended and several took over (`council_split`)."""

    code = "council_split"
    message = _("{name} has ended and more than one council took over: {heirs}. Choose one.")
    field = "council"


def council_by_code(code: str, *, standing_on: date | None = None) -> Organisation:
    """The body with this code: ours, ONS's, or one it had before. Refuses `unknown_council` (404).

    With `standing_on`, the body that stands in its place on that day. Refuses `council_split` (409).
    """
    found = the_council(council_asked(code)())
    if standing_on is None:
        return found
    standing = successors_of(found, standing_on)
    if len(standing) > 1:
        raise CouncilSplit(name=found.name, heirs=", ".join(heir.name for heir in standing))
    return standing[0]


def council_asked(code: str) -> Asking[Organisation | None]:
    """Asks for the body with this code: ours, ONS's, or one it had before. One SQL query."""
    wanted = code.strip().upper()
    if not wanted or not (wanted.isascii() and wanted.isprintable()):
        return nothing_asked(None)
    return _CODED.asking(code=wanted).then(sole)


def the_council(found: Organisation | None) -> Organisation:
    """What was found by a code. Refuses `unknown_council` (404)."""
    if found is None:
        raise UnknownCouncil
    return found


def _with_code(code: str) -> QuerySet[Organisation]:
    ours, ons = Organisation.objects.filter(code=code), Organisation.objects.filter(ons_code=code)
    before = FormerCode.objects.filter(code=code).values("organisation")
    return Organisation.objects.filter(pk__in=ours.values("pk").union(ons.values("pk"), before)).order_by(
        "pk"
    )


_CODED = Compiled(_with_code, code="no code")


def council_named(name: str, day: date) -> Organisation | None:
    """The body that is called so, short or in full, and exists on a day; none where we know no such name."""
    called = Q(name__iexact=name.strip()) | Q(official_name__iexact=name.strip())
    standing = Q(ends_on__isnull=True) | Q(ends_on__gte=day)
    return sole(Organisation.objects.filter(called & standing).order_by("pk")[:1])


def council_by_slug(slug: str) -> Organisation:
    """The body with this address, with its county and combined authority. Refuses `unknown_council` (404)."""
    found: Organisation | None = sole(_AT(slug=slug))
    if found is None:
        raise UnknownCouncil
    return found


def _with_slug(slug: str) -> QuerySet[Organisation]:
    return Organisation.objects.select_related("county", "combined_authority").filter(slug=slug)


_AT = Compiled(_with_slug, slug="no slug")


def successors_of(council: Organisation, day: date) -> list[Organisation]:
    """The bodies that stand in a council's place on a day, by name; itself while nothing has replaced it."""
    return _standing_for([council], day)


def awaiting_heirs(day: date) -> QuerySet[Organisation]:
    """Bodies that have ended and that others take over from: nothing of theirs ends by itself, it is carried over."""
    return Organisation.objects.filter(ends_on__lt=day, successions__isnull=False)


def councils(
    *,
    day: date,
    nation: str = "",
    region: str = "",
    type: str = "",
    status: str = "",
    q: str = "",
    among: Collection[int] | None = None,
    not_among: Collection[int] = (),
) -> QuerySet[Organisation]:
    """Bodies by name. Empty filters let everything through; `among` and `not_among` are ids.

    `status` is `current`, `future` or `abolished` on the day; `q` is part of a name or a whole code.
    """
    found = Organisation.objects.filter(_named(q), _with_status(status, day))
    given = {"nation": nation, "region": region, "type": type}
    found = found.filter(**{name: value for name, value in given.items() if value})
    if among is not None:
        found = found.filter(pk__in=among)
    if not_among:
        found = found.exclude(pk__in=not_among)
    return found.order_by("name", "id")


def principal_councils(day: date) -> QuerySet[Organisation]:
    """The councils that exist on a day, without combined and strategic authorities."""
    return councils(day=day, status="current").exclude(type__in=rules.STRATEGIC_TYPES)


def organisations_named(ids: Iterable[int]) -> list[Organisation]:
    """These organisations, by name."""
    return list(Organisation.objects.filter(pk__in=list(ids)).order_by("name", "id"))


def places() -> list[tuple[str, str]]:
    """Every pair of nation and region that some body is in."""
    return _PLACES()


def councils_at_domain(email: str, day: date) -> list[Organisation]:
    """The councils whose people have addresses at exactly this address's domain, by name.

    Several share a domain; a council that has ended answers with those that took over. Empty: unknown.
    """
    domain = rules.domain_of(email)
    if domain is None:
        return []
    there = Organisation.objects.filter(domains__name=domain).order_by("name", "id")
    return _standing_for(list(there), day, status="current")


def organisations_at_domains(domains: Collection[str], day: date) -> dict[str, set[int]]:
    """The same for many exact domains at once: ids by domain, in two queries. An unknown domain is left out."""
    there: dict[str, set[int]] = defaultdict(set)
    for name, pk in Domain.objects.filter(name__in=domains).values_list("name", "organisation_id"):
        there[name].add(pk)
    following = _following()
    return {
        name: {heir for pk in ids for heir in rules.heirs(pk, lambda each: following.get(each, ()), day)}
        for name, ids in there.items()
    }


def unlike(organisation_ids: Collection[int]) -> QuerySet[Organisation]:
    """Who is of another type, and of another region (nation, where it has none), than each of these."""
    alike = Q(type=OuterRef("type")) | Q(nation=OuterRef("nation"), region=OuterRef("region"))
    return Organisation.objects.filter(
        ~Exists(Organisation.objects.filter(alike, Among("pk", organisation_ids)))
    )


def _named(q: str) -> Q:
    wanted = q.replace("\0", "").strip()
    if not wanted:
        return Q()
    by_code = Q(code__iexact=wanted) | Q(ons_code__iexact=wanted)
    former = Q(pk__in=Organisation.objects.filter(former_codes__code__iexact=wanted).values("pk"))
    return Q(name__icontains=wanted) | Q(official_name__icontains=wanted) | by_code | former


def _with_status(status: str, day: date) -> Q:
    """The condition that says, in SQL, what `Organisation.status_on` says."""
    ended, to_come = Q(ends_on__lt=day), Q(starts_on__gt=day)
    lasting, begun = (
        Q(ends_on__isnull=True) | Q(ends_on__gte=day),
        Q(starts_on__isnull=True) | Q(starts_on__lte=day),
    )
    conditions = {"": Q(), "abolished": ended, "future": lasting & to_come, "current": lasting & begun}
    return conditions.get(status, Q(pk__in=[]))


def _standing_for(bodies: list[Organisation], day: date, status: str = "") -> list[Organisation]:
    """Those that stand in the place of these, by name; where nobody took over from any, these as they come."""
    if not Succession.objects.filter(predecessor__in=bodies).exists():
        return [body for body in bodies if status in ("", body.status_on(day))]
    following = _following()
    ids = {heir for body in bodies for heir in rules.heirs(body.pk, lambda pk: following.get(pk, ()), day)}
    found = Organisation.objects.filter(_with_status(status, day), pk__in=ids)
    return list(found.order_by("name", "id"))


def _following() -> dict[int, list[tuple[int, date]]]:
    """Who takes over from each body, and from which day."""
    following: dict[int, list[tuple[int, date]]] = defaultdict(list)
    for predecessor, successor, on in Succession.objects.values_list("predecessor_id", "successor_id", "on"):
        following[predecessor].append((successor, on))
    return following


_PLACES = Compiled(
    lambda: Organisation.objects.order_by("nation", "region").values_list("nation", "region").distinct()
)
