"""Mail kept as files, for the demonstration: one file a message, readable by people and by tests."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from commonpool.kernel.clock import now


class Outbox(BaseEmailBackend):
    """Each message is a file `<time>-<mark>.eml` in the outbox; the same message sent twice is one file."""

    def __init__(self, fail_silently: bool = False, **options: Any) -> None:
        super().__init__(fail_silently=fail_silently, **options)
        self.folder = Path(settings.EMAIL_FILE_PATH)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        self.folder.mkdir(parents=True, exist_ok=True)
        for each in email_messages:
            message = each.message()
            mark = hashlib.sha256(str(message["Message-ID"]).encode()).hexdigest()[:16]
            if not any(self.folder.glob(f"*-{mark}.eml")):
                name = f"{now():%Y%m%dT%H%M%S%f}-{mark}"
                (self.folder / f"{name}.part").write_bytes(message.as_bytes())
                (self.folder / f"{name}.part").rename(self.folder / f"{name}.eml")
        return len(email_messages)
