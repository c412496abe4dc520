"""Authority is a value, resolved once at the door and passed in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

from django.utils.translation import gettext_lazy as _

from commonpool.access.rights import GRANTS, OF_PREDECESSORS, Right, Role
from commonpool.kernel.refusals import Forbidden, NotFound

NETWORK = 0
"""Where a steward's rights hold: the network itself, which is no organisation."""


class StepUpNeeded(Forbidden):
    """This needs a passkey or an authenticator app (`step_up_needed`)."""

    code = "step_up_needed"
    message = _("Sign in again with your passkey or authenticator app to do this.")


class FreshCodeNeeded(Forbidden):
    """This needs a code sent to `mailbox` and entered in the last hour (`fresh_code_needed`)."""

    code = "fresh_code_needed"
    message = _("Sign in again with a new e-mail code to do this.")


class DecideScopeNeeded(Forbidden):
    """This token may not decide (`decide_scope_needed`): only read and request."""

    code = "decide_scope_needed"
    message = _("This token may not make decisions. Make one that may, on your tokens page.")


@dataclass(frozen=True)
class Actor:
    """Who acts: a person with rights by organisation, or a named standing rule of the product.

    `deputy_of`: by organisation, the approvers in whose place they decide today. `only_deputy`: where an approver's
    rights are theirs for no other reason, so that they decide only what waits for one of those. `named`: they are known
    to have said what they are called; else it is asked where it matters.
    """

    person_id: int | None
    rights: Mapping[int, frozenset[Right]] = field(default_factory=dict)
    standing_rule: str = ""
    second_factor: bool = False
    fresh_mailboxes: frozenset[str] = frozenset()
    may_decide: bool = True
    deputy_of: Mapping[int, frozenset[int]] = field(default_factory=dict)
    only_deputy: frozenset[int] = frozenset()
    named: bool = False

    @classmethod
    def rule(cls, name: str) -> Self:
        """A move made by the product itself under a rule it states, such as `expired_unanswered`."""
        return cls(person_id=None, standing_rule=name)

    @property
    def by(self) -> int:
        """The person acting. Refuses a standing rule, which may not do what only people do."""
        if self.person_id is None:
            raise Forbidden
        return self.person_id

    def may(self, right: Right, organisation_id: int) -> bool:
        return right in self.rights.get(organisation_id, frozenset())

    def where(self, right: Right) -> frozenset[int]:
        """The organisations for which this actor holds a right."""
        return frozenset(place for place, rights in self.rights.items() if right in rights)

    def require(self, right: Right, organisation_id: int) -> None:
        """Refuses `forbidden` unless the actor holds the right for that organisation."""
        if not self.may(right, organisation_id):
            raise Forbidden

    def require_own(self, right: Right, organisation_id: int) -> None:
        """The same at a council of their own; another's is not there: refuses `not_found`, else as `require` does."""
        if not self.rights.get(organisation_id):
            raise NotFound
        self.require(right, organisation_id)

    def in_place_of(self, organisation_id: int, *approver_ids: int | None) -> int | None:
        """The one of these approvers in whose place the actor decides there; None: in their own right."""
        if self.person_id in approver_ids:
            return None
        approvers = self.deputy_of.get(organisation_id, frozenset())
        return next((each for each in approver_ids if each in approvers), None)

    def may_answer_for(self, organisation_id: int, *approver_ids: int | None) -> bool:
        """Whether what waits for these approvers may wait for the actor: always, but for a mere deputy of others."""
        return (
            organisation_id not in self.only_deputy
            or self.in_place_of(organisation_id, *approver_ids) is not None
        )

    def require_second_factor(self) -> None:
        """Refuses `step_up_needed` unless a passkey or authenticator app was used to sign in."""
        if not self.second_factor:
            raise StepUpNeeded

    def require_fresh_code(self, mailbox: str) -> None:
        """Refuses `fresh_code_needed` unless a code sent to this mailbox (or a second factor) proved the person.

        Which mailbox matters: a code for another of their addresses is no proof to this council.
        """
        if not self.second_factor:
            self.require_mailbox(mailbox)

    def require_mailbox(self, mailbox: str) -> None:
        """Refuses `fresh_code_needed` unless a code sent to this mailbox was given back in the last hour."""
        if mailbox.lower() not in self.fresh_mailboxes:
            raise FreshCodeNeeded(mailbox=mailbox)

    def require_rule(self) -> None:
        """Refuses `forbidden` to a person: only a standing rule does this."""
        if not self.standing_rule:
            raise Forbidden

    def require_decision(self) -> None:
        """Refuses `decide_scope_needed` to a token that was not given the `decide` scope."""
        if not self.may_decide:
            raise DecideScopeNeeded


def rights_of(roles: Iterable[tuple[int | None, str]]) -> dict[int, frozenset[Right]]:
    """Rights by organisation from pairs of (organisation or None for the network, role)."""
    found: dict[int, frozenset[Right]] = {}
    for organisation_id, role in roles:
        place = NETWORK if organisation_id is None else organisation_id
        found[place] = found.get(place, frozenset()) | GRANTS[Role(role)]
    return found


def rights_with_predecessors(
    rights: Mapping[int, frozenset[Right]], before: Mapping[int, Iterable[int]]
) -> dict[int, frozenset[Right]]:
    """The same, with what of them is kept for the councils that each of these took over from."""
    found = dict(rights)
    for place, predecessors in before.items():
        kept = rights.get(place, frozenset()) & OF_PREDECESSORS
        for each in predecessors:
            found[each] = found.get(each, frozenset()) | kept
    return found
