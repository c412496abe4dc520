"""Which process runs what: a file each, and a folder whose tests share what takes long to build. The longest first."""

import pytest
from xdist.scheduler import LoadFileScheduling

LONG = ("long", "journey")
TOGETHER = ("tests/journeys/", "tests/security/")
"""One server, worker and browser; one world of councils and all they own."""


class FilesAndFolders(LoadFileScheduling):
    """As the processes of `pytest-xdist` take files, with two folders that one process takes whole."""

    def _split_scope(self, nodeid: str) -> str:
        return next(filter(nodeid.startswith, TOGETHER), super()._split_scope(nodeid))


def longest_first(items: list[pytest.Item]) -> None:
    """Files begin first that are marked as long, so that all processes end together."""
    long = {item.path for item in items if any(map(item.get_closest_marker, LONG))}
    items.sort(key=lambda item: (_folder(item.nodeid), item.path not in long))


def _folder(nodeid: str) -> int:
    """Folders that stay together come first, each whole."""
    return next((n for n, folder in enumerate(TOGETHER) if nodeid.startswith(folder)), len(TOGETHER))
