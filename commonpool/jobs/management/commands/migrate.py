"""`manage.py migrate`, which renders a model that a migration adds, and not again all that hang together with it.

Nearly every model here hangs on councils and persons: Django renders some sixty of them anew for each that is added,
which is four fifths of a first start's migrations. Nothing reads the others before they are rendered anew: the state
says that its relations are delayed, which Django itself does after adding a field that is none.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.commands.migrate import Command as Migrate
from django.db.migrations.state import ModelState, ProjectState


class Command(Migrate):
    def handle(self, *args: Any, **options: Any) -> None:
        with _models_rendered_alone():
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
