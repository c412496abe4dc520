"""The law as it has been read: its rules, and by which power one body lends to another. Shared law, not advice."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

BLOCK, WARN, ASK, CALC, DOC, INFO = EFFECTS = ("BLOCK", "WARN", "ASK", "CALC", "DOC", "INFO")
"""Refuses; warns; asks for something; is reckoned with; stands in a document; is good to know."""
PASS = "PASS"  # noqa: S105 (what a rule that has nothing to say has said)

VERIFIED, KNOWN, OPEN = MARKS = ("V", "K", "X")
"""Read in its source; from knowledge, and a council may set it aside; not settled: each council decides."""

KEPT = frozenset({
    "PWR-14", "EMP-03", "WT-02", "OT-01", "OT-02", "OT-04", "OT-05", "OT-06", "PAY-01", "PAY-02", "HOL-01",
    "VAT-01", "VAT-02", "VAT-05", "VAT-10", "INV-01", "INV-02", "INV-03", "INV-04", "INV-07", "INV-08", "INV-12",
    "NET-01", "NET-03", "NET-05", "TRN-01", "TRN-02",
})  # fmt: skip
"""Kept by how agreements, pay, invoices and the clearing are made, and not judged booking by booking: no council could
do without them here."""

HOME, HOST = "home", "host"
COUNCIL, COMBINED_AUTHORITY, SUI_GENERIS = BODIES = ("council", "combined_authority", "sui_generis")
ALONE_OF_THEIR_KIND = ("IOS", "LND")
"""The Isles of Scilly and the City of London: whether section 113 covers them is not settled."""


@dataclass(frozen=True)
class Party:
    """A council as the law sees it on a day. `gone_on`: its last day, once set; `heirs`: who follows it, by name."""

    nation: str
    body: str
    gone_on: date | None = None
    heirs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Power:
    """By what power a body of one kind lends to another. `deemed`: the officer counts as the host's.

    `brings`: the rule that comes with it and not with others.
    """

    id: int
    power: str
    deemed: bool
    text: str
    source: str
    mark: str
    brings: str = ""


@dataclass(frozen=True)
class Rule:
    """One version of a rule. It holds in `nations` (of the home or host council, as `whose` says) between two days."""

    id: int
    rule: str
    version: int
    whose: str
    nations: tuple[str, ...]
    starts_on: date | None
    ends_on: date | None
    effects: tuple[str, ...]
    message: str
    source: str
    mark: str

    def holds(self, day: date, nation: str) -> bool:
        begun = self.starts_on is None or self.starts_on <= day
        return begun and (self.ends_on is None or day <= self.ends_on) and nation in self.nations


Pair = tuple[str, str, str, str]
"""Nation and kind of body of the home council, then of the host."""


@dataclass(frozen=True)
class Law:
    """All of it, as it is read at an instant: the newest version of every power and of every rule."""

    powers: Mapping[Pair, Power]
    rules: Mapping[str, Rule]

    def power_between(self, home: Party, host: Party) -> Power | None:
        """The power by which the one lends to the other; none where the law gives none."""
        return self.powers.get((home.nation, home.body, host.nation, host.body))

    def in_force(self, rule: str, day: date, home: Party, host: Party) -> Rule | None:
        """The rule, where it holds between these two on a day."""
        found = self.rules.get(rule)
        if found is None:
            return None
        return found if found.holds(day, home.nation if found.whose == HOME else host.nation) else None


def edition(versions: Iterable[tuple[object, ...]]) -> str:
    """A short fingerprint of the law as it is read: of every power and rule by its name and version, in any order."""
    lines = sorted("\t".join(map(str, each)) for each in versions)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]


def body_of(kind: str, code: str) -> str:
    """Which kind of body a council is to the law; nothing for one of which no power is known."""
    if code in ALONE_OF_THEIR_KIND:
        return SUI_GENERIS
    if kind == COMBINED_AUTHORITY:
        return COMBINED_AUTHORITY
    return "" if kind == "strategic_regional_authority" else COUNCIL
