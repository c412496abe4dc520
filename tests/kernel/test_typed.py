"""What nobody sees is not kept, and what hides is refused."""

import pytest

from commonpool.kernel.typed import as_typed, hides


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("plan\u200bning", "planning"),
        ("\ufeffbenefits\u2060 for\u00adms", "benefits forms"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("\u200b\u200d \u3164".replace("\u3164", ""), ""),
        ("\u200e \u200f", ""),
        ("👩‍💻 dŵr", "👩‍💻 dŵr"),
        ("", ""),
    ],
)
def test_what_has_no_width_and_no_meaning_goes_and_the_rest_stays(typed: str, kept: str) -> None:
    assert as_typed(typed) == kept


@pytest.mark.parametrize("hidden", ["\x00", "\x1b", "\u202e", "\u2066", "\u2028", "\ud800"])
def test_what_hides_or_reads_otherwise_is_refused_and_never_taken_for_nothing(hidden: str) -> None:
    assert hides(as_typed(hidden))
    assert hides(f"a{hidden}b")


def test_ends_of_lines_and_tabs_count_where_there_are_no_lines() -> None:
    for text in ("a\nb", "a\tb"):
        assert (hides(text), hides(text, lines=False)) == (False, True)
