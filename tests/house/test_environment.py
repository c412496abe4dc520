"""Laws 12 and 13: unit tests reach no network; the sample environment is what the product reads.

And what few requests need is loaded by them: every process of the web server would hold it from its start.
"""

import re
import socket
import subprocess
import sys

import pytest

from commonpool.config.env import inherited
from tests.house.source import ROOT

SELDOM = {"icalendar", "lxml", "numpy", "requests", "scipy", "weasyprint"}
STARTED = "import sys, commonpool.config.wsgi, commonpool.config.urls; print(*sys.modules)"
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


def test_the_web_server_starts_without_what_few_requests_need() -> None:
    alone = {"cwd": ROOT, "env": inherited(DJANGO_SETTINGS_MODULE="commonpool.config.settings")}
    started = subprocess.run(
        [sys.executable, "-c", STARTED], **alone, check=True, capture_output=True, text=True
    )
    assert SELDOM & set(started.stdout.split()) == set()
