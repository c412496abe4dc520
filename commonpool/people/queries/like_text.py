"""What is like a text: for everything that has its words kept as search reads them."""

from typing import Any, TypeVar

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F, Model, QuerySet

ENOUGH = 0.1
"""Of a rank between nought and one: a word of the title in six, or two that stand further down."""

Row = TypeVar("Row", bound=Model)


class AnyOf(SearchQuery):
    """One of the words of a text at least, by their stems; nothing where it has none."""

    def as_sql(self, *asked: Any, **options: Any) -> Any:
        sql, params = super().as_sql(*asked, **options)
        return f"replace({sql}::text, ' & ', ' | ')::tsquery", params


def like_text(rows: QuerySet[Row], text: str, *, field: str = "words") -> QuerySet[Row]:
    """Those of the rows that have enough of the words of this text in a column of search, most alike first.

    A column whose titles have the weight A makes a likeness of titles count most. None for an empty text.
    """
    asked = AnyOf(text.replace("\0", " "), config="english", search_type="plain")
    found: Any = rows.filter(**{field: asked}).annotate(likeness=SearchRank(F(field), asked))
    return found.filter(likeness__gte=ENOUGH).order_by("-likeness", "-pk")
