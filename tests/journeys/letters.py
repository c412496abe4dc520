"""The e-mails of a demonstration, as the people they were written to find them."""

import re
import time
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

PATIENCE = 30.0  # seconds until a letter has come


class Outbox:
    """The folder in which a running Commonpool keeps its mail."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def letters_to(self, email: str) -> list[EmailMessage]:
        """What has come for this address, oldest first."""
        found = []
        for path in sorted(self.folder.glob("*.eml")):
            letter = message_from_bytes(path.read_bytes(), policy=policy.default)
            if email in str(letter["To"]):
                found.append(letter)
        return found

    def letter_to(self, email: str, about: str, *, after: int = 0) -> EmailMessage:
        """The newest letter to this address whose subject matches, once there are more of them than `after`."""
        end = time.monotonic() + PATIENCE
        while True:
            letters = self.letters_to(email)
            fitting = [each for each in letters if re.search(about, str(each["Subject"]))]
            if len(fitting) > after:
                return fitting[-1]
            subjects = [str(each["Subject"]) for each in letters]
            assert time.monotonic() < end, f"no letter to {email} about “{about}”, only {subjects}"
            time.sleep(0.05)  # until the next look at the folder

    def count(self, email: str, about: str) -> int:
        return sum(bool(re.search(about, str(each["Subject"]))) for each in self.letters_to(email))


def text_of(letter: EmailMessage) -> str:
    """What the letter says."""
    part = letter.get_body(("plain",))
    assert isinstance(part, EmailMessage)
    return str(part.get_content())


def link_in(letter: EmailMessage) -> str:
    """The one address the letter leads to."""
    links = re.findall(r"https?://\S+", text_of(letter))
    assert links, text_of(letter)
    return str(links[0]).rstrip(".,)")


def code_in(letter: EmailMessage) -> str:
    """The code of a letter that carries one."""
    found = re.search(r"Your code is (\S+)", text_of(letter))
    assert found, text_of(letter)
    return found.group(1)
