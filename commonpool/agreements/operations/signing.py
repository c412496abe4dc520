"""A named signatory signs the exact text they were shown; the second signature puts it in force."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.agreements import queries
from commonpool.agreements.events import AgreementInForce, AgreementSigned
from commonpool.agreements.lifecycle import AGREEMENT
from commonpool.agreements.models import Agreement, Signature
from commonpool.agreements.operations.depth import evaluate_depth
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import Conflict, NotFound, Refusal, refusing
from commonpool.people.rules import same_name


class TextChanged(Conflict):
    """The text is another than the one shown (`text_changed`)."""

    code = "text_changed"
    message = _("The agreement has changed since you opened this page. Read it again, then sign.")


class NameDiffers(Refusal):
    """The typed name is not the one the council named (`name_differs`)."""

    code = "name_differs"
    message = _("Type your name exactly as your council gave it: {name}.")
    field = "typed_name"


class SignedBefore(Conflict):
    """The same person cannot give both signatures (`signed_before`)."""

    code = "signed_before"
    message = _("You have already signed. The second signature must be another person's.")


class AuthorityMissing(Refusal):
    """Nobody has recorded what lets this person sign for their council: rule PWR-14 (`authority_missing`)."""

    code = "authority_missing"
    message = _(
        "You cannot sign yet: your council has not recorded which entry of its constitution lets you. "
        "Your council administrator can add it to your name."
    )


def sign_agreement(
    *, actor: Actor, organisation_id: int, typed_name: str, text_sha256: str, at: datetime
) -> Signature:
    """The signatory's name stands under the text of this hash; with the second signature it is in force.

    Needs a second factor. Refuses `not_found` (not a named signatory), `authority_missing` (PWR-14), `text_changed`,
    `name_differs`, `signed_before`.
    """
    actor.require(Right.SIGN_AGREEMENT, organisation_id)
    actor.require_second_factor()
    actor.require_decision()
    signatory = queries.signatory_for(actor, organisation_id)
    twice = refusing("agreements_signature_signatory_id_key", SignedBefore())
    with twice, refusing("signature_two_people", SignedBefore()), change():
        agreement = Agreement.objects.select_for_update(no_key=True).get(pk=signatory.agreement_id)
        signatory.refresh_from_db(
            fields=["replaced_at", "authority_reference", "authority_body", "authority_on"]
        )
        if signatory.replaced_at is not None:
            raise NotFound
        if signatory.authority_on is None:
            raise AuthorityMissing
        if text_sha256 != agreement.text.sha256:
            raise TextChanged
        if not same_name(typed_name, signatory.name):
            raise NameDiffers(name=signatory.name)
        verb = "sign first" if agreement.status == "offered" else "sign second"
        agreement.status = AGREEMENT.after(agreement.status, verb, SignedBefore)
        signature = Signature.objects.create(
            agreement=agreement,
            signatory=signatory,
            typed_name=" ".join(typed_name.split()),
            post=signatory.post,
            text_sha256=text_sha256,
            authority_reference=signatory.authority_reference,
            authority_body=signatory.authority_body,
            authority_on=signatory.authority_on,
            signed_at=at,
            signed_by_id=actor.by,
        )
        publish(
            AgreementSigned(
                on_behalf_of=organisation_id, agreement_id=agreement.pk, signature_id=signature.pk
            ),
            actor=actor,
            at=at,
        )
        if agreement.status == "in_force":
            _put_in_force(agreement, actor, at)
        else:
            agreement.save(update_fields=["status"])
    return signature


def _put_in_force(agreement: Agreement, actor: Actor, at: datetime) -> None:
    for older in Agreement.objects.select_for_update(no_key=True).filter(
        organisation_id=agreement.organisation_id, status="in_force"
    ):
        older.status = AGREEMENT.after(older.status, "supersede")
        older.ends_on = london_date(at)
        older.save(update_fields=["status", "ends_on"])
    agreement.in_force_at, agreement.in_force_by_id, agreement.in_force_on = at, actor.by, london_date(at)
    agreement.save(update_fields=["status", "in_force_at", "in_force_by", "in_force_on"])
    in_force = AgreementInForce(
        on_behalf_of=agreement.organisation_id, agreement_id=agreement.pk, version=agreement.text.version
    )
    publish(in_force, actor=actor, at=at)
    evaluate_depth(actor=actor, organisation_id=agreement.organisation_id, at=at)
