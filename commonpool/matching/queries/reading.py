"""How the words of listings are read before PostgreSQL parts them: as `rules.ideas.typed` reads what is typed.

Without accents, without the apostrophe and what owns by it, and in parts where a sign stands within a word: PostgreSQL
takes "GOV.UK" for a host, "HR/payroll" for a file, and gives "non-domestic" a place of its own among the words.
"""

from commonpool.matching.rules.apart import IN_TEXT


def as_read(text: str) -> str:
    """The SQL that reads the text of this SQL, in which words of different things are kept apart (`rules.apart`)."""
    always, in_capitals = IN_TEXT
    capitals = rf"regexp_replace({_plain(text)}, '{in_capitals}', '\1\1', 'g')"
    return rf"regexp_replace({capitals}, '{always}', '\1\1', 'gi')"


def _plain(text: str) -> str:
    marks = r"'[\u0300-\u036f]|[''\u2019]s\M|[''\u2019]'"
    return f"translate(regexp_replace(normalize({text}, NFD), {marks}, '', 'gi'), '-./_', '    ')"


def as_called(name: str) -> str:
    """The SQL that reads a name as `rules.ideas.called` reads what is typed: its words alone, in small letters."""
    return f"btrim(regexp_replace(lower({_plain(name)}), '[[:space:][:punct:]]+', ' ', 'g'))"
