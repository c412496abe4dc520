"""The text all councils sign, kept as files by version, stored once with its hash."""

import re
from datetime import datetime
from pathlib import Path

from commonpool.access import NETWORK, Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.agreements import rules
from commonpool.agreements.events import AgreementTextDrafted, AgreementTextPublished
from commonpool.agreements.models import AgreementText
from commonpool.kernel.clock import london_date

REFERENCE = Path(__file__).resolve().parents[1] / "reference"
NAMED = re.compile(r"agreement-([0-9]+)\.md")


class TextAlreadyPublished(ValueError):
    """A published version's file was edited: a signed text never changes. Write a new version."""


def load_agreement_text(*, actor: Actor, at: datetime, folder: Path = REFERENCE) -> AgreementText:
    """Every version's file is stored: the first is current, a later one is a draft until a steward publishes it.

    Loading again changes nothing but a draft whose file was edited, which is then put forward anew. Raises
    TextAlreadyPublished for another's.
    Needs `run_desk` or a rule.
    """
    if not actor.standing_rule:
        actor.require(Right.RUN_DESK, NETWORK)
    versions = {int(found[1]): file for file in folder.iterdir() if (found := NAMED.fullmatch(file.name))}
    with change():
        for version in sorted(versions):
            _load(version, rules.canonical(versions[version].read_text("utf-8")), actor, at)
    return AgreementText.objects.get(status="current")


def draft_agreement_text(*, actor: Actor, version: int, body: str, at: datetime) -> AgreementText:
    """A text waits as a draft of this version, as if it had come with a file. Needs `run_desk` or a rule."""
    if not actor.standing_rule:
        actor.require(Right.RUN_DESK, NETWORK)
    with change():
        _load(version, rules.canonical(body), actor, at)
    return AgreementText.objects.get(version=version)


def _load(version: int, body: str, actor: Actor, at: datetime) -> None:
    sha256 = rules.sha256_of(body)
    known = AgreementText.objects.select_for_update(no_key=True).filter(version=version).first()
    if known is None and AgreementText.objects.exists():
        AgreementText.objects.create(version=version, status="draft", body=body, sha256=sha256)
        publish(AgreementTextDrafted(on_behalf_of=None, version=version), actor=actor, at=at)
    elif known is None:
        _begin(version, body, sha256, actor, at)
    elif known.sha256 != sha256 and known.status == "draft":
        known.body, known.sha256 = body, sha256
        known.change, known.summary, known.due_on = "", "", None
        known.put_forward_at = known.put_forward_by = None
        known.save()
        publish(AgreementTextDrafted(on_behalf_of=None, version=version), actor=actor, at=at)
    elif known.sha256 != sha256:
        raise TextAlreadyPublished(f"agreement-{version}.md")


def _begin(version: int, body: str, sha256: str, actor: Actor, at: datetime) -> None:
    """The first text of all is current at once: nobody has signed another."""
    AgreementText.objects.create(
        version=version,
        status="current",
        body=body,
        sha256=sha256,
        current_from=london_date(at),
        published_at=at,
        published_by_id=actor.person_id,
        published_by_rule=actor.standing_rule,
    )
    publish(AgreementTextPublished(on_behalf_of=None, version=version), actor=actor, at=at)
