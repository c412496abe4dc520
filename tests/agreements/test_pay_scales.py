"""Pay points: the national tables with their marks, a council's own, and never an offer (PAY-02)."""

from datetime import date

import pytest

from commonpool.access import Actor, Role
from commonpool.agreements import operations, queries
from commonpool.agreements.models import LendingCosts, PayPoint, PayScale
from commonpool.agreements.rules.pay_scale import Point, read_points
from commonpool.kernel.refusals import Forbidden, NotFound
from tests.agreements.refusing import refusing_code
from tests.factories import NOW, TODAY, actor, council, make_role
from tests.guards import all_refused, gone

LOADER = Actor.rule("reference_data")
OWN = [Point("L1", 3_000_000), Point("L2", 3_100_000)]


@pytest.mark.parametrize(
    ("text", "points", "wrong"),
    [
        ("point,annual\n25,36363\n26,\"37,280.50\"\n", {"25": 3_636_300, "26": 3_728_050}, []),
        ("\ufeffPoint,Note,Annual\n25,x,£36363\n\n", {"25": 3_636_300}, []),
        ("point,annual\n25,36363\n25,37000\n26,abc\n=1+1,40000\n27,499\n", {"25": 3_636_300}, [3, 4, 5, 6]),
        ("scp,pounds\n25,36363\n", {}, [1]),
        ("", {}, [1]),
        ("point,annual\n", {}, [2]),
        ("point,annual\n" + "".join(f"{n},30000\n" for n in range(401)), {}, [402]),
    ],
)  # fmt: skip
def test_a_file_is_read_row_by_row(text: str, points: dict[str, int], wrong: list[int]) -> None:
    read = read_points(text)
    assert {each.point: each.annual_pence for each in read.points} == points
    assert [each.row for each in read.wrong] == wrong


@pytest.mark.django_db
class TestTables:
    def test_the_national_points_are_loaded_once_with_their_marks(self) -> None:
        operations.load_pay_points(actor=LOADER, at=NOW)
        assert operations.load_pay_points(actor=LOADER, at=NOW) == 0
        place = council(depth="peer")
        finance = actor(make_role(place, Role.FINANCE))
        scales = queries.pay_scales(finance, place.pk)
        found = {each.point: each for each in queries.points_on(scales, date(2026, 11, 26))}
        assert len(found) == 42
        assert (found["25"].annual_pence, found["25"].mark, found["3"].mark) == (
            3_636_300,
            "unverified",
            "agreed",
        )
        assert queries.points_on(scales, date(2024, 3, 31)) == []

    def test_a_council_confirms_or_brings_its_own_and_an_offer_is_not_used(self) -> None:
        operations.load_pay_points(actor=LOADER, at=NOW)
        place, other = council(depth="peer"), council(depth="peer")
        finance = actor(make_role(place, Role.FINANCE))

        def in_force() -> list[tuple[str, str]]:
            scales = queries.pay_scales(finance, place.pk)
            return [(each.point, each.mark) for each in queries.points_on(scales, TODAY)]

        national = queries.pay_scales(finance, place.pk)[0]
        operations.confirm_pay_points(actor=finance, organisation_id=place.pk, scale_id=national.pk, at=NOW)
        assert {mark for _point, mark in in_force()} == {"agreed"}
        kept = {"actor": finance, "organisation_id": place.pk, "name": "Local", "points": OWN, "at": NOW}
        operations.keep_pay_scale(effective_from=TODAY, mark="offer", **kept)
        assert len(in_force()) == 42
        operations.keep_pay_scale(effective_from=TODAY, mark="agreed", **kept)
        assert in_force() == [("L1", "agreed"), ("L2", "agreed")]
        own = queries.pay_scales(finance, place.pk)[0]
        elsewhere = actor(make_role(other, Role.FINANCE))
        with pytest.raises(NotFound):
            queries.pay_scale_of(elsewhere, other.pk, own.pk)
        with pytest.raises(NotFound):
            operations.confirm_pay_points(actor=elsewhere, organisation_id=other.pk, scale_id=own.pk, at=NOW)

    @pytest.mark.parametrize(
        ("change", "code"),
        [
            ({"points": []}, "pay_scale_wrong"),
            ({"points": [*OWN, OWN[0]]}, "pay_scale_wrong"),
            ({"name": " "}, "pay_scale_name_wrong"),
            ({"effective_from": date(2020, 4, 1)}, "pay_scale_start_wrong"),
            ({"mark": "unverified"}, "pay_mark_unknown"),
        ],
    )
    def test_refuses_what_is_no_table(self, change: dict[str, object], code: str) -> None:
        place = council(depth="peer")
        given = {"name": "Local", "points": OWN, "effective_from": TODAY, "mark": "agreed"} | change
        finance = actor(make_role(place, Role.FINANCE))
        with refusing_code(code):
            operations.keep_pay_scale(actor=finance, organisation_id=place.pk, at=NOW, **given)
        with refusing_code("step_up_needed"):
            operations.keep_pay_scale(
                actor=actor(make_role(place, Role.FINANCE), second_factor=False),
                organisation_id=place.pk, at=NOW, **given,
            )  # fmt: skip
        with pytest.raises(Forbidden):
            operations.keep_pay_scale(
                actor=actor(make_role(place, Role.HR)), organisation_id=place.pk, at=NOW, **given
            )

    def test_what_is_added_to_pay_is_the_councils_choice_from_a_day(self) -> None:
        place = council()
        finance = actor(make_role(place, Role.FINANCE))
        assert queries.rates_on(place.pk, TODAY) is None
        operations.set_pension_rate(
            actor=finance, organisation_id=place.pk, hundredths=2000, starts_on=TODAY, at=NOW
        )
        given = {
            "actor": finance,
            "organisation_id": place.pk,
            "holiday": True,
            "starts_on": TODAY,
            "at": NOW,
        }
        with refusing_code("administration_wrong"):
            operations.set_lending_costs(administration_hundredths=5_001, **given)
        operations.set_lending_costs(administration_hundredths=500, **given)
        rates = queries.rates_on(place.pk, TODAY)
        assert rates is not None
        assert (rates.ni, rates.levy, rates.pension) == (1500, 50, 2000)
        assert (rates.holiday, rates.administration) == (True, 500)

    @pytest.mark.both_servers
    def test_the_database_keeps_them(self) -> None:
        place = council(depth="peer")
        finance = actor(make_role(place, Role.FINANCE))
        operations.keep_pay_scale(
            actor=finance, organisation_id=place.pk, name="Local", points=OWN, effective_from=TODAY,
            mark="agreed", at=NOW,
        )  # fmt: skip
        operations.set_lending_costs(
            actor=finance, organisation_id=place.pk, holiday=False, administration_hundredths=0,
            starts_on=TODAY, at=NOW,
        )  # fmt: skip
        all_refused([
            ("pay_scale_stays", lambda: PayScale.objects.update(name="Another")),
            ("pay_point_stays", lambda: PayPoint.objects.update(mark="unverified")),
            ("pay_point_stays", lambda: gone(PayPoint.objects.all()[0])),
            ("lending_costs_stay", lambda: LendingCosts.objects.update(holiday=True)),
            ("lending_costs_stay", lambda: gone(LendingCosts.objects.get())),
        ])  # fmt: skip
