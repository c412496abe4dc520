"""What is read from the environment, and what is said when it cannot be used."""

from pathlib import Path

import pytest

from commonpool.config import env


def test_nothing_given_means_the_embedded_database_and_its_demonstration(tmp_path: Path) -> None:
    read = env.read({"COMMONPOOL_STATE": str(tmp_path)})
    assert (read.port, read.embedded, read.demonstration) == (8000, True, True)


def test_a_database_of_ones_own_is_no_demonstration_unless_asked() -> None:
    given = {"DATABASE_URL": "postgresql://app:secret@db.example/pool"}
    assert env.read(given).demonstration is False
    assert env.read({**given, "DEMONSTRATION": "1"}).demonstration is True
    assert env.read(given).database_owner_url == given["DATABASE_URL"]


def test_an_address_is_read_whole() -> None:
    read = env.database("postgresql://a%40b:p%2Fw@db.example:6543/pool?sslmode=verify-full")
    assert [read[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "a@b", "p/w", "db.example", "6543", "pool",
    ]  # fmt: skip
    assert read["OPTIONS"]["sslmode"] == "verify-full"


def test_a_socket_folder_may_have_spaces() -> None:
    assert env.database("postgresql://app@/pool?host=/tmp/a%20b")["HOST"] == "/tmp/a b"


def test_what_the_launcher_keeps_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret-key").write_text("kept\n")
    (tmp_path / "database-url").write_text("postgresql://app@/kept")
    read = env.read({"COMMONPOOL_STATE": str(tmp_path)})
    assert (read.secret_key, read.database["NAME"]) == ("kept", "kept")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"PORT": "abc"}, "PORT must be a whole number from 1 to 65535, not “abc”."),
        ({"PORT": "70000"}, "PORT must be a whole number from 1 to 65535, not “70000”."),
        ({"PORT": "٨٠٠٠"}, "PORT must be a whole number from 1 to 65535, not “٨٠٠٠”."),
        ({"OPERATOR_EMAIL": "the office"}, "OPERATOR_EMAIL must be one e-mail address, not “the office”."),
        ({"DEMONSTRATION": "yes"}, "DEMONSTRATION must be 1 or 0, not “yes”."),
        ({"DATABASE_URL": "mysql://x/y"}, "DATABASE_URL cannot be used"),
        ({"DATABASE_URL": "postgresql://host:port/name"}, "DATABASE_URL cannot be used"),
        ({"EMAIL_URL": "mail"}, "EMAIL_URL cannot be used"),
    ],
)
def test_what_cannot_be_used_is_said_in_a_sentence(given: dict[str, str], sentence: str) -> None:
    with pytest.raises(env.UnusableEnvironment, match="^" + sentence):
        env.read(given)


def test_the_sample_is_what_is_read() -> None:
    assert (env.ROOT / ".env.sample").read_text() == env.sample()
