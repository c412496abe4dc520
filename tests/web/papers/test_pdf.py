"""Papers as PDFs: tagged, the same each time, made of nothing from elsewhere, and read by the same people."""

from datetime import timedelta

import pytest
from django.shortcuts import render
from django.urls import reverse

from commonpool.agreements import queries
from commonpool.agreements.operations import carry_to_newer_texts
from commonpool.bookings.models import CallOff
from commonpool.web.papers import pango, pdf
from commonpool.web.rooms import agreement
from tests.factories import NOW, actor, administrator_of, council, signed_in
from tests.factories.bookings import PURPOSE, bound_booking, make_pair
from tests.factories.councils import agreement_text, published_text
from tests.web.papers.reading import read

HEADED = '<html lang="en"><head><title>T</title>{}</head><body><h1>T</h1><p>Words.</p></body></html>'


@pytest.mark.pdf
@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_the_call_off_is_a_tagged_paper_with_its_hash_and_where_to_check_it() -> None:
    pair = make_pair()
    booking = bound_booking(pair)
    made = CallOff.objects.get()
    answer = signed_in(pair.booker).get(reverse("call_off_pdf", args=[booking.reference]))
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/pdf", "private, no-store")
    assert f'filename="call-off-{booking.reference}-1.pdf"' in answer["Content-Disposition"]
    paper = read(answer.content)
    assert paper.title == f"Call-off {booking.reference}, version 1"
    assert (paper.language, paper.marked) == ("en-gb", True)
    assert paper.tags[0] == "Document"
    assert {"H1", "H2", "P", "Table", "TR", "TH", "TD", "L", "LI"} <= set(paper.tags)
    for words in (PURPOSE, pair.home.official_name, "£64.00", "/call-offs/"):
        assert words in paper.words, words
    assert made.sha256 in paper.words.replace(" ", "")
    assert all(each.startswith("http://testserver/") for each in paper.links)
    officers = signed_in(pair.officer.person).get(
        reverse("call_off_version_pdf", args=[booking.reference, 1])
    )
    assert "£" not in read(officers.content).words


@pytest.mark.pdf
@pytest.mark.django_db
def test_the_signed_agreement_is_a_paper_for_its_own_people() -> None:
    place, other = council(depth="borrow"), council(depth="borrow")
    client = signed_in(administrator_of(place))
    answer = client.get(f"/council/{place.slug}/agreement/signed.pdf")
    paper = read(answer.content)
    assert paper.title == f"Agreement of {place}, version 1"
    assert (paper.tags[0], paper.tags.count("H1")) == ("Document", 1)
    for words in (
        "Ama Boateng",
        "Rhys Pritchard",
        "23. General",
        "Schedule F. Declarations",
        "/agreement/1/",
    ):
        assert words in paper.words, words
    assert agreement_text().sha256 in paper.words.replace(" ", "")
    assert client.get(f"/council/{other.slug}/agreement/signed.pdf").status_code == 404


@pytest.mark.django_db
def test_the_paper_prints_what_was_signed_and_names_what_is_in_force_now(monkeypatch) -> None:
    monkeypatch.setattr(agreement, "pdf", lambda request, name, facts, _file: render(request, name, facts))
    place, first = council(depth="borrow"), agreement_text()
    second = published_text()
    client = signed_in(administrator_of(place))
    carry_to_newer_texts(at=NOW + timedelta(days=60))
    paper = client.get(f"/council/{place.slug}/agreement/signed.pdf").content.decode()
    assert f"Agreement of {place}, version 1" in paper
    assert "One paragraph more" not in paper
    for words in ("Signed for", "version 2 is in force now", "/agreement/2/", first.sha256, second.sha256):
        assert words in paper, words
    found = queries.signed_agreement_of(actor(administrator_of(place)), place.pk)
    found.named = []  # as it is for a council that took it over
    monkeypatch.setattr(queries, "signed_agreement_of", lambda *_asked: found)
    paper = client.get(f"/council/{place.slug}/agreement/signed.pdf").content.decode()
    assert "Signed for" not in paper
    assert "has not signed this agreement" in paper


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_without_the_libraries_the_page_says_so_and_the_address_is_unavailable(monkeypatch) -> None:
    pair = make_pair()
    booking = bound_booking(pair)
    monkeypatch.setattr(pango, "is_here", lambda: False)
    browser = signed_in(pair.booker)
    assert "PDFs cannot be made on this installation." in (
        browser.get(reverse("call_off", args=[booking.reference])).content.decode()
    )
    answer = browser.get(reverse("call_off_pdf", args=[booking.reference]))
    assert answer.status_code == 503
    assert "print it from your browser" in answer.content.decode()


@pytest.mark.pdf
@pytest.mark.parametrize(
    "named",
    [
        '<link rel="stylesheet" href="https://example.org/x.css">',
        '<link rel="stylesheet" href="/static/commonpool/paper.css">',
        '<link rel="stylesheet" href="file:///etc/passwd">',
        '<link rel="stylesheet" href="static:commonpool/nothing.css">',
        "<style>@import url(http://127.0.0.1:1/x.css);</style>",
    ],
)
def test_a_paper_fetches_nothing_but_our_own_files(named: str) -> None:
    from weasyprint.urls import FatalURLFetchingError

    with pytest.raises(FatalURLFetchingError):
        pdf.made_of(HEADED.format(named), "http://testserver/")


@pytest.mark.pdf
def test_the_same_paper_is_the_same_bytes() -> None:
    html = HEADED.format('<link rel="stylesheet" href="static:commonpool/paper.css">')
    assert pdf.made_of(html, "http://testserver/") == pdf.made_of(html, "http://testserver/")


def test_a_library_that_is_not_there_is_noticed(monkeypatch) -> None:
    monkeypatch.setattr(pango, "LIBRARIES", (("libnothing-of-the-kind.so.0",),))
    assert pango.is_here.__wrapped__() is False
