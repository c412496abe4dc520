"""Who is who in the demonstration: people by name, with the rights they have gained so far."""

from datetime import datetime

from commonpool.access import Actor
from commonpool.demonstration.reading import Council
from commonpool.identity.models import Person
from commonpool.identity.operations import register_person
from commonpool.organisations.models import Organisation
from commonpool.people.models import Employment
from commonpool.people.operations import start_employment
from commonpool.people.queries import actor_for

SIGNED_UP = Actor.rule("signed_in_by_code")


class Cast:
    """People, councils and employments by name; nobody is looked up twice."""

    def __init__(self) -> None:
        self.people: dict[str, Person] = {}
        self.places: dict[str, Organisation] = {}
        self.employments: dict[str, Employment] = {}
        self._actors: dict[str, Actor] = {}

    def register(self, name: str, mailbox: str, at: datetime) -> Person:
        """The person has an account, plainly marked, with a mailbox they proved."""
        self.people[name] = register_person(
            actor=SIGNED_UP, email=mailbox, name=name, proved=True, demonstration=True, at=at
        )
        return self.people[name]

    def employ(self, name: str, council: Council, at: datetime) -> Employment:
        """The person signs in for the first time and works for the council."""
        self.register(name, council.mailbox(name), at)
        self.employments[name] = self.start_employment(name, council, at)
        return self.employments[name]

    def start_employment(self, name: str, council: Council, at: datetime) -> Employment:
        """The person works for the council, which their mailbox proves."""
        self.changed(name)
        return start_employment(
            actor=Actor(person_id=self.people[name].pk),
            organisation_id=self.places[council.code].pk,
            mailbox=council.mailbox(name),
            at=at,
        )

    def actor(self, name: str, at: datetime) -> Actor:
        """The person as they act: second factor met, with the rights they hold by now."""
        if name not in self._actors:
            person_id = self.people[name].pk
            self._actors[name] = actor_for(person_id=person_id, second_factor=True, at=at)
        return self._actors[name]

    def changed(self, name: str) -> None:
        """The person's rights are others than before."""
        self._actors.pop(name, None)
