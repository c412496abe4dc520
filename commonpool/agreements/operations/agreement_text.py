"""The text all councils sign, kept as files by version, stored once with its hash."""

import re
from datetime import datetime
from pathlib import Path

from commonpool.access import NETWORK, Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.agreements import rules
from commonpool.agreements.events import AgreementTextPublished
from commonpool.agreements.lifecycle import TEXT
from commonpool.agreements.models import Agreement, AgreementText
from commonpool.kernel.clock import london_date

REFERENCE = Path(__file__).resolve().parents[1] / "reference"
NAMED = re.compile(r"agreement-([0-9]+)\.md")


class TextAlreadyPublished(ValueError):
    """A published version's file was edited: a signed text never changes. Write a new version."""


def load_agreement_text(*, actor: Actor, at: datetime, folder: Path = REFERENCE) -> AgreementText:
    """Every version's file is stored, and the newest is current. Loading again changes nothing.

    A signing nobody has signed yet moves on to the new text. Raises TextAlreadyPublished for an edited file.
    Needs `run_desk` or a rule.
    """
    if not actor.standing_rule:
        actor.require(Right.RUN_DESK, NETWORK)
    versions = {int(found[1]): file for file in folder.iterdir() if (found := NAMED.fullmatch(file.name))}
    with change():
        for version in sorted(versions):
            _load(version, rules.canonical(versions[version].read_text("utf-8")), actor, at)
    return AgreementText.objects.get(status="current")


def _load(version: int, body: str, actor: Actor, at: datetime) -> None:
    sha256 = rules.sha256_of(body)
    known = AgreementText.objects.filter(version=version).first()
    if known is not None:
        if known.sha256 != sha256:
            raise TextAlreadyPublished(f"agreement-{version}.md")
        return
    for older in AgreementText.objects.select_for_update(no_key=True).filter(status="current"):
        older.status = TEXT.after(older.status, "supersede")
        older.save(update_fields=["status"])
    text = AgreementText.objects.create(
        version=version, status="current", body=body, sha256=sha256, current_from=london_date(at)
    )
    Agreement.objects.filter(status="offered").update(text=text)
    publish(AgreementTextPublished(on_behalf_of=None, version=version), actor=actor, at=at)
