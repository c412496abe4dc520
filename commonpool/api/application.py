"""The API: the pages' operations and queries, as JSON. No rule is written here."""

from functools import partial
from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from commonpool.api import once, problems
from commonpool.api.access import Token
from commonpool.api.routes import (
    bookings,
    clearing,
    corrections,
    invoices,
    ledger,
    needs,
    offers,
    officers,
    rates,
    register,
    teams,
    timesheets,
    works,
)

WORDS = """Councils lend each other the people who have already done it.

Money is whole pence, time is whole minutes, weeks are ISO weeks such as `2026-W50`. Every refusal is a problem
document (RFC 9457) with a stable `code`; a query name or a field that is not named here is refused. Whatever moves
something takes an `Idempotency-Key`: sent again with it within 24 hours, the same is answered the same and done once.
Make a token on the tokens page; it carries at most your own rights, and decides (approve, confirm, agree) only if it
was made to."""


class Documented(NinjaAPI):
    """An API that answers every "no" as a problem document, and whose document says so."""

    _document: OpenAPISchema | None = None

    @property
    def urls(self) -> tuple[list[Any], str, str]:
        found, application, namespace = super().urls
        for each in found:
            if each.callback and not isinstance(each.callback, partial):  # partial: the library's own pages
                each.callback = problems.also_of_methods(each.callback)
        return found, application, namespace

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """The document, drawn for the first who asks: half a second of work, and the same for everybody."""
        if self._document is None:
            document = super().get_openapi_schema(**options)
            problems.written_into(document)
            once.written_into(document)
            self._document = document  # whole, as another thread may ask at this moment
        return self._document


api = Documented(
    title="Commonpool",
    version="1",
    description=WORDS,
    auth=Token(),
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api-1",
)
problems.install(api)
api.add_decorator(once.done_once, mode="view")
for router in (
    register.router,
    officers.router,
    bookings.router,
    teams.router,
    needs.router,
    offers.router,
    timesheets.router,
    corrections.router,
    invoices.router,
    clearing.router,
    rates.router,
    ledger.router,
    works.router,
):
    api.add_router("", router)
