"""Councils are invited: whom a steward may write to, one at a time and many at once, and what is forgotten again."""

from datetime import timedelta

import pytest

from commonpool.access import Actor, Right, Role
from commonpool.access.actor import DecideScopeNeeded, StepUpNeeded
from commonpool.activity.models import Event
from commonpool.agreements import operations, queries
from commonpool.agreements.operations import forget_invitations, invite, invite_all
from commonpool.agreements.operations.inviting import ListMovedOn, NobodyToInvite, TooManyAtOnce
from commonpool.kernel.refusals import Forbidden, NotFound, Refusal
from commonpool.notifications.models import Letter
from commonpool.notifications.operations import forget_letters, write_letters
from commonpool.organisations import rules
from commonpool.organisations.models import Invitation, Objection, Organisation, Succession
from commonpool.organisations.operations import refuse_invitations
from commonpool.organisations.queries import invitations_of
from commonpool.organisations.rules import Contact
from tests.factories import (
    NOW,
    TODAY,
    actor,
    council,
    make_organisation,
    make_person,
    make_role,
    make_steward,
)
from tests.factories.invitations import contact, make_invitation
from tests.factories.letters import post, whole, written
from tests.factories.people import administrator_of
from tests.guards import refused

pytestmark = pytest.mark.django_db

MONTH = timedelta(days=30)
QUERIES = 7
"""For a list of any length."""


@pytest.fixture
def place() -> Organisation:
    return make_organisation("Ambleford", domains=("ambleford.gov.uk", "ambleford.example"))


@pytest.fixture
def steward() -> Actor:
    return actor(make_steward(name="Maud Okoro"))


def why_not(steward: Actor, *contacts: Contact, at=NOW) -> list[str]:
    """The code beside each row; nothing where they can be invited."""
    found = queries.judged_contacts(steward, contacts, at)
    return [each.refusal.code if each.refusal else "" for each in found]


def test_writes_one_letter_to_the_very_mailbox(place: Organisation, steward: Actor) -> None:
    sent = invite(
        actor=steward, contact=contact(place, "Ada  Lund", email=" Ada.Lund@Ambleford.gov.uk "), at=NOW
    )
    assert (sent.name, sent.email) == ("Ada Lund", "ada.lund@ambleford.gov.uk")
    event = Event.objects.get(name="CouncilInvited")
    assert event.facts == {"organisation_id": place.pk, "invitation_id": sent.pk}
    assert set(event.readers) == {0, place.pk}
    (letter,) = written("invitation", post())
    assert (letter.address, letter.person) == ("ada.lund@ambleford.gov.uk", None)
    text = whole(letter)
    assert "Maud Okoro invites Ambleford" in text
    assert "Dear Ada Lund," in text
    assert f"/council/{place.slug}/joining/\n" in text
    assert f"/invitations/{sent.reference}/no-more/\n" in text
    assert "?" not in "".join(line for line in text.splitlines() if "://" in line), (
        "nothing tracks who opens it"
    )


def test_writes_to_the_mailbox_even_where_its_owner_signs_in_with_another(
    place: Organisation, steward: Actor
) -> None:
    asha = make_person("asha@home.example")
    asha.emailaddress_set.create(email="ada.lund@ambleford.gov.uk", verified=True)  # type: ignore[attr-defined]
    make_invitation(place)
    (letter,) = written("invitation", post())
    assert letter.address == "ada.lund@ambleford.gov.uk"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"name": " "}, "contact_name_not_usable"),
        ({"name": "=cmd|' /C calc'!A0"}, "contact_name_not_usable"),
        ({"name": "+1"}, "contact_name_not_usable"),
        ({"name": "@SUM(1)"}, "contact_name_not_usable"),
        ({"name": "-2"}, "contact_name_not_usable"),
        ({"name": "Win at www.evil.example"}, "contact_name_not_usable"),
        ({"name": "Ada\0Lund"}, "contact_name_not_usable"),
        ({"name": "Ada\nLund"}, "contact_name_not_usable"),
        ({"name": "\u202edaL adA"}, "contact_name_not_usable"),
        ({"name": "x" * 121}, "contact_name_not_usable"),
        ({"name": "x" * 100_000}, "contact_name_not_usable"),
        ({"post": "=1+1"}, "contact_post_not_usable"),
        ({"post": "x" * 121}, "contact_post_not_usable"),
        ({"council": ""}, "council_not_known"),
        ({"council": "NOWHERE"}, "council_not_known"),
        ({"council": "A\0B"}, "council_not_known"),
        ({"council": "\ud800"}, "council_not_known"),
        ({"email": ""}, "mailbox_not_usable"),
        ({"email": "ada"}, "mailbox_not_usable"),
        ({"email": "ada+pool@ambleford.gov.uk"}, "mailbox_not_usable"),
        ({"email": "ada@ambleford.gov.uk,eve@evil.example"}, "mailbox_not_usable"),
        ({"email": "ada\0@ambleford.gov.uk"}, "mailbox_not_usable"),
        ({"email": f"{'a' * 300}@ambleford.gov.uk"}, "mailbox_not_usable"),
        ({"email": "ada@amblеford.gov.uk"}, "mailbox_not_usable"),
        ({"email": "ada@gmail.com"}, "not_at_the_council"),
        ({"email": "ada@sub.ambleford.gov.uk"}, "not_at_the_council"),
        ({"email": "ada@ambleford.gov.uk.evil.example"}, "not_at_the_council"),
    ],
)
def test_refuses_what_is_no_person_at_the_council(
    place: Organisation, steward: Actor, wrong: dict[str, str], code: str
) -> None:
    given = {"council": place.code, "name": "Ada Lund", "email": "ada@ambleford.gov.uk", "post": "Head"}
    typed = Contact(**given | wrong)
    assert why_not(steward, typed) == [code]
    with pytest.raises(Refusal) as refused:
        invite(actor=steward, contact=typed, at=NOW)
    assert refused.value.code == code
    assert not Invitation.objects.exists()


