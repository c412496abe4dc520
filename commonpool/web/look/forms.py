"""The form every page's form grows from, and how Django's own forms are drawn."""

from datetime import date
from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.translation import gettext as _

from commonpool.kernel import weeks

WEEK_FIELD = "week_"


class LookRenderer(DjangoTemplates):
    """`{{ form }}` draws the fields as components: for FORM_RENDERER."""

    form_template_name = "look/fields.html"
    formset_template_name = "look/formset.html"


class PageForm(forms.Form):
    """A form whose "this field is required" says which answer is missing.

    `mark_optional = False` leaves "(optional)" off every label: for searches and filters.
    """

    mark_optional = True

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            if not _says_own(field, "required"):
                field.error_messages["required"] = missing(field, str(field.label or name.replace("_", " ")))
            if isinstance(field, forms.ChoiceField) and not _says_own(field, "invalid_choice"):
                field.error_messages["invalid_choice"] = _("Choose one of the answers listed")

    def something_in(self, *names: str) -> bool:
        """Whether one of these fields says something, or is wrong: what is folded away is then open."""
        return any(self[name].value() or self[name].errors for name in names)


def _says_own(field: forms.Field, code: str) -> bool:
    """Whether somebody gave this field its own words."""
    given = [kind.__dict__.get("default_error_messages", {}) for kind in type(field).__mro__]
    return field.error_messages.get(code) not in [messages.get(code) for messages in given]


def week_field(monday: date) -> str:
    """What a form calls the hours of one week."""
    return f"{WEEK_FIELD}{weeks.written(monday)}"


def missing(field: forms.Field, label: str) -> str:
    """What to say when nothing was answered."""
    if label.endswith("?"):
        return _("Answer “%(question)s”") % {"question": label}
    if isinstance(field, forms.BooleanField):
        return _("Tick “%(label)s” to go on") % {"label": label}
    if isinstance(field, (forms.ChoiceField, forms.ModelChoiceField)):
        return _("Choose an answer for “%(label)s”") % {"label": label}
    return _("Fill in “%(label)s”") % {"label": label}
