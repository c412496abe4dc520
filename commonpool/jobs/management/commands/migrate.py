"""`manage.py migrate`, which renders a model that a migration adds, and not again all that hang together with it.

Nearly every model here hangs on councils and persons: Django renders some sixty of them anew for each that is added,
which is four fifths of a first start's migrations. In a database that has none yet nothing reads the others: each
migration of a first start adds, and the state says that its relations are delayed, as it does after a new field. Any
other database is migrated as Django does it.
"""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from django.core.management.commands.migrate import Command as Migrate
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ModelState, ProjectState


class Command(Migrate):
    def handle(self, *args: Any, **options: Any) -> None:
        database = connections[options["database"]]
        first = not MigrationRecorder(database).applied_migrations()
        with _models_rendered_alone() if first else nullcontext():
            super().handle(*args, **options)


@contextmanager
def _models_rendered_alone() -> Iterator[None]:
    usual = ProjectState.add_model

    def add_model(self: ProjectState, model_state: ModelState) -> None:
        rendered = self.__dict__.pop("apps", None)
        usual(self, model_state)
        if rendered is not None:
            self.__dict__["apps"] = rendered
            self.is_delayed = True
            rendered.render_multiple([model_state])

    ProjectState.add_model = add_model  # type: ignore[method-assign]
    try:
        yield
    finally:
        ProjectState.add_model = usual  # type: ignore[method-assign]
