"""A person: a human with one account. Signing in is django-allauth's business; this is who signed in."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext

from commonpool.kernel.constraints import paired
from commonpool.kernel.personal import ACCOUNT, LOG, Personal


class People(BaseUserManager["Person"]):
    """How Django and allauth make and find people."""

    def create_user(self, email: str, **extra: Any) -> "Person":
        person = self.model(email=self.normalize_email(email).lower(), **extra)
        person.set_unusable_password()
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """A human with one account. Anonymised when they ask, never deleted: records point here."""

    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=120, blank=True, default="")
    telephone = models.CharField(max_length=30, blank=True, default="")
    language = models.CharField(max_length=8, default="en-gb")
    is_active = models.BooleanField(default=True)
    demonstration = models.BooleanField(default=False)
    joined_at = models.DateTimeField()
    anonymised_at = models.DateTimeField(null=True, blank=True)
    anonymised_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    UNPAIRED: ClassVar = {"joined_at": "a person joins by themselves"}
    PERSONAL: ClassVar = {
        "email": Personal("Work e-mail address", "To sign in and be written to", ACCOUNT),
        "name": Personal("Name", "So that councils know whom they deal with", ACCOUNT),
        "telephone": Personal("Work telephone", "Shown to the other side of a bound booking", ACCOUNT),
        "language": Personal("Language", "To write in English or Welsh", ACCOUNT),
        "password": Personal("Random, of no use", "Sessions hang on it: another one ends them", ACCOUNT),
        "last_login": Personal("Last sign-in", "To notice an account nobody uses", ACCOUNT),
        "anonymised_by": Personal("Who anonymised the account", "So that it can be answered for", LOG),
    }

    objects = People()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="person_email_once"),
            paired("anonymised", "person"),
        ]

    def __str__(self) -> str:
        """Their name; never their address, which nobody may read who is not told it."""
        return self.name or gettext("Somebody who has not given a name")

    @property
    def is_staff(self) -> bool:
        return False

    def has_perm(self, *_args: Any, **_named: Any) -> bool:
        return False


class ApiToken(models.Model):
    """A token for programs: shown once, kept as a hash, with at most its owner's rights."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tokens")
    label = models.CharField(max_length=60)
    start = models.CharField(max_length=8)
    sha256 = models.CharField(max_length=64, unique=True)
    may_decide = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    last_used_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = {
        "person": Personal("Whose token", "It acts with their rights", ACCOUNT),
        "label": Personal("What they call it", "To tell their tokens apart", ACCOUNT),
        "made_by": Personal("Who made it", "So that it can be answered for", LOG),
        "revoked_by": Personal("Who revoked it", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [paired("made", "token", required=True), paired("revoked", "token")]


class IdempotencyKey(models.Model):
    """The answer already given to a request with this key, kept for 24 hours."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=120)
    route = models.CharField(max_length=120)
    body_sha256 = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    answer = models.TextField()
    answered_on = models.DateField(db_index=True)

    PERSONAL: ClassVar = {
        "person": Personal("Who asked", "A key is one caller's own", "24 hours"),
        "answer": Personal("The answer as it was given", "To give the same again", "24 hours"),
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="idempotency_key_once")]
