"""The steward's pages of a council's end."""

from io import StringIO

import pytest
from django.urls import reverse

from commonpool.successions.models import Assignment, Handover
from commonpool.successions.operations import carry_out_due
from tests.factories.bookings import bound_booking, make_pair, monday, requested_booking
from tests.factories.councils import council
from tests.factories.letters import post, words, written
from tests.factories.people import make_steward
from tests.factories.signed_in import signed_in
from tests.factories.successions import THAT_DAY, confirmed, ending
from tests.factories.tables import rows_of

pytestmark = pytest.mark.django_db


def test_a_steward_looks_confirms_and_is_told_when_something_changed() -> None:
    first, second, neighbour = council(), council(), council()
    [new] = ending(first, second)
    booking = bound_booking(make_pair(home=first, host=neighbour), [(monday(2), 60)])
    browser = signed_in(make_steward())
    assert new.name in browser.get(reverse("desk_successions")).content.decode()
    page = browser.get(reverse("desk_succession", args=[new.slug]), {"kind": "booking"})
    assert booking.reference in page.content.decode()
    requested_booking(make_pair(home=neighbour, host=second), [(monday(2), 60)])
    shown = {"shown": page.context["shown"]}
    yes = reverse("desk_succession_confirm", args=[new.slug])
    assert browser.post(yes, shown).status_code == 409
    again = browser.get(reverse("desk_succession", args=[new.slug]))
    assert browser.post(yes, {"shown": again.context["shown"]}).status_code == 302
    assert Handover.objects.count() == 2


def test_what_was_confirmed_is_taken_back_and_confirmed_anew() -> None:
    [new] = ending(council(), council())
    confirmed(new)
    browser = signed_in(make_steward())
    page = browser.get(reverse("desk_succession", args=[new.slug]))
    assert "Confirm what is listed here" not in page.content.decode()
    yes, back = (
        reverse(name, args=[new.slug]) for name in ("desk_succession_confirm", "desk_succession_take_back")
    )
    assert browser.post(yes, {"shown": page.context["shown"]}).status_code == 409
    wrong = browser.post(back, {"reason": " "})
    assert (wrong.status_code, "Why is it taken back?" in wrong.content.decode()) == (422, True)
    assert browser.post(back, {"reason": "The order was amended"}).status_code == 302
    assert set(Handover.objects.values_list("taken_back_reason", flat=True)) == {"The order was amended"}
    assert browser.post(back, {"reason": "Again"}).status_code == 422
    again = browser.get(reverse("desk_succession", args=[new.slug]))
    assert browser.post(yes, {"shown": again.context["shown"]}).status_code == 302
    assert Handover.objects.filter(taken_back_at__isnull=True).count() == 2


def test_a_split_is_assigned_by_hand_or_by_the_downloaded_list() -> None:
    county = council(depth="peer")
    east, west = ending(county, into=2)
    browser = signed_in(make_steward())
    page = browser.get(reverse("desk_succession", args=[east.slug]))
    assign = reverse("desk_succession_assign", args=[east.slug])
    one = page.context["to_assign"][0]["name"]
    assert browser.post(assign, {one: east.code}).status_code == 302
    assert Assignment.objects.get().successor == east
    wrong = browser.post(assign, {"rows": "council,kind,key,to\nX,officer,0,Y\n"})
    assert (wrong.status_code, "Row 1" in wrong.content.decode()) == (422, True)
    file = browser.get(reverse("desk_succession_csv", args=[east.slug])).content
    rows = [row for row in rows_of(file) if row["kind"] == "officer"]
    lines = [f"{row['council']},{row['kind']},{row['key']},{west.code}" for row in rows]
    assert browser.post(assign, {"rows": "\n".join(["council,kind,key,to", *lines])}).status_code == 302
    assert set(Assignment.objects.values_list("successor", flat=True)) == {west.pk}
    assert browser.get(reverse("desk_succession", args=[east.slug])).context["unassigned"] == 0


def test_everybody_concerned_is_told_what_changes_for_them() -> None:
    first, never, neighbour = council(), council(depth="none"), council()
    [new] = ending(first, never)
    booking = bound_booking(make_pair(home=first, host=neighbour), [(monday(2), 60)])
    confirmed(new)
    carry_out_due(at=THAT_DAY)
    letters = post()
    [theirs] = [each for each in written("employment_carried", letters) if each.person == booking.officer]
    assert f"You work for {new.name} from 16 December 2026" in words(theirs).subject
    [host] = written("booking_carried", letters)
    assert host.person == booking.requested_by
    bound = written("agreement_taken_over", letters)
    assert bound
    assert "until 15 March 2027" in words(bound[0]).body


def test_a_list_that_is_too_long_is_refused_whole() -> None:
    """Cut to what fits, it would be taken for all of it."""
    [east, _west] = ending(council(depth="peer"), into=2)
    assign = reverse("desk_succession_assign", args=[east.slug])
    for rows, says in ((1_000, "60000"), (4_000, "This file is too long. Divide it.")):
        given = StringIO("council,kind,key,to\n" + "A" * 79 + "\n" + ("X" * 79 + "\n") * rows)
        given.name = "list.csv"
        answer = signed_in(make_steward()).post(assign, {"file": given})
        assert answer.status_code == 422
        assert says in answer.content.decode(), rows
    assert not Assignment.objects.exists()
