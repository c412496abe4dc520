"""Whether this machine has the libraries that lay out the text of a PDF. Looks, and loads nothing else."""

import ctypes
import os
from functools import cache

LIBRARIES = (
    ("libgobject-2.0.so.0", "libgobject-2.0.0.dylib"),
    ("libpango-1.0.so.0", "libpango-1.0.dylib"),
    ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
    ("libharfbuzz.so.0", "libharfbuzz.0.dylib"),
    ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"),
    ("libfontconfig.so.1", "libfontconfig.1.dylib"),
)
"""Each by its names on Linux and macOS."""

PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-dejavu-core")
"""What Debian and Ubuntu call them, with a font."""


@cache
def is_here() -> bool:
    """All of them can be loaded."""
    return all(any(map(_opens, names)) for names in LIBRARIES)


def _opens(name: str) -> bool:
    try:
        ctypes.CDLL(name, os.RTLD_NOW)
    except OSError:
        return False
    return True
