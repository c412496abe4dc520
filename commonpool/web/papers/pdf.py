"""A paper as a tagged PDF, made from its own HTML by a style of its own. Nothing is fetched, nothing is kept."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from commonpool.kernel.refusals import Refusal
from commonpool.web.papers import pango

OWN = "static:"
"""How a paper names a file of ours: it is read from the folder, never over the network."""


class NoPdfHere(Refusal):
    """This machine lacks what lays out text (`no_pdf`)."""

    code = "no_pdf"
    status = 503
    message = _(
        "PDFs cannot be made on this installation. The page says the same: print it from your browser."
    )


def pdf(request: HttpRequest, template: str, facts: Mapping[str, Any], filename: str) -> HttpResponse:
    """The answer that is this paper, PDF/UA-1. Refuses `no_pdf`."""
    if not pango.is_here():
        raise NoPdfHere
    html = render_to_string(template, {**facts}, request)
    answer = HttpResponse(made_of(html, request.build_absolute_uri("/")), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{filename}.pdf"'
    return answer


def made_of(html: str, address: str) -> bytes:
    """The PDF of this HTML; links in it lead to pages under the address. The same HTML gives the same bytes."""
    from weasyprint import HTML  # slow to load, and not loadable on every machine

    document = HTML(string=html, base_url=address, url_fetcher=_fetcher())
    made: bytes = document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True, pdf_identifier=b"commonpool")
    return made


def _fetcher() -> Any:
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class OwnFiles(URLFetcher):  # type: ignore[misc]
        """Knows the product's own static files, and refuses whatever else a paper might name."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            found = finders.find(unquote(url.removeprefix(OWN))) if url.startswith(OWN) else None
            if found is None:
                raise FatalURLFetchingError(url)
            return URLFetcherResponse(url, Path(found).read_bytes(), {"Content-Type": "text/css"})

    return OwnFiles()
