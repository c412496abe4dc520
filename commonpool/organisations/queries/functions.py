"""Questions about the council functions: what stands in the list, what is part of what, which one is meant."""

from collections.abc import Collection

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from commonpool.kernel.prepared import Asking
from commonpool.kernel.refusals import Refusal
from commonpool.kernel.rows import Compiled
from commonpool.organisations.models import Function


class UnknownFunction(Refusal):
    """No function has this id or label (`unknown_function`)."""

    code = "unknown_function"
    message = _("Choose a council function from the list.")
    field = "function"


class AmbiguousFunction(Refusal):
    """Several functions have this label (`ambiguous_function`): say which by its id."""

    code = "ambiguous_function"
    message = _("More than one function is called “{label}”. Choose one: {choices}.")
    field = "function"


def function_names() -> list[tuple[str, str, str | None]]:
    """Of every function, parents before their parts, by label: its id and label, and the label of what it is part of.
    One SQL query.
    """
    return sorted(_LABELS(), key=lambda row: _place(row[1], row[2]))


def functions() -> list[Function]:
    """Every function, parents before their parts, by label."""
    found = {each.pk: each for each in Function.objects.all()}
    for each in found.values():
        each.parent = found.get(each.parent_id) if each.parent_id else None
    return sorted(
        found.values(), key=lambda each: _place(each.label, each.parent.label if each.parent else None)
    )


def taken_in(function_id: str) -> QuerySet[Function]:
    """A function and its parts."""
    return Function.objects.filter(Q(pk=function_id) | Q(parent=function_id))


def wholes_of(function_ids: Collection[str]) -> set[str]:
    """What these functions are parts of. One SQL query."""
    parts = Function.objects.filter(pk__in=function_ids, parent__isnull=False)
    return set(parts.values_list("parent_id", flat=True))


def function_named(text: str) -> Function:
    """The function with this id or label. Refuses `unknown_function` and `ambiguous_function` (422)."""
    return the_function(text, functions_asked(text)())


def functions_asked(text: str) -> Asking[list[Function]]:
    """Asks for the functions with this id or label. One SQL query."""
    return _FUNCTIONS.asking(text=text.strip())


def the_function(text: str, found: list[Function]) -> Function:
    """Which of those found is meant. Refuses `unknown_function` and `ambiguous_function` (422)."""
    wanted = text.strip()
    by_id = [each for each in found if each.pk == wanted]
    if by_id:
        return by_id[0]
    if not found:
        raise UnknownFunction
    if len(found) > 1:
        choices = ", ".join(f"{each.pk} ({_root(each)})" for each in found)
        raise AmbiguousFunction(label=wanted, choices=choices)
    return found[0]


def _called(text: str) -> QuerySet[Function]:
    return Function.objects.filter(Q(pk=text) | Q(label__iexact=text)).select_related("parent")


_FUNCTIONS = Compiled(_called, text="no function")


def _place(label: str, parent: str | None) -> tuple[str, bool, str]:
    """Where a function stands among all: after what it is part of."""
    return parent or label, parent is not None, label


def _root(function: Function) -> str:
    return function.parent.label if function.parent else function.label


_LABELS = Compiled(lambda: Function.objects.values_list("pk", "label", "parent__label"))
