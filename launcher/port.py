"""The port of the web server, asked for before anything is made."""

import socket

from launcher import instances
from launcher.sorry import Sorry

HOST = "127.0.0.1"


def refuse_busy(port: int) -> None:
    """The port is free; refuses with a sentence that says who has it."""
    if any(known["port"] == port for known in instances.live()):
        raise Sorry(f"Commonpool already runs at http://{HOST}:{port}/: `make stop` ends it.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError as error:
            raise Sorry(f"Port {port} needs special rights: choose one above 1023.") from error
        except OSError as error:
            raise Sorry(
                f"Port {port} is taken by another program: choose another, as in `make run PORT={port + 1}`."
            ) from error


def free() -> int:
    """A port nothing listens on now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
