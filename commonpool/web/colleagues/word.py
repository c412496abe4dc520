"""A page as a file that Word opens and a council edits: headings, paragraphs, lists and tables, and nothing else.

WordprocessingML (ECMA-376), written by hand: see ADR 0078. A tag that is not named here is walked through and its
words are kept, so nothing that the page says is lost.
"""

import io
import zipfile
from html.parser import HTMLParser
from urllib.parse import urljoin
from xml.sax.saxutils import escape

from commonpool.web.colleagues.word_parts import parts

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
STYLES = {
    "h1": "Title",
    "h2": "Heading1",
    "h3": "Heading2",
    "h4": "Heading3",
    "li": "ListBullet",
    "caption": "Caption",
    "p": "Normal",
}
"""The style of a paragraph by its tag."""
BOLD = {"strong", "th"}
MADE = (2026, 1, 1, 0, 0, 0)
"""The date of every part in the file: the same paper twice is the same file."""


def document(html: str, *, base_url: str) -> bytes:
    """The bytes of a .docx that says what the HTML says; links within the site are written out."""
    reader = _Reader(base_url)
    reader.feed(html)
    reader.close()
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, body in parts(reader.body()).items():
            zipped.writestr(zipfile.ZipInfo(name, MADE), body, zipfile.ZIP_DEFLATED)
    return file.getvalue()


class _Reader(HTMLParser):
    """Reads HTML from top to bottom into paragraphs, and the rows of a table into cells of them."""

    def __init__(self, base_url: str) -> None:
        super().__init__()
        self._base_url = base_url
        self._written: list[str] = []
        self._runs: list[str] = []
        self._styles: list[str] = []
        self._bold = 0
        self._href = ""
        self._row: list[str] | None = None
        self._in_head = False

    def body(self) -> str:
        self._end_paragraph()
        return "".join(self._written)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in STYLES:
            self._end_paragraph()
            self._styles.append(STYLES[tag])
        elif tag == "table":
            self._end_paragraph()
        elif tag == "tr":
            self._row = []
        elif tag == "br":
            self._runs.append("<w:r><w:br/></w:r>")
        elif tag == "a":
            self._href = dict(attrs).get("href") or ""
        if tag in BOLD:
            self._bold += 1
        if tag == "thead":
            self._open_table()

    def handle_endtag(self, tag: str) -> None:
        if tag in BOLD:
            self._bold -= 1
        if tag in STYLES:
            self._end_paragraph()
            if self._styles:
                self._styles.pop()
        elif tag in ("td", "th"):
            self._end_cell()
        elif tag == "tr":
            self._end_row()
        elif tag == "thead":
            self._in_head = False
        elif tag == "table":
            self._written.append("</w:tbl>" + _paragraph("Normal", ""))
        elif tag == "a":
            self._end_link()

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        if not words:
            if data and self._runs:
                self._runs.append(_run(" ", bold=False))
            return
        before = " " if data[0].isspace() and self._runs else ""
        after = " " if data[-1].isspace() else ""
        self._runs.append(_run(f"{before}{words}{after}", bold=self._bold > 0))

    def _open_table(self) -> None:
        self._in_head = True
        self._written.append(
            '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/></w:tblPr>'
        )

    def _end_paragraph(self) -> None:
        """A paragraph outside a table; within one, the cell takes its words."""
        if self._row is None and any("<w:t" in run for run in self._runs):
            self._written.append(
                _paragraph(self._styles[-1] if self._styles else "Normal", "".join(self._runs))
            )
        if self._row is None:
            self._runs = []

    def _end_cell(self) -> None:
        assert self._row is not None
        self._row.append(f"<w:tc><w:tcPr/>{_paragraph('Normal', ''.join(self._runs))}</w:tc>")
        self._runs = []

    def _end_row(self) -> None:
        assert self._row is not None
        if self._in_head:
            self._written.append(f"<w:tblGrid>{'<w:gridCol/>' * len(self._row)}</w:tblGrid>")
        head = (
            "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
            if self._in_head
            else "<w:trPr><w:cantSplit/></w:trPr>"
        )
        self._written.append(f"<w:tr>{head}{''.join(self._row)}</w:tr>")
        self._row = None
        self._runs = []

    def _end_link(self) -> None:
        href, self._href = self._href, ""
        if href.startswith(("/", "http")):
            self._runs.append(_run(f" ({urljoin(self._base_url, href)})", bold=False))


def _run(words: str, *, bold: bool) -> str:
    properties = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def _paragraph(style: str, runs: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'
