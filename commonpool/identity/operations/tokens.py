"""Tokens for programs."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor
from commonpool.activity.operations import change, publish
from commonpool.identity import queries, rules
from commonpool.identity.events import TokenMade, TokenRevoked
from commonpool.identity.models import ApiToken
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import Refusal

LONGEST_LIFE = timedelta(days=366)


class TokenEnds(Refusal):
    """The last day is past or more than a year away (`token_ends`)."""

    code = "token_ends"
    message = _("Choose a last day between today and a year from now.")
    field = "ends_on"


def make_token(
    *,
    actor: Actor,
    label: str,
    at: datetime,
    may_decide: bool = False,
    ends_on: date | None = None,
    secret: str = "",
) -> tuple[ApiToken, str]:
    """A token of the person acting, and its secret, which is kept nowhere and shown this once.

    It carries at most its owner's rights; one that may decide (approve, confirm, agree) needs the second
    factor. `ends_on` is its last day, a year from now unless said. `secret` is given only by the
    demonstration, which shows it again. Refuses `step_up_needed`, `decide_scope_needed`, `token_ends`.
    """
    if may_decide:
        actor.require_decision()
        actor.require_second_factor()
    today = london_date(at)
    last_day = ends_on or today + LONGEST_LIFE
    if not today <= last_day <= today + LONGEST_LIFE:
        raise TokenEnds
    shown = secret or rules.new_secret()
    with change():
        token = ApiToken.objects.create(
            person_id=actor.by,
            label=label.strip(),
            start=shown[: rules.TOKENS_START],
            sha256=rules.sha256(shown),
            may_decide=may_decide,
            ends_on=last_day,
            made_at=at,
            made_by_id=actor.by,
        )
        fact = TokenMade(on_behalf_of=None, person_id=actor.by, token_id=token.pk, may_decide=may_decide)
        publish(fact, actor=actor, at=at)
    return token, shown


def revoke_token(*, actor: Actor, token_id: int, at: datetime) -> ApiToken:
    """One's own token works no more; revoking it again changes nothing. Refuses `not_found`."""
    token = queries.my_token(actor, token_id)
    if token.revoked_at is not None:
        return token
    token.revoked_at, token.revoked_by_id = at, actor.by
    with change():
        token.save(update_fields=["revoked_at", "revoked_by"])
        publish(TokenRevoked(on_behalf_of=None, person_id=actor.by, token_id=token.pk), actor=actor, at=at)
    return token


def note_token_used(*, actor: Actor, token_id: int, at: datetime) -> None:
    """The token's owner can see that it was used today. Written once a day, and no event."""
    today = london_date(at)
    ApiToken.objects.filter(pk=token_id, person_id=actor.by).exclude(last_used_on=today).update(
        last_used_on=today
    )
