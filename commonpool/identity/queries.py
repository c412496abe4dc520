"""Questions about people's accounts and tokens."""

from datetime import date, datetime

from allauth.account.models import EmailAddress
from django.db.models import Q, QuerySet, Subquery

from commonpool.access import Actor
from commonpool.activity.queries import story
from commonpool.identity import rules
from commonpool.identity.models import ApiToken, Person
from commonpool.kernel.prepared import Asking
from commonpool.kernel.refusals import NotFound
from commonpool.kernel.rows import Compiled, sole


def myself(actor: Actor) -> Person:
    """The person acting."""
    return person(actor.by)


def require_name(actor: Actor) -> None:
    """Refuses `name_needed` to somebody who has not said what they are called."""
    if not actor.named and not _NAMED(person_id=actor.by):
        raise rules.NameNeeded


_NAMED = Compiled(
    lambda person_id: Person.objects.filter(pk=person_id).exclude(name="").values_list("pk"), person_id=-1
)


def person(person_id: int) -> Person:
    """One person by their row. Refuses `not_found`."""
    found = sole(Person.objects.filter(pk=person_id))
    if found is None:
        raise NotFound
    return found


def person_with_address(email: str) -> Person | None:
    """The person who signs in with this address or has proved it as another of theirs."""
    address = email.strip().lower()
    found = sole(Person.objects.filter(email=address))
    if found is None:
        proved = EmailAddress.objects.filter(email=address, verified=True).values("user_id")
        found = sole(Person.objects.filter(pk__in=proved))
    return found


def demonstration_person(email: str) -> Person | None:
    """The invented person with this address; nobody real."""
    if "\0" in email:
        return None
    return Person.objects.filter(email=email, demonstration=True, is_active=True).first()


def proved_mailboxes(person_id: int) -> list[str]:
    """The addresses this person has proved by a code sent there, their main one first."""
    proved = EmailAddress.objects.filter(user_id=person_id, verified=True).order_by("-primary", "email")
    return [address.lower() for address in proved.values_list("email", flat=True)]


def addresses_stay(person_id: int, at: datetime) -> bool:
    """Whether one was added or made the main one within the last day: the letter about it goes to all there are."""
    changed = story("person_id", person_id).filter(
        name="SignInChanged", happened_at__gt=at - rules.ADDRESSES_STAY
    )
    return changed.filter(facts__what__in=rules.NEW_ADDRESS).exists()


def my_tokens(actor: Actor) -> QuerySet[ApiToken]:
    """The tokens of the person acting, newest first."""
    return ApiToken.objects.filter(person_id=actor.by).order_by("-made_at")


def my_token(actor: Actor, token_id: int) -> ApiToken:
    """One token of the person acting. Refuses `not_found`, also for somebody else's."""
    found = ApiToken.objects.filter(pk=token_id, person_id=actor.by).first()
    if found is None:
        raise NotFound
    return found


def token_asked(sha256: str, day: date) -> Asking[ApiToken | None]:
    """Asks for the token whose secret has this digest, if it works on that day and its owner's account does. One SQL
    query.
    """
    return _LIVING.asking(sha256=sha256, day=day).then(sole)


def owner_of_token(sha256: str) -> Subquery:
    """Whose token has this digest, as an expression."""
    return Subquery(ApiToken.objects.filter(sha256=sha256).values("person_id"))


def _living(sha256: str, day: date) -> QuerySet[ApiToken]:
    lasting = Q(ends_on__isnull=True) | Q(ends_on__gte=day)
    return ApiToken.objects.select_related("person").filter(
        lasting, sha256=sha256, revoked_at__isnull=True, person__is_active=True
    )


_LIVING = Compiled(_living, sha256="no digest", day=date.min)
