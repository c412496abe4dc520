"""Laws 8 to 11: personal fields classified, deeds paired with doers, foreign keys PROTECT and point down."""

import pytest
from django.apps import apps
from django.db import models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from commonpool.identity.models import Person
from tests.house.source import STAGES

OURS = [model for stage in STAGES for model in apps.get_app_config(stage).get_models()]
FLOOR = {stage: number for number, stage in enumerate(STAGES)}


def own_fields(model: type[models.Model]) -> list[models.Field]:
    return [field for field in model._meta.get_fields() if isinstance(field, models.Field)]


def names_a_person(field: models.Field) -> bool:
    return isinstance(field, models.ForeignKey) and field.related_model is Person


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_a_model_classifies_its_personal_fields(model: type[models.Model]) -> None:
    assert "PERSONAL" in vars(model), f"{model.__name__} says nothing of its personal fields"
    names = {field.name for field in own_fields(model)}
    assert set(model.PERSONAL) <= names  # type: ignore[attr-defined]
    wanted = {
        field.name
        for field in own_fields(model)
        if names_a_person(field) or isinstance(field, models.EmailField)
    }
    assert wanted <= set(model.PERSONAL), "a field that names a person is not classified"  # type: ignore[attr-defined]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_deed_has_its_doer_by_constraint(model: type[models.Model]) -> None:
    unpaired = getattr(model, "UNPAIRED", {})
    names = {field.name for field in own_fields(model)}
    constraints = {constraint.name or "" for constraint in model._meta.constraints}
    for name in names:
        stem, _, end = name.rpartition("_")
        if end == "at" and name not in unpaired:
            assert f"{stem}_by" in names, f"{model.__name__}.{name} has no {stem}_by"
            assert any(each.endswith((f"{stem}_at_by", "by_person_or_rule")) for each in constraints), (
                f"{model.__name__}.{name} is not paired by constraint"
            )


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_foreign_keys_protect_and_point_down(model: type[models.Model]) -> None:
    for field in own_fields(model):
        if isinstance(field, models.ForeignKey | models.OneToOneField):
            assert field.remote_field.on_delete is models.PROTECT, f"{model.__name__}.{field.name}"
            target = field.related_model._meta.app_label
            assert FLOOR[target] <= FLOOR[model._meta.app_label], f"{model.__name__}.{field.name} points up"


def test_migrations_are_linear_and_none_is_pending() -> None:
    loader = MigrationLoader(None)
    conflicts = {app: names for app, names in loader.detect_conflicts().items() if app in STAGES}
    assert conflicts == {}
    detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
    pending = {app for app in detector.changes(graph=loader.graph) if app in STAGES}
    assert pending == set()
