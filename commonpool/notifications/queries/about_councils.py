"""Letters about joining, roles and payroll facts."""

from dataclasses import replace
from typing import Any

from commonpool.access import Role
from commonpool.activity.models import Event
from commonpool.agreements.models import Agreement, AgreementText, Joining, Signatory, WishToJoin
from commonpool.agreements.rules import TERMS
from commonpool.availability.queries import left_by, who_names_another
from commonpool.identity.queries import person
from commonpool.kernel.clock import london_date
from commonpool.notifications.queries.addressing import holders_of, stewards, to, to_address, to_all
from commonpool.notifications.rules import Draft
from commonpool.organisations.models import Organisation
from commonpool.organisations.queries.invitations import invitation_by_row
from commonpool.people.queries import employment


def _council(event: Event) -> str:
    found = Organisation.objects.filter(pk=event.organisation_id).first()
    return found.name if found else "Commonpool"


def _slug(event: Event) -> str:
    return Organisation.objects.get(pk=event.organisation_id).slug


def role_granted(event: Event) -> list[Draft]:
    facts = {"role": event.facts["role"], "council": _council(event)}
    return to(person(event.facts["person_id"]), "role_granted", **facts)


def role_ended(event: Event) -> list[Draft]:
    facts = {"role": event.facts["role"], "council": _council(event)}
    drafts = to(person(event.facts["person_id"]), "role_ended", **facts)
    return drafts + (_manager_left(event) if event.facts["role"] == Role.APPROVER else [])


def _manager_left(event: Event) -> list[Draft]:
    """Who names another is told that nobody is asked any more about the officers of this manager."""
    assert event.organisation_id is not None
    gone = event.facts["person_id"]
    left = left_by(gone, event.organisation_id).select_related("employment").order_by("id")
    today = london_date(event.happened_at)
    readers = {each.pk: each for each in (who_names_another(found, today) for found in left) if each}
    facts = {"who": str(person(gone)), "council": _council(event)}
    return to_all(readers.values(), "manager_left", "approver_checks", **facts)


def administrator_asked(event: Event) -> list[Draft]:
    facts = {"who": str(person(event.facts["person_id"])), "council": _council(event)}
    return to_all(stewards(), "administrator_asked", "claims", **facts)


def administrator_refused(event: Event) -> list[Draft]:
    return to(person(event.facts["person_id"]), "administrator_refused", council=_council(event))


def help_asked(event: Event) -> list[Draft]:
    return to_all(stewards(), "help_asked", "desk", who=str(person(event.facts["person_id"])))


def wished_to_join(event: Event) -> list[Draft]:
    """Administrators of the council hear of it; where there are none, the stewards."""
    wishes = WishToJoin.objects.filter(organisation_id=event.organisation_id).count()
    facts = {"council": _council(event), "wishes": wishes}
    readers = holders_of(event.organisation_id, Role.COUNCIL_ADMINISTRATOR, event.happened_at)
    if readers:
        return to_all(readers, "wished_to_join", "joining", _slug(event), **facts)
    return to_all(stewards(), "wished_to_join", "desk", **facts)


def council_invited(event: Event) -> list[Draft]:
    """To the very mailbox at the council, and to nobody once it is forgotten to whom it went."""
    invitation = invitation_by_row(event.facts["invitation_id"])
    if invitation.forgotten_at is not None:
        return []
    council = invitation.organisation
    facts = {
        "council": council.name,
        "reader": invitation.name,
        "who": str(invitation.invited_by),
        "papers": ["papers", council.slug],
        "no_more": ["no_more_invitations", invitation.reference],
    }
    link = ("joining", council.slug)
    return [Draft("invitation", invitation.email, None, facts, link, patient=True)]


def joined_as_peer(event: Event) -> list[Draft]:
    """Who wished for it hears of it; so do the stewards, as a mailbox does not prove the post that was stated."""
    wishes = WishToJoin.objects.filter(organisation_id=event.organisation_id).select_related("wished_by")
    wished = [wish.wished_by for wish in wishes]
    joining = Joining.objects.select_related("peer_by").get(organisation_id=event.organisation_id)
    facts = {"council": _council(event), "who": str(joining.peer_by), "post": joining.peer_post}
    drafts = to_all(wished, "joined_as_peer", "listing", council=facts["council"])
    return drafts + to_all(stewards(), "council_joined", "desk", **facts)


def signatories_named(event: Event) -> list[Draft]:
    named = Signatory.objects.filter(
        pk__in=event.facts["signatory_ids"], replaced_at__isnull=True, signature__isnull=True
    )
    drafts = []
    for each in named.select_related("agreement__text"):
        facts = {"council": _council(event), "version": each.agreement.text.version, "post": each.post}
        drafts += to_address(each.email, "sign_agreement", "joining_sign", _slug(event), **facts)
    return drafts


def agreement_in_force(event: Event) -> list[Draft]:
    agreement = Agreement.objects.select_related("text").get(pk=event.facts["agreement_id"])
    facts = {"council": _council(event), "version": agreement.text.version}
    return to_all(
        holders_of(event.organisation_id, Role.COUNCIL_ADMINISTRATOR, event.happened_at),
        "agreement_in_force",
        "rooms",
        **facts,
    )


