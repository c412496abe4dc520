"""`manage.py load_demonstration`: the invented councils, their people and what they did are in the database."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from commonpool.demonstration.load import is_loaded, load, real_councils_joined
from commonpool.kernel.clock import now


class Command(BaseCommand):
    help = "Loads the demonstration: invented councils and what happened between them. Loading again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError("This is not a demonstration: set DEMONSTRATION=1 to load invented councils.")
        if is_loaded():
            self.stdout.write("The demonstration is there already.")
            return
        if real_councils_joined():
            raise CommandError("A real council has joined here: invented ones are not added beside it.")
        load(at=now())
        self.stdout.write("The demonstration is there.")
