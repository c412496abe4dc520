"""The heads of the log, published daily in a file of their own beside the letters to auditors."""

import json
from datetime import datetime

from django.conf import settings

from commonpool.kernel.clock import london_date
from commonpool.notifications.operations import write_head_letters


def publish_heads(*, at: datetime) -> None:
    """Today's heads stand in `heads/<day>.json` of the state folder, and auditors have them by letter."""
    heads = write_head_letters(at=at)
    folder = settings.STATE / "heads"
    folder.mkdir(parents=True, exist_ok=True)
    lines = {
        str(place): {"sequence": sequence, "head": head} for place, (sequence, head) in sorted(heads.items())
    }
    day = london_date(at).isoformat()
    (folder / f"{day}.json").write_text(json.dumps({"at": at.isoformat(), "heads": lines}, indent=1) + "\n")
