"""The pictures of `docs/diagrams/`, drawn from the tables of the lifecycles (`make diagrams`)."""

from importlib import import_module
from pathlib import Path

from commonpool.kernel.lifecycle import Lifecycle
from tests.house.source import PACKAGE, ROOT, STAGES


def lifecycles() -> list[Lifecycle]:
    """Every lifecycle of every stage."""
    found = []
    for stage in STAGES:
        if (PACKAGE / stage / "lifecycle.py").exists():
            module = import_module(f"commonpool.{stage}.lifecycle")
            found += [each for each in vars(module).values() if isinstance(each, Lifecycle)]
    return found


def document_of(lifecycle: Lifecycle) -> Path:
    """Where a lifecycle is drawn."""
    return ROOT / "docs" / "diagrams" / f"{lifecycle.of.lower().replace(' ', '-')}.md"


def drawn(lifecycle: Lifecycle) -> str:
    """The whole document."""
    words = f"# {lifecycle.of}\n\nMade from the table in the code; see `docs/house.md`.\n"
    return f"{words}\n```mermaid\n{lifecycle.diagram()}```\n"


def main() -> None:
    for each in lifecycles():
        document_of(each).parent.mkdir(exist_ok=True)
        document_of(each).write_text(drawn(each), encoding="utf-8")


if __name__ == "__main__":
    main()
