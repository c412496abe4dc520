"""What an officer says of their post and of themselves, once, before a manager allows them to be lent."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from commonpool.identity.models import Person
from commonpool.kernel.constraints import append_only, one_of, paired
from commonpool.kernel.personal import EMPLOYMENT, LOG, Personal
from commonpool.organisations.models import Organisation
from commonpool.people.models.at_work import Employment
from commonpool.people.rules import MOST_INTERESTS, SECOND_JOBS, STATUTORY_POSTS, VETTING_LEVELS


class PostFacts(models.Model):
    """One statement of these facts for an employment; the newest counts. Never edited: a correction is another.

    `registered_in`: nations on whose register of the profession they are. Of vetting the status alone is kept: which
    check, by whom, when, who saw it, until when; never the certificate nor what is in it. `interest_councils`: ids of
    the councils in which they have a money interest, in `interests` in words; `paid_directly`: one of them pays them.
    """

    employment = models.ForeignKey(Employment, on_delete=models.PROTECT, related_name="post_facts")
    profession = models.CharField(max_length=40, blank=True, default="")
    registered_in = ArrayField(models.CharField(max_length=16), default=list, blank=True)
    vetting_level = models.CharField(max_length=20, blank=True, default="")
    vetting_issuer = models.CharField(max_length=80, blank=True, default="")
    vetting_issued_on = models.DateField(null=True, blank=True)
    vetting_seen_by = models.CharField(max_length=120, blank=True, default="")
    vetting_ends_on = models.DateField(null=True, blank=True)
    restricted = models.BooleanField(default=False)
    statutory_post = models.CharField(max_length=24, blank=True, default="")
    second_job = models.CharField(max_length=10, blank=True, default="")
    interests = models.CharField(max_length=MOST_INTERESTS, blank=True, default="")
    interest_councils = ArrayField(models.BigIntegerField(), default=list, blank=True)
    paid_directly = models.BooleanField(default=False)
    member_of = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    stated_at = models.DateTimeField()
    stated_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    PERSONAL: ClassVar = {
        "profession": Personal("Registered profession", "Some need a register in each nation", EMPLOYMENT),
        "registered_in": Personal("Where they are registered", "The host’s nation may need it", EMPLOYMENT),
        "vetting_level": Personal("Which vetting check", "Work with children or adults at risk", EMPLOYMENT),
        "vetting_issuer": Personal("Who issued the check", "Status only, no certificate", EMPLOYMENT),
        "vetting_issued_on": Personal("When it was issued", "Status only, no certificate", EMPLOYMENT),
        "vetting_seen_by": Personal("Who saw the check", "Status only, no certificate", EMPLOYMENT),
        "vetting_ends_on": Personal("Until when it counts", "Status only, no certificate", EMPLOYMENT),
        "restricted": Personal("Politically restricted post", "It stays so during a loan", EMPLOYMENT),
        "statutory_post": Personal("Statutory post", "A booking makes no appointment", EMPLOYMENT),
        "second_job": Personal("Second job at the council", "Both managers agree", EMPLOYMENT),
        "interests": Personal("Money interests, in words", "Declared before a loan", EMPLOYMENT),
        "interest_councils": Personal("Councils of these interests", "Declared before a loan", EMPLOYMENT),
        "paid_directly": Personal(
            "Whether one of them pays them", "Only home pays a lent officer", EMPLOYMENT
        ),
        "member_of": Personal("Where they are a councillor", "Never lent to that council", EMPLOYMENT),
        "stated_by": Personal("Who stated it", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            one_of("vetting_level", ["", *VETTING_LEVELS], "post_vetting_level"),
            one_of("statutory_post", ["", *STATUTORY_POSTS], "post_statutory"),
            one_of("second_job", ["", *SECOND_JOBS], "post_second_job"),
            models.CheckConstraint(
                condition=Q(vetting_level="", vetting_issuer="", vetting_seen_by="")
                & Q(vetting_issued_on__isnull=True, vetting_ends_on__isnull=True)
                | ~Q(vetting_level="")
                & ~Q(vetting_issuer="")
                & ~Q(vetting_seen_by="")
                & Q(vetting_issued_on__isnull=False),
                name="post_vetting_whole",
            ),
            models.CheckConstraint(
                condition=Q(interests="", interest_councils__len=0, paid_directly=False)
                | ~Q(interests="") & Q(interest_councils__len__gt=0),
                name="post_interests_whole",
            ),
            paired("stated", "post", required=True),
        ]
        triggers = append_only("post_facts_stay", "post_facts_never_emptied", "post facts are")