def test_refuses_an_address_of_another_council(place: Organisation, steward: Actor) -> None:
    other = make_organisation("Barton", domains=("barton.gov.uk",))
    assert why_not(steward, contact(place, email="ada@barton.gov.uk")) == ["not_at_the_council"]
    assert why_not(steward, contact(other, email="ada@barton.gov.uk")) == [""]


def test_knows_a_council_by_each_of_its_codes_and_a_domain_of_the_one_before_it(
    place: Organisation, steward: Actor
) -> None:
    old = make_organisation("Old Ford", domains=("oldford.gov.uk",), ends_on=TODAY - timedelta(days=9))
    Succession.objects.create(predecessor=old, successor=place, on=TODAY - timedelta(days=8))
    place.former_codes.create(code="AMB0")  # type: ignore[attr-defined]
    Organisation.objects.filter(pk=place.pk).update(ons_code="X99000001")
    for code in ("amb0 ", "X99000001", place.code.lower()):
        assert why_not(steward, Contact(code, "Ada Lund", "ada@oldford.gov.uk")) == [""], code
    assert why_not(steward, contact(old)) == ["council_not_known"], "it has ended"


def test_leaves_a_mailbox_alone_for_thirty_days(place: Organisation, steward: Actor) -> None:
    make_invitation(place)
    again = contact(place)
    assert why_not(steward, again) == ["invited_lately"]
    assert why_not(steward, contact(place, email="ADA.LUND@ambleford.gov.uk")) == ["invited_lately"]
    assert why_not(steward, again, at=NOW + MONTH - timedelta(seconds=1)) == ["invited_lately"]
    assert why_not(steward, again, at=NOW + MONTH) == [""]
    assert why_not(steward, contact(place, "Ben Ito")) == [""]


def test_leaves_alone_who_has_joined(steward: Actor) -> None:
    assert why_not(steward, contact(council(depth="peer"))) == ["has_joined"]


def test_takes_a_steward_and_no_token_that_may_not_decide(place: Organisation) -> None:
    administrator = make_role(council(), Role.COUNCIL_ADMINISTRATOR)
    helpless = actor(administrator, second_factor=False, may_decide=False)
    with pytest.raises(Forbidden) as refused:
        invite(actor=helpless, contact=contact(place), at=NOW)
    assert type(refused.value) is Forbidden, "the right is asked for before anything else"
    with pytest.raises(Forbidden) as refused:
        invite_all(actor=helpless, contacts=[contact(place)], shown="", at=NOW)
    assert type(refused.value) is Forbidden
    with pytest.raises(Forbidden):
        queries.judged_contacts(actor(administrator), [contact(place)], NOW)
    with pytest.raises(DecideScopeNeeded):
        invite(actor=actor(make_steward(), may_decide=False), contact=contact(place), at=NOW)
    assert invite(actor=actor(make_steward(), second_factor=False), contact=contact(place), at=NOW)


def send(steward: Actor, contacts: list[Contact], *, at=NOW) -> int:
    """As who was shown the list and pressed the button."""
    shown = queries.hash_of(queries.judged_contacts(steward, contacts, at))
    return invite_all(actor=steward, contacts=contacts, shown=shown, at=at)


def test_sends_many_at_once_to_whom_it_can(place: Organisation, steward: Actor) -> None:
    make_invitation(place, "Ben Ito")
    listed = [
        contact(place, "Ada Lund"),
        contact(place, "Ben Ito"),
        contact(place, "Cy Moss"),
        contact(place, "Somebody Else", email="CY.MOSS@ambleford.gov.uk"),
        contact(council(depth="peer")),
        Contact("NOWHERE", "Di Rees", "di@ambleford.gov.uk"),
    ]
    codes = ["", "invited_lately", "", "invited_twice", "has_joined", "council_not_known"]
    assert why_not(steward, *listed) == codes
    assert send(steward, listed) == 2
    names = {"Ada Lund", "Ben Ito", "Cy Moss"}
    assert set(Invitation.objects.values_list("name", flat=True)) == names
    assert len(written("invitation", post())) == 3
    with pytest.raises(NobodyToInvite):
        send(steward, listed)


