"""Laws 12 and 13: unit tests reach no network; the sample environment is what the product reads."""

import re
import socket

import pytest

from tests.house.source import ROOT

READ = re.compile(r"""given(?:\.get\(|, )["']([A-Z_]+)["']""")


def test_the_sample_environment_is_what_is_read() -> None:
    source = (ROOT / "commonpool" / "config" / "env.py").read_text(encoding="utf-8")
    sample = (ROOT / ".env.sample").read_text(encoding="utf-8")
    documented = set(re.findall(r"^#?\s?([A-Z_]+)=", sample, flags=re.MULTILINE))
    assert documented == set(READ.findall(source))


def test_only_env_reads_the_environment() -> None:
    readers = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "commonpool").rglob("*.py")
        if "os.environ" in path.read_text(encoding="utf-8") and path.name not in ("env.py", "wsgi.py")
    ]
    assert [path for path in readers if "launcher" not in path] == []


def test_a_unit_test_cannot_reach_the_network() -> None:
    with pytest.raises(Exception, match=r"(?i)socket|network|blocked"):
        socket.create_connection(("192.0.2.1", 80), timeout=0.2)
