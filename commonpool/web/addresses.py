"""What stands in the addresses of pages."""

from django.urls import register_converter

from commonpool.kernel import references


class Reference:
    """A reference as they are written: anything else is the address of nothing, and never reaches a question."""

    regex = references.WRITTEN.pattern

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


def register() -> None:
    """Addresses can say `<reference:reference>`."""
    register_converter(Reference, "reference")
