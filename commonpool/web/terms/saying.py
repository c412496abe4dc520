"""One page for each thing a council says about money from a day on: what holds, a form, what was said before."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.kernel.refusals import Refusal
from commonpool.organisations.models import Organisation
from commonpool.web.look.forms import PageForm
from commonpool.web.pages import Asking, refused, show


def kept(request: Asking, form: PageForm, operation: Callable[..., Any], **facts: Any) -> bool:
    """Whether the form was sent and what it says is kept; a refusal stands beside its field."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        operation(actor=request.actor, **getattr(form, "chosen", form.cleaned_data), **facts)
    except Refusal as refusal:
        refused(form, refusal)
        return False
    messages.success(request, _("Kept. It is in your council’s log."))
    return True


def said(
    request: Asking,
    council: Organisation,
    form: PageForm | None,
    *,
    title: str,
    words: Iterable[str],
    versions: Iterable[tuple[Any, str, Any]],
    button: str,
    template: str = "terms/one.html",
    **more: Any,
) -> HttpResponse:
    """The page. `versions`: from which day, what, and when it was said, the newest first."""
    facts = {
        "council": council,
        "form": form,
        "title": title,
        "words": list(words),
        "versions": list(versions),
        "button": button,
        "back_url": reverse("joining", args=[council.slug]),
    }
    return show(request, template, facts | more)


def back(council: Organisation) -> HttpResponse:
    """To the task list."""
    return redirect("joining", council.slug)
