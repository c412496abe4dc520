"""A small mail server that can refuse, keep people waiting, and count what it took."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message


class MailServer(socketserver.ThreadingTCPServer):
    """Takes mail on a port of this machine.

    `refusing`: it answers 451. `holding`: it reads a letter, keeps nothing and says nothing. `silent`: it keeps the
    letter and says nothing, so that nobody knows it did.
    """

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.refusing = False
        self.holding = False
        self.silent = False
        self.held = threading.Event()
        self.refused = 0
        self.taken: list[Message] = []

    def marks(self) -> list[str]:
        """The Message-IDs taken, one for each copy."""
        return [str(message["Message-ID"]) for message in self.taken]


class Conversation(socketserver.StreamRequestHandler):
    """One client's connection, in the few words of SMTP that Django says."""

    server: MailServer

    def handle(self) -> None:
        self._say("220 here")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"QUIT":
                return self._say("221 bye")
            if word == b"DATA":
                self._take()
            elif word == b"RCPT" and self.server.refusing:
                self.server.refused += 1
                self._say("451 not now")
            else:
                self._say("250 yes")
        return None

    def _take(self) -> None:
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        if self.server.silent:
            self.server.taken.append(message_from_bytes(b"".join(lines)))
        if self.server.holding or self.server.silent:
            self.server.held.set()
            threading.Event().wait(30)
            return
        self.server.taken.append(message_from_bytes(b"".join(lines)))
        self._say("250 taken")

    def _say(self, words: str) -> None:
        try:
            self.wfile.write(f"{words}\r\n".encode())
        except OSError:
            self.server.held.set()


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """The server listens until the end."""
    server = MailServer()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
