"""Objects of rows, as Django makes them: it works out anew at each asking what goes where, and sends signals."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Model
from django.db.models.base import ModelState

Row = tuple[Any, ...]


def maker(compiler: Any) -> Callable[[Row], Any]:
    """What makes of a row of this written question its object, with all that hangs on it and is worked out beside."""
    make = _one(compiler.klass_info, compiler.select, compiler.using)
    beside = tuple(compiler.annotation_col_map.items())

    def made(row: Row) -> Any:
        found = make(row)
        found.__dict__.update([(name, row[place]) for name, place in beside])
        return found

    return made


def _one(info: Mapping[str, Any], select: Any, database: str) -> Callable[[Row], Any]:
    model: type[Model] = info["model"]
    places = info["select_fields"]
    first, after = places[0], places[-1] + 1
    names = [column.target.attname for column, *_written in select[first:after]]
    key = first + names.index(model._meta.pk.attname)
    assert not info.get("from_parent"), "no table of ours is in two parts"
    hung = [
        (_one(each, select, database), each["local_setter"], each["remote_setter"])
        for each in info.get("related_klass_infos", ())
    ]

    def made(row: Row) -> Any:
        if row[key] is None:
            return None
        state = ModelState()
        state.adding, state.db = False, database
        found = model.__new__(model)
        found.__dict__.update(zip(names, row[first:after], strict=True), _state=state)
        for make, keep, keep_back in hung:
            other = make(row)
            keep(found, other)
            if other is not None:
                keep_back(other, found)
        return found

    return made
