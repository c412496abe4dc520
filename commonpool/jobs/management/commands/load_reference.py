"""`manage.py load_reference`: the product's own facts are in the database as its tables say."""

from typing import Any

from django.core.management.base import BaseCommand

from commonpool.access import Actor
from commonpool.agreements.operations import (
    load_agreement_text,
    load_legal_powers,
    load_pay_points,
    load_rules,
)
from commonpool.kernel.clock import now
from commonpool.organisations.operations import load_register
from commonpool.people.operations import load_skills


class Command(BaseCommand):
    help = "Loads councils, functions, skills, law, pay points and the agreement's text: only what differs."

    def handle(self, *args: Any, **options: Any) -> None:
        actor, at = Actor.rule("reference_data"), now()
        differing = load_register(actor=actor, at=at)
        differing += load_skills(actor=actor, at=at)
        differing += load_legal_powers(actor=actor, at=at)
        differing += load_rules(actor=actor, at=at)
        differing += load_pay_points(actor=actor, at=at)
        load_agreement_text(actor=actor, at=at)
        self.stdout.write(f"Reference data: {differing} rows differed.")
