"""What a PDF says of itself, as a reader for blind people would ask it."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf import PdfReader


@dataclass(frozen=True)
class Paper:
    """A PDF, read: its title, language, tags in the order of reading, words, and where its links lead."""

    title: str
    language: str
    marked: bool
    tags: list[str]
    words: str
    links: list[str]


def read(made: bytes) -> Paper:
    reader = PdfReader(BytesIO(made))
    root: Any = reader.trailer["/Root"]
    links = [
        str(note.get_object()["/A"]["/URI"])
        for page in reader.pages
        for note in page.get("/Annots", [])
        if "/URI" in note.get_object().get("/A", {})
    ]
    return Paper(
        title=str(reader.metadata.title if reader.metadata else ""),
        language=str(root.get("/Lang", "")),
        marked=bool(root["/MarkInfo"]["/Marked"]),
        tags=list(_tags(root["/StructTreeRoot"])),
        words=" ".join(" ".join(page.extract_text() for page in reader.pages).split()),
        links=links,
    )


def _tags(element: Any) -> Any:
    element = element.get_object()
    if not isinstance(element, dict):
        return
    if "/S" in element:
        yield str(element["/S"]).removeprefix("/")
    kids = element.get("/K", [])
    kids = kids.get_object() if hasattr(kids, "get_object") else kids
    for kid in kids if isinstance(kids, list) else [kids]:
        yield from _tags(kid)
