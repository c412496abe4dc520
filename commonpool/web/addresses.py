"""What stands in the addresses of pages."""

from django.urls import register_converter

from commonpool.invoices.rules import NUMBER
from commonpool.kernel import references


class Reference:
    """A reference as they are written: anything else is the address of nothing, and never reaches a question."""

    regex = references.WRITTEN.pattern

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Number(Reference):
    """The reference of an invoice or credit note: its council's code and its number."""

    regex = NUMBER


def register() -> None:
    """Addresses can say `<reference:reference>`, and `<number:reference>` for invoices."""
    register_converter(Reference, "reference")
    register_converter(Number, "number")
