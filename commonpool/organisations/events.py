"""What happens to the register, and to who holds which role in it."""

from dataclasses import dataclass

from commonpool.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class RoleGranted(Fact):
    """A person holds a role."""

    person_id: int
    role: str
    holding_id: int


@dataclass(frozen=True, kw_only=True)
class RoleEnded(Fact):
    """A person holds a role no more."""

    person_id: int
    role: str
    holding_id: int


@dataclass(frozen=True, kw_only=True)
class AdministratorAsked(Fact):
    """Somebody asks that a person be administrator of a council."""

    claim_id: int
    person_id: int


@dataclass(frozen=True, kw_only=True)
class AdministratorRefused(Fact):
    """The person was not made administrator."""

    claim_id: int
    person_id: int


@dataclass(frozen=True, kw_only=True)
class HelpAsked(Fact):
    """Somebody whose address we do not know asks a person for help."""

    help_id: int
    person_id: int


@dataclass(frozen=True, kw_only=True)
class HelpClosed(Fact):
    """A steward answered."""

    help_id: int
    person_id: int


@dataclass(frozen=True, kw_only=True)
class RegisterLoaded(Fact):
    """The register was filled for the first time: so many rows of each kind."""

    organisations: int
    domains: int
    successions: int
    functions: int


@dataclass(frozen=True, kw_only=True)
class OrganisationAdded(Fact):
    """A body joined the register after it was first filled, or was invented for a demonstration."""

    organisation_id: int


@dataclass(frozen=True, kw_only=True)
class OrganisationChanged(Fact):
    """What the register says of a body is different now, in these fields."""

    organisation_id: int
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class DomainAdded(Fact):
    """A steward added a domain to a council: people with addresses there can say that they work for it."""

    organisation_id: int
    domain_id: int


@dataclass(frozen=True, kw_only=True)
class FunctionsChanged(Fact):
    """These functions are new on the list, or say something else."""

    function_ids: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CouncilInvited(Fact):
    """A steward invited a council by a letter to somebody there."""

    organisation_id: int
    invitation_id: int


@dataclass(frozen=True, kw_only=True)
class InvitationForgotten(Fact):
    """To whom an invitation went is known no more."""

    organisation_id: int
    invitation_id: int


@dataclass(frozen=True, kw_only=True)
class InvitationsRefused(Fact):
    """Somebody who was invited asked not to be written to again."""

    invitation_id: int


@dataclass(frozen=True, kw_only=True)
class RoleCarriedOver(Fact):
    """What a person may do at a council that has ended, they may do at the one that took over (`holding_id` there)."""

    person_id: int
    role: str
    holding_id: int
    was_holding_id: int
