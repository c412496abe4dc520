"""A judged set of others is read whatever it lacks, and ours is whole."""

from pathlib import Path

from bench import opinions
from bench.judge import SET
from bench.opinions import Done
from bench.quality import RELEVANT


def test_what_is_missing_is_empty_and_what_is_not_known_passed_over(tmp_path: Path) -> None:
    (tmp_path / "officers.jsonl").write_text(
        '{"id": 7}\n'
        '{"id": "b", "title": "Clerk", "shoe_size": 9, "council": "Aldermoor", "functions": "Libraries",'
        ' "skills": null, "experience": [{"title": "Counted", "what": "Counted books.", "to": "2024-03",'
        ' "state": "confirmed"}, "Sang"]}\n'
    )
    bare, full = opinions.officers(tmp_path)
    assert (bare.id, bare.headline, bare.done, bare.functions) == ("7", "Officer", (), ())
    assert (full.headline, full.job, full.functions, full.council[0]) == (
        "Counted",
        "Clerk",
        ("Libraries",),
        "Aldermoor",
    )
    assert full.done == (Done("Counted. Counted books.", "", 2024, True), Done("Sang.", "", None, False))


def test_grades_are_read_with_a_heading_and_without(tmp_path: Path) -> None:
    (tmp_path / "judgements.tsv").write_text("need\tofficer\tgrade\nn\to1\t3\tsure\n\nn\to2\t0\n")
    (tmp_path / "needs.jsonl").write_text('{"id": "n", "text": "CTAX"}\n{"id": "m"}\n')
    first, second = opinions.needs(tmp_path)
    assert (first.grades, second.grades, second.text) == ({"o1": 3, "o2": 0}, {}, "")


def test_what_others_call_things_is_read_too(tmp_path: Path) -> None:
    (tmp_path / "officers.jsonl").write_text(
        '{"officer_id": "a", "headline": "Counts", "job_title": "Clerk", "bio": "Calm", "skills": [{"name": "Sums"}],'
        ' "experience": [{"description": "Counted", "confirmed": true, "year": 2021}], "function": "Libraries"}\n'
    )
    (officer,) = opinions.officers(tmp_path)
    assert (officer.id, officer.job, officer.about, officer.skills) == ("a", "Clerk", "Calm", ("Sums",))
    assert (officer.functions, officer.done) == (("Libraries",), (Done("Counted.", "", 2021, True),))
    (tmp_path / "judgements.tsv").write_text("n 0 a 3\n".replace(" ", "\t") + "n\t0\tb\t1\n")
    (tmp_path / "needs.jsonl").write_text('{"need_id": "n", "query": "CTAX"}\n')
    (need,) = opinions.needs(tmp_path)
    assert (need.text, need.grades) == ("CTAX", {"a": 3, "b": 1})


def test_our_set_is_whole() -> None:
    ids = {each.id for each in opinions.officers(SET)}
    needs = opinions.needs(SET)
    judged = opinions.grades(SET / "judgements.tsv")
    assert len(ids) >= 500
    assert len(needs) == len({each.id for each in needs}) >= 40
    assert set(judged) == {each.id for each in needs}
    assert all(set(each.grades) <= ids and set(each.grades.values()) <= {0, 1, 2, 3} for each in needs)
    relevant = [sum(grade >= RELEVANT for grade in each.grades.values()) for each in needs]
    assert min(relevant) >= 5
    assert sum(number >= 8 for number in relevant) > len(needs) / 2
