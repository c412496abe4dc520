"""Who was invited to bring their council in, and who asked not to be."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from commonpool.identity.models import Person
from commonpool.kernel.constraints import ordered, paired
from commonpool.kernel.personal import INVITATION, LOG, Personal
from commonpool.kernel.references import new_reference
from commonpool.organisations.models.register import Organisation


def invitation_reference() -> str:
    return new_reference("N")


class Invitation(models.Model):
    """A steward invited a council by a letter to a mailbox at it. Forgotten, it says no more to whom."""

    reference = models.CharField(max_length=12, unique=True, default=invitation_reference)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invitations")
    name = models.CharField(max_length=120, blank=True, default="")
    post = models.CharField(max_length=120, blank=True, default="")
    email = models.EmailField(max_length=254, blank=True, default="")
    invited_at = models.DateTimeField()
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    forgotten_at = models.DateTimeField(null=True, blank=True)
    forgotten_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    forgotten_by_rule = models.CharField(max_length=60, blank=True, default="")

    PERSONAL: ClassVar = {
        "name": Personal("Whom a steward invites", "To invite their council", INVITATION),
        "post": Personal("Their post, where it is known", "To invite who can decide it", INVITATION),
        "email": Personal("Their address at the council", "To invite their council", INVITATION),
        "invited_by": Personal("The steward", "So that it can be answered for", LOG),
        "forgotten_by": Personal("Who had it forgotten", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            paired("invited", "invitation", required=True),
            paired("forgotten", "invitation", rule=True),
            ordered("invited_at", "forgotten_at", "invitation_forgotten_afterwards"),
            models.CheckConstraint(
                condition=(Q(forgotten_at__isnull=True) & ~Q(name="") & ~Q(email=""))
                | Q(forgotten_at__isnull=False, name="", post="", email=""),
                name="invitation_known_or_forgotten",
            ),
        ]
        indexes = [
            models.Index(fields=["email"], condition=~Q(email=""), name="invitation_mailbox"),
        ]


class Objection(models.Model):
    """Whoever reads this mailbox is not invited again. Only a hash of its address is kept, to know it by."""

    address_sha256 = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    asked_by_rule = models.CharField(max_length=60, blank=True, default="")

    PERSONAL: ClassVar = {
        "address_sha256": Personal(
            "A hash of an address that is not to be invited", "To leave it alone", "As long as we invite"
        ),
        "asked_by": Personal("Who asked, where they were signed in", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [paired("asked", "objection", rule=True, required=True)]