def change_told(event: Event) -> list[Draft]:
    """Administrators of the council, else its signatories, hear what changes, by when, and the one step."""
    text = AgreementText.objects.get(pk=event.facts["text_id"])
    facts = {
        "council": _council(event),
        "version": text.version,
        "summary": text.summary,
        "signing": text.change == TERMS,
        "due_on": event.facts["due_on"],
        "days": event.facts["days"],
    }
    return _to_who_answers(event, "agreement_changes", **facts)


def agreement_carried(event: Event) -> list[Draft]:
    facts = {"council": _council(event), "version": event.facts["version"]}
    return _to_who_answers(event, "agreement_carried", **facts)


def _to_who_answers(event: Event, template: str, **facts: Any) -> list[Draft]:
    link = ("rooms_agreement", _slug(event))
    readers = holders_of(event.organisation_id, Role.COUNCIL_ADMINISTRATOR, event.happened_at)
    if readers:
        return to_all(readers, template, *link, **facts)
    signed = Signatory.objects.filter(agreement_id=event.facts["agreement_id"], replaced_at__isnull=True)
    return [draft for each in signed for draft in to_address(each.email, template, *link, **facts)]


def facts_stated(event: Event) -> list[Draft]:
    """HR hears where what it has checked is no longer what the officer states."""
    return payroll_ticked(event) if event.facts["check_reset"] else []


def payroll_ticked(event: Event) -> list[Draft]:
    officer = employment(event.facts["employment_id"])
    if officer.checked_at is not None:
        return []
    facts = {"officer": str(officer.person), "council": officer.organisation.name}
    readers = holders_of(officer.organisation_id, Role.HR, event.happened_at)
    return to_all(readers, "officer_to_check", "officers_to_check", officer.organisation.slug, **facts)


def employment_checked(event: Event) -> list[Draft]:
    officer = employment(event.facts["employment_id"])
    return to(officer.person, "employment_checked", "listing", council=officer.organisation.name)


def employment_unchecked(event: Event) -> list[Draft]:
    """The officer and their manager hear what is wrong, what becomes of bookings, and how it is put right."""
    officer = employment(event.facts["employment_id"])
    facts: dict[str, Any] = {"officer": str(officer.person), "council": officer.organisation.name}
    facts |= {"reason": event.facts["reason"]}
    drafts = to(officer.person, "employment_unchecked", "my_job", str(officer.pk), **facts)
    return drafts + to(officer.manager, "employment_unchecked_manager", "permissions", **facts)


def deputy_named(event: Event) -> list[Draft]:
    facts = event.facts
    about: dict[str, Any] = {"who": str(person(facts["approver_id"])), "council": _council(event)}
    about |= {"starts_on": facts["starts_on"], "ends_on": facts["ends_on"] or ""}
    return to(person(facts["deputy_id"]), "deputy_named", "permissions", **about)


def deputy_ended(event: Event) -> list[Draft]:
    who = str(person(event.facts["approver_id"]))
    return to(person(event.facts["deputy_id"]), "deputy_ended", who=who, council=_council(event))


def bank_details(event: Event) -> list[Draft]:
    """To all of the council's finance team: what was entered, confirmed or stopped, and by whom; no account number."""
    templates = {
        "BankDetailsEntered": "bank_details_entered",
        "BankDetailsConfirmed": "bank_details_confirmed",
        "BankDetailsObjected": "bank_details_objected",
    }
    who = str(person(event.happened_by)) if event.happened_by else ""
    about: dict[str, Any] = {"council": _council(event), "who": who}
    if "effective_on" in event.facts:
        about["effective_on"] = event.facts["effective_on"]
    readers = holders_of(event.organisation_id or 0, Role.FINANCE, event.happened_at)
    drafts = to_all(readers, templates[event.name], "terms_bank", _slug(event), **about)
    # Whoever did it is told too: it may have been somebody else with their account.
    return [replace(draft, to_doer=True) for draft in drafts]


def text_put_forward(event: Event) -> list[Draft]:
    """Every other steward hears that a text waits for one of them."""
    assert event.happened_by is not None
    readers = [each for each in stewards() if each.pk != event.happened_by]
    facts = {
        "version": event.facts["version"],
        "due_on": event.facts["due_on"],
        "who": str(person(event.happened_by)),
    }
    return to_all(readers, "text_put_forward", "desk_publish_text", str(event.facts["version"]), **facts)


LETTERS = {
    "AgreementTextPutForward": text_put_forward,
    "BankDetailsEntered": bank_details,
    "BankDetailsConfirmed": bank_details,
    "BankDetailsObjected": bank_details,
    "DeputyNamed": deputy_named,
    "DeputyEnded": deputy_ended,
    "RoleGranted": role_granted,
    "RoleEnded": role_ended,
    "AdministratorAsked": administrator_asked,
    "AdministratorRefused": administrator_refused,
    "HelpAsked": help_asked,
    "CouncilInvited": council_invited,
    "WishedToJoin": wished_to_join,
    "JoinedAsPeer": joined_as_peer,
    "SignatoriesNamed": signatories_named,
    "AgreementInForce": agreement_in_force,
    "AgreementChangeTold": change_told,
    "AgreementCarried": agreement_carried,
    "PayrollTicked": payroll_ticked,
    "EmploymentFactsStated": facts_stated,
    "EmploymentChecked": employment_checked,
    "EmploymentUnchecked": employment_unchecked,
}
