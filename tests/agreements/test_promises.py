"""What the database promises of agreements and of how a council is paid, whoever writes."""

import pytest

from commonpool.agreements.models import Agreement, NettingChoice, Signature, VatStanding
from tests.factories.councils import council
from tests.factories.people import NOW, TODAY, make_person
from tests.factories.settlement import chose_netting
from tests.guards import again, all_refused

pytestmark = [pytest.mark.django_db, pytest.mark.both_servers]


def test_an_agreement_is_in_force_once_with_the_names_of_two() -> None:
    place = council(depth="borrow")
    agreement = Agreement.objects.get(organisation=place)
    row, signed = Agreement.objects.filter(pk=agreement.pk), Signature.objects.filter(agreement=agreement)[0]
    offered = {"status": "offered", "in_force_at": None, "in_force_on": None, "in_force_by": None}
    offered |= {"in_force_by_rule": ""}

    text, other = agreement.text, {"version": 99, "sha256": "0" * 64}

    def two_open() -> None:
        for _each in range(2):
            again(agreement, **offered)

    def signed_for_both() -> None:
        again(signed, signatory=again(signed.signatory, email="third@test.gov.uk"))

    all_refused([
        ("agreement_one_in_force", lambda: again(agreement)),
        ("agreement_one_open", two_open),
        ("agreement_in_force_when_signed", lambda: row.update(status="offered")),
        ("signature_two_people", signed_for_both),
        ("agreements_signature_signatory_id_key", lambda: again(signed, signed_by=make_person())),
        ("agreement_text_one_current", lambda: again(text, **other)),
        (
            "agreement_text_published",
            lambda: again(text, **other, status="draft"),
        ),
    ])  # fmt: skip


def test_what_says_how_a_council_is_paid_is_whole() -> None:
    place = council()
    chose_netting(place)
    choice, vat = NettingChoice.objects.get(), VatStanding.objects.filter(organisation=place)[0]
    assert vat.treatment == "standard"
    outside = {"treatment": "outside_scope", "vat_officer": "Jo", "decided_on": TODAY, "reason": "Staff"}
    all_refused([
        ("netting_with_a_name", lambda: again(choice, typed_name="")),
        ("netting_from_next_cycle", lambda: again(choice, starts_on=NOW.date().replace(day=1))),
        ("netting_choice_stays", lambda: NettingChoice.objects.update(nets=False)),
        ("vat_registered_with_number", lambda: again(vat, number="")),
        ("vat_registered_with_number", lambda: again(vat, treatment="no_vat")),
        ("vat_outside_scope_answered_for", lambda: again(vat, **outside | {"reason": ""})),
        ("vat_outside_scope_answered_for", lambda: again(vat, **outside | {"vat_officer": ""})),
    ])  # fmt: skip