def test_sending_many_takes_a_second_factor_and_what_was_shown(place: Organisation, steward: Actor) -> None:
    listed = [contact(place), contact(place, "Cy Moss")]
    without = actor(make_steward(), second_factor=False)
    with pytest.raises(StepUpNeeded):
        send(without, listed)
    shown = queries.hash_of(queries.judged_contacts(steward, listed, NOW))
    make_invitation(place, "Cy Moss")
    with pytest.raises(ListMovedOn):
        invite_all(actor=steward, contacts=listed, shown=shown, at=NOW)
    with pytest.raises(ListMovedOn):
        invite_all(actor=steward, contacts=[contact(place, "Eve")], shown=shown, at=NOW)
    with pytest.raises(TooManyAtOnce):
        send(steward, [contact(place, f"Person {n}") for n in range(501)])
    assert Invitation.objects.count() == 1


def test_asks_the_database_as_often_for_many_as_for_one(
    place: Organisation, steward: Actor, django_assert_num_queries
) -> None:
    many = [contact(place, f"Person {n}") for n in range(500)]
    with django_assert_num_queries(QUERIES):
        queries.judged_contacts(steward, many[:1], NOW)
    with django_assert_num_queries(QUERIES):
        queries.judged_contacts(steward, many, NOW)


def test_who_objects_is_forgotten_at_once_and_never_invited_again(
    place: Organisation, steward: Actor
) -> None:
    sent = make_invitation(place)
    make_invitation(place, at=NOW + MONTH)
    other = make_invitation(place, "Ben Ito")
    post()
    assert refuse_invitations(reference=sent.reference, at=NOW + MONTH)
    assert not refuse_invitations(reference=sent.reference, at=NOW + MONTH)
    assert list(Invitation.objects.exclude(email="")) == [other]
    assert why_not(steward, contact(place), at=NOW + 5 * MONTH) == ["objected"]
    assert why_not(steward, contact(place, email="Ada.Lund@AMBLEFORD.gov.uk"), at=NOW + 5 * MONTH) == [
        "objected"
    ]
    assert "ada" not in str(Objection.objects.values().get()).lower()
    assert Event.objects.filter(name="InvitationsRefused", happened_by_rule="asked_by_letter").count() == 1
    for event in Event.objects.filter(name="InvitationForgotten"):
        forget_letters(event)
    assert [letter.address for letter in Letter.objects.filter(template="invitation")] == [other.email]
    for event in Event.objects.filter(name="CouncilInvited"):
        write_letters(event)
    assert Letter.objects.filter(template="invitation").count() == 1, "a job run again writes none"
    with pytest.raises(NotFound):
        refuse_invitations(reference="N-0000-0000", at=NOW)


def test_forgets_after_a_year_and_once_the_council_has_joined(place: Organisation) -> None:
    joins, year = make_organisation(), timedelta(days=365)
    old, joined, new = (
        make_invitation(place),
        make_invitation(joins),
        make_invitation(place, "Ben", at=NOW + MONTH),
    )
    assert forget_invitations(at=NOW + year - timedelta(seconds=1)) == 0
    operations.join_as_peer(
        actor=actor(administrator_of(joins)), organisation_id=joins.pk, post="Head of digital", at=NOW
    )
    assert forget_invitations(at=NOW + MONTH) == 1
    joined.refresh_from_db()
    assert (joined.name, joined.post, joined.email) == ("", "", "")
    assert joined.forgotten_by_rule == "invitation_no_longer_needed"
    assert forget_invitations(at=NOW + year) == 1
    assert list(Invitation.objects.exclude(email="")) == [new]
    assert forget_invitations(at=NOW + year) == 0
    assert Invitation.objects.get(pk=old.pk).invited_at == NOW, "that the council was invited stays known"


def test_the_database_keeps_nothing_of_who_is_forgotten(place: Organisation) -> None:
    row = Invitation.objects.filter(pk=make_invitation(place).pk)
    half = {"forgotten_at": NOW, "forgotten_by_rule": "x"}
    refused("invitation_known_or_forgotten", lambda: row.update(**half))
    refused("invitation_known_or_forgotten", lambda: row.update(email=""))


def test_a_steward_alone_reads_who_was_invited(place: Organisation) -> None:
    make_invitation(place)
    assert Right.RUN_DESK in next(iter(actor(make_steward()).rights.values()))
    with pytest.raises(Forbidden):
        invitations_of(actor(administrator_of(place)), place.pk)


def test_a_contact_is_told_from_another_by_mailbox_alone() -> None:
    assert Contact("A", "x", " A@b.uk ").mark == Contact("B", "y", "a@B.uk").mark
    known = rules.Known(councils={"A": 1}, at={"b.uk": {1}})
    assert rules.judged([Contact("a", "Ada", "a@b.uk")], known) == [None]
