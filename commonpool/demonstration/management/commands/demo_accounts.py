"""`manage.py demo_accounts`: the demonstration's accounts with their tokens, as JSON and nothing else."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from commonpool.demonstration.accounts import accounts
from commonpool.demonstration.load import is_loaded, real_councils_joined
from commonpool.kernel.clock import now


class Command(BaseCommand):
    help = "Prints the demonstration accounts as a JSON list of email, name, council, roles and token."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMONSTRATION or real_councils_joined():
            raise CommandError("There are no demonstration accounts: this is not a demonstration.")
        if not is_loaded():
            raise CommandError("There are no demonstration accounts yet: load the demonstration first.")
        self.stdout.write(json.dumps(accounts(now()), indent=1, ensure_ascii=False))
