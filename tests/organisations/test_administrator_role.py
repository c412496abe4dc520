"""Administrators: the first by a steward, the next by two people."""

import pytest

from commonpool.access import Right, Role
from commonpool.access.actor import StepUpNeeded
from commonpool.kernel.refusals import Forbidden, NotFound
from commonpool.organisations.operations.administrators import (
    ClaimAnswered,
    ClaimOpen,
    HowMissing,
    PostMissing,
    TwoPeopleNeeded,
    confirm_administrator,
    propose_administrator,
    refuse_administrator,
)
from commonpool.organisations.operations.help import HelpAlreadyAsked, ask_for_help, close_help
from commonpool.organisations.operations.roles import NotToYourself
from commonpool.organisations.queries import roles as queries
from commonpool.people.operations import AdministratorExists, claim_administrator
from tests.factories import (
    NOW,
    actor,
    administrator_of,
    make_employment,
    make_organisation,
    make_person,
    make_role,
    make_steward,
)

pytestmark = pytest.mark.django_db

HOW = "Called back through the switchboard"


def test_a_steward_confirms_the_first_administrator_and_says_how() -> None:
    council = make_organisation()
    first, steward = make_employment(council).person, make_steward()
    claim = claim_administrator(actor=actor(first), organisation_id=council.pk, post="Clerk", at=NOW)
    assert list(queries.open_claims(actor(steward))) == [claim]
    with pytest.raises(HowMissing):
        confirm_administrator(actor=actor(steward), claim_id=claim.pk, how=" ", at=NOW)
    confirm_administrator(actor=actor(steward), claim_id=claim.pk, how=HOW, at=NOW)
    assert actor(first).may(Right.GRANT_ROLES, council.pk)
    with pytest.raises(ClaimAnswered):
        confirm_administrator(actor=actor(steward), claim_id=claim.pk, how=HOW, at=NOW)


def test_a_claim_waits_once_and_only_where_there_is_no_administrator() -> None:
    council = make_organisation()
    first = make_employment(council).person
    claim_administrator(actor=actor(first), organisation_id=council.pk, post="Clerk", at=NOW)
    with pytest.raises(ClaimOpen):
        claim_administrator(actor=actor(first), organisation_id=council.pk, post="Clerk", at=NOW)
    settled = make_organisation()
    administrator_of(settled)
    second = make_employment(settled).person
    with pytest.raises(AdministratorExists):
        claim_administrator(actor=actor(second), organisation_id=settled.pk, post="Clerk", at=NOW)


def test_refuses_a_claim_without_a_post_or_from_outside() -> None:
    council = make_organisation()
    first = make_employment(council).person
    with pytest.raises(PostMissing):
        claim_administrator(actor=actor(first), organisation_id=council.pk, post=" ", at=NOW)
    outsider = make_employment(make_organisation()).person
    with pytest.raises(Forbidden):
        claim_administrator(actor=actor(outsider), organisation_id=council.pk, post="Clerk", at=NOW)


def test_a_colleagues_claim_takes_another_administrator_or_a_steward() -> None:
    council = make_organisation()
    proposer, second = administrator_of(council), make_employment(council).person
    claim = propose_administrator(
        actor=actor(proposer), organisation_id=council.pk, person_id=second.pk, post="Head", at=NOW
    )
    for one_of_the_two in (proposer, make_role(council, Role.HR)):
        with pytest.raises((TwoPeopleNeeded, NotFound)):
            confirm_administrator(actor=actor(one_of_the_two), claim_id=claim.pk, how=HOW, at=NOW)
    confirm_administrator(actor=actor(make_steward()), claim_id=claim.pk, how=HOW, at=NOW)
    third = make_employment(council).person
    claim = propose_administrator(
        actor=actor(proposer), organisation_id=council.pk, person_id=third.pk, post="Head", at=NOW
    )
    confirm_administrator(actor=actor(second), claim_id=claim.pk, how="I know them", at=NOW)
    assert actor(third).may(Right.GRANT_ROLES, council.pk)


def test_an_administrator_does_not_confirm_a_first_claim_or_another_councils() -> None:
    council = make_organisation()
    claim = claim_administrator(
        actor=actor(make_employment(council).person), organisation_id=council.pk, post="Clerk", at=NOW
    )
    elsewhere = administrator_of(make_organisation())
    with pytest.raises(NotFound):
        confirm_administrator(actor=actor(elsewhere), claim_id=claim.pk, how=HOW, at=NOW)
    here = administrator_of(council)
    with pytest.raises(Forbidden):
        confirm_administrator(actor=actor(here), claim_id=claim.pk, how=HOW, at=NOW)


def test_refuses_to_propose_oneself_and_without_a_second_factor() -> None:
    council = make_organisation()
    admin = administrator_of(council)
    with pytest.raises(NotToYourself):
        propose_administrator(
            actor=actor(admin), organisation_id=council.pk, person_id=admin.pk, post="Head", at=NOW
        )
    claim = claim_administrator(
        actor=actor(make_employment(new := make_organisation()).person),
        organisation_id=new.pk,
        post="Clerk",
        at=NOW,
    )
    with pytest.raises(StepUpNeeded):
        confirm_administrator(
            actor=actor(make_steward(), second_factor=False), claim_id=claim.pk, how=HOW, at=NOW
        )


def test_a_refused_claim_gives_nothing_and_may_be_made_again() -> None:
    council = make_organisation()
    first = make_employment(council).person
    claim = claim_administrator(actor=actor(first), organisation_id=council.pk, post="Clerk", at=NOW)
    refuse_administrator(actor=actor(make_steward()), claim_id=claim.pk, at=NOW)
    assert not actor(first).may(Right.GRANT_ROLES, council.pk)
    claim_administrator(actor=actor(first), organisation_id=council.pk, post="Clerk", at=NOW)


def test_somebody_unknown_asks_a_person_and_a_steward_answers() -> None:
    stranger, steward = make_person(), make_steward()
    asked = ask_for_help(actor=actor(stranger), message="I work for a parish", at=NOW)
    with pytest.raises(HelpAlreadyAsked):
        ask_for_help(actor=actor(stranger), message="Again", at=NOW)
    with pytest.raises(Forbidden):
        queries.open_help_requests(actor(stranger))
    with pytest.raises(Forbidden):
        close_help(actor=actor(stranger), help_id=asked.pk, at=NOW)
    assert list(queries.open_help_requests(actor(steward))) == [asked]
    close_help(actor=actor(steward), help_id=asked.pk, at=NOW)
    assert list(queries.open_help_requests(actor(steward))) == []
