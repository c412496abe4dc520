"""The commands of the Makefile, and what is said when one cannot go on."""

import os
import sys
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WITHOUT_ENVIRONMENT = {"stop": "stopping", "reset": "stopping"}
RUNNING = {"run": "serving", "demo-accounts": "asking", "measure": "asking"}
DEVELOPING = dict.fromkeys(
    (
        "check",
        "test",
        "measure-rules",
        "judge",
        "bench",
        "bench-money",
        "bench-peers",
        "bench-teams",
        "screenshots",
        "diagrams",
        "messages",
        "lock",
    ),
    "testing",
)
COMMANDS = {**WITHOUT_ENVIRONMENT, **RUNNING, **DEVELOPING}


def main(arguments: list[str]) -> int:
    """Runs one command; its exit code."""
    os.chdir(ROOT)
    try:
        sorry = import_module("launcher.sorry")
        import_module("launcher.places")
    except ValueError as error:  # a variable of the environment holds what cannot be used
        return _apologise(str(error))
    try:
        return _run(arguments)
    except sorry.Sorry as reason:
        return _apologise(str(reason))
    except OSError as error:
        # One for a whole folder has no number and no name, and its text holds those of all that failed.
        said = f"{error.strerror}: {error.filename}" if error.strerror else str(error)
        return _apologise(str(sorry.because(str(error), f"It could not go on: {said}.")))
    except KeyboardInterrupt:
        return 130


def _run(arguments: list[str]) -> int:
    name, *rest = arguments or [""]
    if name not in COMMANDS:
        return _apologise(f"Say one of: {', '.join(COMMANDS)}.")
    if name not in WITHOUT_ENVIRONMENT:
        _prepare(name, arguments)
    command = getattr(import_module(f"launcher.{COMMANDS[name]}"), name.replace("-", "_"))
    return command(*rest) or 0


def _prepare(name: str, arguments: list[str]) -> None:
    """What can be refused early is; then the environment is there and this process is its Python."""
    if name == "run":
        port = import_module("launcher.places").ENV.port
        import_module("launcher.port").refuse_busy(port)
    environment = import_module("launcher.environment")
    environment.ensure(development=name in DEVELOPING)
    environment.enter(arguments)


def _apologise(sentence: str) -> int:
    print(sentence, file=sys.stderr, flush=True)
    return 1
