"""`make check`, `make test` and their like: the tools of development, on servers of their own."""

import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor

from commonpool.config.env import ENV, ROOT, inherited
from launcher import machine
from launcher.places import BENCH_POSTGRES, OUTPUT, PYTHON, SYSTEM_POSTGRES, TEST_POSTGRES
from launcher.postgres import Server, server_in
from launcher.sorry import say

PROCESSES = ["-n", "logical", "--maxprocesses", "8", "--dist", "loadfile", "--no-loadscope-reorder"]
"""As many as cores: each costs half a minute of its own. What each takes, and in which order, says `tests/order.py`."""
BOTH = "both_servers"
IMPORTS = "from importlinter.cli import lint_imports_command as check; check()"
MESSAGES = "import django; django.setup(); from tests.house.catalogue import main; main()"
IMPORTS_CACHE = ["--cache-dir", ".commonpool/cache/imports"]
PICTURE = OUTPUT / "screenshots" / "borrow_for_a_week-1280" / "find-someone.png"
"""The one that the README shows."""
LANES: tuple[dict[str, list[str]], ...] = (
    {"types": ["-m", "mypy"]},
    {
        "style": ["-m", "ruff", "check", "."],
        "format": ["-m", "ruff", "format", "--check", "."],
        "floors": ["-c", IMPORTS, *IMPORTS_CACHE],
        "laws": ["-m", "pytest", "tests/house", "--quiet"],
    },
)


def check() -> int:
    """Style, types, the floors of the house and its laws hold."""
    with server_in(TEST_POSTGRES, durable=False).used() as server, ThreadPoolExecutor() as lanes:
        codes = list(
            lanes.map(lambda lane: [_holds(name, tool, server) for name, tool in lane.items()], LANES)
        )
    return int(any(code for lane in codes for code in lane))


def test(*arguments: str) -> int:
    """Everything holds: on a system PostgreSQL what depends on the server, on the embedded one all of it."""
    machine.ensure_chromium()
    machine.ensure_pango()
    OUTPUT.mkdir(parents=True, exist_ok=True)
    if not arguments and (code := _on_system_postgres()):
        return code
    with server_in(TEST_POSTGRES, durable=False).used() as server:
        return _pytest([*PROCESSES, *arguments], server)


def screenshots() -> int:
    """The journeys were made in the browser; their pictures are in the state folder, one in the documents."""
    machine.ensure_chromium()
    with server_in(TEST_POSTGRES, durable=False).used() as server:
        code = _pytest([*PROCESSES, "--pictures", "tests/journeys"], server)
    if not code:
        shutil.copy(PICTURE, ROOT / "docs" / "images")
    say(f"The pictures are in {OUTPUT}.")
    return code


def diagrams() -> int:
    """The pictures of the lifecycles in the documents are those of the tables in the code."""
    return subprocess.run([str(PYTHON), "-m", "tests.house.diagrams"], cwd=ROOT, check=False).returncode


def measure_rules() -> int:
    """The table of what the rules of law add to a request, in a database of its own."""
    with server_in(TEST_POSTGRES, durable=False).used() as server:
        command = [str(PYTHON), "-m", "bench.rules"]
        return subprocess.run(command, cwd=ROOT, env=_on(server), check=False).returncode


def judge(*arguments: str) -> int:
    """The table of how well search finds whom people would have called, in a database of its own."""
    with server_in(TEST_POSTGRES, durable=False).used() as server:
        command = [str(PYTHON), "-m", "bench.judge", *arguments]
        return subprocess.run(command, cwd=ROOT, env=_on(server), check=False).returncode


def bench_money(*arguments: str) -> int:
    """The table of what a month's invoices and their clearing take."""
    return _benched("bench.money", *arguments)


def bench(*arguments: str) -> int:
    """The table of what bookings, searches and pages take, beside the limits of the machine."""
    return _benched("bench.shipped", *arguments)


def bench_peers() -> int:
    """The table of other booking systems beside ours, each in an environment of its own."""
    return _benched("bench.peers")


def bench_teams() -> int:
    """The table of how soon the best team is found; it needs no database."""
    environment = inherited(DJANGO_SETTINGS_MODULE="commonpool.config.settings")
    return subprocess.run(
        [str(PYTHON), "-m", "bench.teams"], cwd=ROOT, env=environment, check=False
    ).returncode


def messages() -> int:
    """The Welsh catalogue holds what the product says now, and is compiled. Translations made before stay."""
    environment = inherited(
        DATABASE_URL="", DATABASE_OWNER_URL="", DJANGO_SETTINGS_MODULE="commonpool.config.settings"
    )
    command = [str(PYTHON), "-c", MESSAGES]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def lock() -> int:
    """Both locks hold the newest versions that their lists allow."""
    for name in ("requirements", "requirements-dev"):
        options = ["--quiet", "--universal", "--generate-hashes", "--python-version", "3.11", "--upgrade"]
        plain = ["--no-header", "--no-emit-index-url", "--no-emit-find-links"]
        command = ["-m", "uv", "pip", "compile", *options, *plain, f"{name}.in", "-o", f"{name}.lock"]
        if code := subprocess.run([str(PYTHON), *command], cwd=ROOT, check=False).returncode:
            return code
    return 0


def _benched(module: str, *arguments: str) -> int:
    """On a server that keeps what it says it kept, and is forgotten again."""
    server = server_in(BENCH_POSTGRES)
    try:
        with server.used():
            command = [str(PYTHON), "-m", module, *arguments]
            return subprocess.run(command, cwd=ROOT, env=_on(server), check=False).returncode
    finally:
        server.forget()


def _on_system_postgres() -> int:
    programs = machine.ensure_system_postgres()
    if programs is None:
        say("NOT RUN on a system PostgreSQL: there is none on this machine.")
        return 1 if ENV.ci else 0
    shutil.rmtree(SYSTEM_POSTGRES, ignore_errors=True)
    server = server_in(SYSTEM_POSTGRES, programs=programs, durable=False)
    with server.used():
        say("What depends on the server, on the system's PostgreSQL:")
        code = _pytest(["-m", BOTH, *PROCESSES, *_files_that_say(BOTH)], server)
    server.forget()
    return code


def _files_that_say(marker: str) -> list[str]:
    """The others need not be read."""
    return [str(file) for file in sorted(ROOT.glob("tests/**/test_*.py")) if marker in file.read_text()]


def _pytest(arguments: list[str], server: Server) -> int:
    command = [str(PYTHON), "-m", "pytest", *arguments]
    return subprocess.run(command, cwd=ROOT, env=_on(server), check=False).returncode


def _holds(name: str, command: list[str], server: Server) -> int:
    """One tool's verdict, its words kept together and shown only when it is not content."""
    finished = subprocess.run(
        [str(PYTHON), *command],
        cwd=ROOT,
        env=_on(server),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    say(f"{name}: {'FAILED' if finished.returncode else 'ok'}")
    if finished.returncode or name == "laws":
        print(finished.stdout, flush=True)
    return finished.returncode


def _on(server: Server) -> dict[str, str]:
    return inherited(DATABASE_URL=server.url("postgres"), DATABASE_OWNER_URL="", DEMONSTRATION="")
