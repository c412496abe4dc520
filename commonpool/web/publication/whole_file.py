"""One document of all there is about a booking, for one of its two councils: as a page and as a PDF."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from commonpool.access import Right
from commonpool.kernel.clock import now
from commonpool.publication import queries
from commonpool.web.pages import Asking, page, show
from commonpool.web.papers import pango
from commonpool.web.papers.pdf import pdf
from commonpool.web.publication.file_agreed import agreed_parts
from commonpool.web.publication.file_charged import charged_parts


@page(right=Right.SEE_MONEY, methods=("GET",))
def whole_file(request: Asking, slug: str, reference: str) -> HttpResponse:
    """Everything from the limit to the ledger."""
    facts = _facts(request, slug, reference)
    facts |= {
        "has_pdfs": pango.is_here(),
        "pdf_url": reverse("whole_file_pdf", args=[slug, reference]),
        "back_url": reverse("booking", args=[reference]),
    }
    return show(request, "publication/file.html", facts)


@page(right=Right.SEE_MONEY, methods=("GET",))
def whole_file_pdf(request: Asking, slug: str, reference: str) -> HttpResponse:
    """The same as a tagged PDF."""
    facts = _facts(request, slug, reference)
    return pdf(request, "publication/file_paper.html", facts, f"whole-file-{reference}-{slug}")


def _facts(request: Asking, slug: str, reference: str) -> dict[str, Any]:
    file = queries.whole_file(request.actor, slug, reference)
    parts = [*agreed_parts(file), *charged_parts(file, request.actor)]
    return {"council": file.council, "file": file, "parts": parts, "made_at": now()}
