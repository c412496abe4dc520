"""Laws 8 to 11: personal fields classified, deeds paired with doers, foreign keys PROTECT and point down."""

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from commonpool.identity.models import Person
from tests.house.source import STAGES

OURS = [
    model
    for stage in STAGES
    for model in apps.get_app_config(stage).get_models()
    if not model._meta.proxy  # of the same table as another: it only adds a promise
]
FLOOR = {stage: number for number, stage in enumerate(STAGES)}


IMPERSONAL_MODELS = {
    "Chain", "Organisation", "FormerCode", "Domain", "Function", "Skill", "JobRole", "AgreementText", "LegalPower",
    "Rule",
}  # fmt: skip
"""What is public, or a hash: no field of theirs can be about a person."""
IMPERSONAL = {
    "reference", "status", "kind", "source", "template", "role", "band", "grade_band", "needs", "weeks", "why_closed",
    "refused_reason", "ended_reason", "ended_bookings", "released_reason", "time_basis", "basis", "nation", "region",
    "function_id", "skill_id", "TextNotice.step",
    "sha256", "text_sha256", "case_sha256", "body_sha256", "hash", "previous", "start", "key", "route",
    "Event.name", "Event.facts", "BookingTerms.checks", "BookingNeed.need", "NeedTold.told",
    "Evidence.rule", "Evidence.ground",
    "authority_body", "VatStanding.treatment", "VatStanding.number", "InvoiceMode.mode", "PayTable.rate_matrix",
    "Invoice.mode", "Invoice.vat_treatment", "Invoice.asked_as", "outcome",
    "Entry.source_kind", "Line.account", "Line.document",
    "PayTable.approver_role", "BookedWeek.when",
    "left_out_reason", "RetentionChoice.record",
    "PayPoint.mark", "Participation.confirmed_words",
}  # fmt: skip
"""Words that hold one of a few values, a hash or an id, or are the law's, by field; an event's facts are the next
test's."""


def own_fields(model: type[models.Model]) -> list[models.Field]:
    return [field for field in model._meta.get_fields() if isinstance(field, models.Field)]


def names_a_person(field: models.Field) -> bool:
    return isinstance(field, models.ForeignKey) and field.related_model is Person


def holds_words(field: models.Field) -> bool:
    if isinstance(field, ArrayField):
        return holds_words(field.base_field)
    return isinstance(field, models.CharField | models.TextField | models.JSONField)


def words_for(model: type[models.Model], field: models.Field) -> set[str]:
    return {field.name, f"{model.__name__}.{field.name}"}


def impersonal(model: type[models.Model], field: models.Field) -> bool:
    return (
        model.__name__ in IMPERSONAL_MODELS
        or field.name.endswith("_by_rule")
        or not IMPERSONAL.isdisjoint(words_for(model, field))
    )


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_a_model_classifies_its_personal_fields(model: type[models.Model]) -> None:
    assert "PERSONAL" in vars(model), f"{model.__name__} says nothing of its personal fields"
    names = {field.name for field in own_fields(model)}
    assert set(model.PERSONAL) <= names  # type: ignore[attr-defined]
    wanted = {
        field.name
        for field in own_fields(model)
        if names_a_person(field) or (holds_words(field) and not impersonal(model, field))
    }
    assert wanted - set(model.PERSONAL) == set(), "what may name a person is not classified"  # type: ignore[attr-defined]


def test_what_is_called_impersonal_exists() -> None:
    fields = {word for model in OURS for each in own_fields(model) for word in words_for(model, each)}
    assert IMPERSONAL - fields == set()
    assert IMPERSONAL_MODELS - {model.__name__ for model in OURS} == set()


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
