"""Rows as the database gives them."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from django.db.models import BooleanField, Count, F, Func, QuerySet, TextField, Value
from django.db.models.query import ModelIterable, ValuesIterable

from commonpool.kernel.objects import maker
from commonpool.kernel.prepared import Asking, Prepared, Written, is_held, nothing_asked

Row = TypeVar("Row")
TYPES = {int: "bigint", str: "text", date: "date"}
"""How PostgreSQL calls the values that a question is asked with."""


def sole(rows: Iterable[Row]) -> Row | None:
    """The one row of a question that has at most one answer, or none.

    Unlike `.first()` it asks for no order: Django looks for what it orders by in every column it selects, which of
    a row with all that hangs on it takes longer than the database does.
    """
    return next(iter(rows), None)


def numbers_of(rows: dict[str, QuerySet[Any]]) -> Counter[str]:
    """How many rows each of these has, by its name; none for every other name. One SQL query at most."""
    counted = [
        each.order_by()
        .annotate(named=Value(name, TextField()))
        .values_list("named")
        .annotate(number=Count("pk"))
        for name, each in rows.items()
    ]
    return Counter(dict(counted[0].union(*counted[1:], all=True)) if counted else {})


class Among(Func):
    """Whether the column's value is one of these: one parameter of SQL, however many they are."""

    output_field = BooleanField()
    template, arg_joiner = "(%(expressions)s))", " = ANY ("

    def __init__(self, column: str, values: Collection[Any]) -> None:
        super().__init__(F(column), Value(values))


class Compiled(Prepared):
    """A question whose SQL is written once a process and planned once a connection, for what every request asks.

    Rows as tuples where `question` makes a `values_list` from its keywords, as dicts where it makes `values`, else
    objects with all that it selects and annotates; one SQL query. `examples` are values met nowhere else in it, a
    tuple for a list (see `Among`). Where they stand in its parameters, the values asked for are put. `many`: what is
    had of each object by these names, each by a question of its own that is asked for the object's row, `of`: one SQL
    query more for each, as of a `Prefetch`. `shared`: the rows of its table are locked FOR SHARE, for which Django has
    no word.
    """

    def __init__(
        self,
        question: Callable[..., QuerySet[Any, Any]],
        many: "Mapping[str, Compiled] | None" = None,
        *,
        shared: bool = False,
        **examples: Any,
    ) -> None:
        super().__init__(*examples)
        self._question = question
        self._shared = shared
        self._examples = examples
        self._many = many or {}

    def each(self, asked: Sequence[Mapping[str, Any]]) -> list[list[Any]]:
        """The answers to each of these askings, in their order. One SQL query, however many they are."""
        return self.asking_each(asked)()

    def asking_each(self, asked: Sequence[Mapping[str, Any]]) -> Asking[list[list[Any]]]:
        """The same, to be asked together with others."""
        if not asked:
            return nothing_asked([])
        if len(asked) == 1:
            return self.asking(**asked[0]).then(lambda found: [found])
        return self._each.asking_each(asked)

    @cached_property
    def _each(self) -> "_Each":
        return _Each(self)

    def within(self, **values: Any) -> tuple[str, list[Any]]:
        """The SQL and its parameters with these values, to stand within another question, which is not prepared."""
        sql, params = self._sql_of_example
        names = {example: name for name, example in self._examples.items()}
        return sql, [values[names[param]] if param in names else param for param in params]

    @cached_property
    def _sql_of_example(self) -> tuple[str, list[Any]]:
        sql, params = self._compiler.as_sql()
        return sql, list(params)

    @cached_property
    def _example(self) -> QuerySet[Any, Any]:
        return self._question(**self._examples)

    @cached_property
    def _compiler(self) -> Any:
        return self._example.query.get_compiler(using=self._example.db)

    @cached_property
    def _converters(self) -> Any:
        """What is made of the values of which column."""
        return self._compiler.get_converters([column for column, *_written in self._compiler.select])

    @cached_property
    def written(self) -> Written:
        return self._with([f"${number}" for number, _name in enumerate(self._examples, start=1)])

    def written_for_each(self) -> Written:
        """The same for many askings: a column of values for each example."""
        sql, constants = self._with([f"asked.{name}" for name in self._examples])
        columns = ", ".join(
            f"${number}::{TYPES[type(example)]}[]"
            for number, example in enumerate(self._examples.values(), start=1)
        )
        return (
            f"SELECT asked.number, answer.* FROM unnest({columns})"  # noqa: S608  # of the code alone
            f" WITH ORDINALITY AS asked ({', '.join(self._examples)}, number)"
            f" CROSS JOIN LATERAL (SELECT row_number() OVER (), one.* FROM ({sql}) AS one) AS answer"
            " ORDER BY 1, 2",
            constants,
        )

    def _with(self, places: Iterable[str]) -> tuple[str, list[Any]]:
        """The SQL with these in the places of the examples."""
        sql, params = self._sql_of_example
        named = dict(zip(self._examples.values(), places, strict=True))
        assert len(named) == len(self._examples), "two examples are alike"
        assert named.keys() <= set(params), "an example stands nowhere"
        first, *parts = sql.split("%s")
        written = "".join(named.get(param, "%s") + part for param, part in zip(params, parts, strict=True))
        lock = f' FOR SHARE OF "{self._example.model._meta.db_table}"' if self._shared else ""
        return first + written + lock, [param for param in params if param not in named]

    def _read(self, rows: list[Any]) -> list[Any]:
        makes = self._example._iterable_class  # type: ignore[attr-defined]
        if makes is ValuesIterable:
            return [dict(zip(self._compiler.query.selected, row, strict=True)) for row in rows]
        return self._objects(rows) if makes is ModelIterable else rows

    def _objects(self, rows: list[tuple[Any, ...]]) -> list[Any]:
        """What Django makes of these rows of the question."""
        found = [self._make(row) for row in self._converted(rows)]
        for each in found:
            for name, question in self._many.items():
                hang(each, name, question(of=each.pk))
        return found

    @cached_property
    def _make(self) -> Callable[[tuple[Any, ...]], Any]:
        return maker(self._compiler)

    def _converted(self, rows: list[tuple[Any, ...]]) -> Iterable[Any]:
        return self._compiler.apply_converters(rows, self._converters) if self._converters else rows


class _Each(Prepared):
    """A question for many askings at once."""

    def __init__(self, of: Compiled) -> None:
        super().__init__(*of._examples)
        self._of = of

    def asking_each(self, asked: Sequence[Mapping[str, Any]]) -> Asking[list[list[Any]]]:
        held = [number for number, values in enumerate(asked) if is_held(list(values.values()))]

        def read(rows: list[Any]) -> list[list[Any]]:
            found: list[list[tuple[Any, ...]]] = [[] for _values in asked]
            for number, _place, *row in rows:
                found[held[number - 1]].append(tuple(row))
            return [self._of._read(rows) for rows in found]

        columns = [[asked[number][name] for number in held] for name in self._names]
        return Asking(self, columns, read)

    @cached_property
    def written(self) -> Written:
        return self._of.written_for_each()


def hang(owner: Any, name: str, rows: list[Any]) -> None:
    """The owner has these rows by that name, and each of them has its owner: as Django prefetches them.

    Also for rows just written, which then need not be asked for.
    """
    related = getattr(owner, name)
    had = related.all()
    had._result_cache, had._prefetch_done = rows, True
    owner.__dict__.setdefault("_prefetched_objects_cache", {})[related.field.remote_field.cache_name] = had
    for row in rows:
        related.field.set_cached_value(row, owner)
