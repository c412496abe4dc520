"""`manage.py appoint_steward name@example.org`: whoever runs the installation names who keeps the network."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from commonpool.access import Actor
from commonpool.identity.operations import register_person
from commonpool.kernel.clock import now
from commonpool.kernel.refusals import Refusal
from commonpool.organisations.operations.roles import appoint_steward


class Command(BaseCommand):
    """The person with this address is a steward from their next page."""

    help = "Make the person with this e-mail address a steward of the network."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: object, **options: object) -> None:
        installer = Actor.rule("command_line")
        try:
            person = register_person(actor=installer, email=str(options["email"]), at=now())
            appoint_steward(actor=installer, person_id=person.pk, at=now())
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{person.email} is a steward. They sign in with a code like everybody else.")
