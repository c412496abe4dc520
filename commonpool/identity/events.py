"""What happens to accounts and tokens. They belong to no council: the network's own chain."""

from dataclasses import dataclass

from commonpool.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class PersonRegistered(Fact):
    """Somebody has an account."""

    person_id: int


@dataclass(frozen=True, kw_only=True)
class PersonDetailsChanged(Fact):
    """Somebody changed their name, telephone or language."""

    person_id: int


@dataclass(frozen=True, kw_only=True)
class SignInChanged(Fact):
    """An address or a second factor of somebody's was added, removed or changed."""

    person_id: int
    what: str


@dataclass(frozen=True, kw_only=True)
class PersonAnonymised(Fact):
    """An account was closed and its personal details removed."""

    person_id: int


@dataclass(frozen=True, kw_only=True)
class TokenMade(Fact):
    """Somebody made a token for a program."""

    person_id: int
    token_id: int
    may_decide: bool


@dataclass(frozen=True, kw_only=True)
class TokenRevoked(Fact):
    """A token for a program stopped working."""

    person_id: int
    token_id: int
