"""What happens to the evidence that answers a rule."""

from dataclasses import dataclass

from commonpool.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class EvidenceGiven(Fact):
    """A host council recorded what answers a rule."""

    evidence_id: int
    rule: str


@dataclass(frozen=True, kw_only=True)
class EvidenceRevoked(Fact):
    """A host council took back what answered a rule."""

    evidence_id: int
    rule: str


@dataclass(frozen=True, kw_only=True)
class EvidenceCarriedOver(Fact):
    """A council ended: what it had seen, and what was seen of it, stands at the council that took over."""

    evidence: int
