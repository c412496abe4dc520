"""Which council is meant by what somebody looks for, where it has officers in the pool."""

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import Exists, F, Func, OuterRef, Q, QuerySet, TextField

from commonpool.availability.queries import councils_shown
from commonpool.kernel.clock import london_date
from commonpool.kernel.prepared import Asking, nothing_asked
from commonpool.kernel.rows import Among, Compiled, sole
from commonpool.matching.models import OfficerIndex
from commonpool.matching.rules.places import names_of_place
from commonpool.organisations.models import Organisation

PLAIN = r"""
regexp_replace(translate(lower(%(expressions)s), '’-âêîôûŵŷ', ''' aeiouwy'), '''(s\M)?', '', 'g')
"""


class Plain(Func):
    """A council's name as typed words are read: in small letters, without accents, signs and what owns by them."""

    output_field = TextField()
    template = PLAIN.strip()


def council_called(words: str, at: datetime) -> Asking[Organisation | None]:
    """Asks for the council whose name these words are, short or in full, if an officer of theirs may be shown. One SQL
    query; none where they cannot be a name."""
    names = names_of_place(words)
    if not names:
        return nothing_asked(None)
    return _CALLED.asking(names=names, today=london_date(at)).then(sole)


def _called(names: Collection[str], today: date) -> QuerySet[Organisation]:
    shown = OfficerIndex.objects.filter(home=OuterRef("pk"), shown_from__lte=today, shown_until__gte=today)
    plain = councils_shown(today).annotate(short=Plain(F("name")), full=Plain(F("official_name")))
    named = Q(Among("short", names)) | Q(Among("full", names))
    found: QuerySet[Organisation] = plain.filter(named, Exists(shown)).order_by("pk")[:1]
    return found


_CALLED = Compiled(_called, names=("no name",), today=date.min)
