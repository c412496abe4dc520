"""`manage.py migrate`: no session passes over a trigger afterwards (ADR 0115), and a first start takes a fifth.

It renders a model that a migration adds, and not again all that hang together with it. Nearly every model here hangs
on councils and persons: Django renders some sixty of them anew for each that is added, four fifths of a first start.
In a database that has none yet nothing reads the others: each migration of a first start adds, and the state says that
its relations are delayed, as it does after a new field. Any other database is migrated as Django does it.
"""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from django.core.management.commands.migrate import Command as Migrate
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ModelState, ProjectState

NONE_IS_PASSED_OVER = """
    CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT false'
"""
"""Each trigger asks this first. As it comes, it says yes to whoever sets `pgtrigger.ignore`, and costs more than most
triggers do: it raises and catches an error, and each caught error looks through all that the transaction has deferred.
"""


class Command(Migrate):
    def handle(self, *args: Any, **options: Any) -> None:
        database = connections[options["database"]]
        first = not MigrationRecorder(database).applied_migrations()
        try:
            with _models_rendered_alone() if first else nullcontext():
                super().handle(*args, **options)
        finally:  # each migration stands by itself: those before one that fails have brought the library's function
            if not (options["plan"] or options["check_unapplied"]):
                with database.cursor() as cursor:
                    cursor.execute(NONE_IS_PASSED_OVER)


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
