"""The law behind a loan: every rule as we have read it, and what a council does without."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import Right
from commonpool.agreements import operations, queries
from commonpool.agreements.models import Rule
from commonpool.agreements.rules import KNOWN
from commonpool.bookings.rules.lawful import JUDGED
from commonpool.kernel.clock import now
from commonpool.kernel.refusals import Refusal
from commonpool.web.law.forms import SetAsideForm
from commonpool.web.law.phrases import by_family, judged, line, power_rows
from commonpool.web.look.spreadsheet import spreadsheet, under
from commonpool.web.pages import PUBLIC, Asking, page, refused, show
from commonpool.web.rooms.place import own_council

COLUMNS = (
    "rule", "version", "whose", "nations", "starts_on", "ends_on", "effects", "message", "source", "mark", "judged",
)  # fmt: skip
READERS = (Right.SET_UP_COUNCIL, Right.READ_LOG)


@page(right=PUBLIC, methods=("GET",))
def law(request: Asking) -> HttpResponse:
    """The whole catalogue: by what power councils lend, and every rule with its source and how sure it is."""
    powers, rules = queries.powers_read(), queries.catalogue()
    facts = {
        "councils": power_rows(powers, councils=True),
        "others": power_rows(powers, councils=False),
        "head": _head(),
        "families": by_family(rules),
        "unconfirmed": [*(each.mark for each in rules), *(each.mark for each in powers)].count(KNOWN),
        "count": len(rules),
        "edition": queries.edition_of(powers, rules),
        "judged": sum(map(judged, rules)),
    }
    return show(request, "law/law.html", facts)


@page(right=PUBLIC, methods=("GET",))
def download(request: Asking) -> HttpResponse:
    """The rules as a file for a spreadsheet, with the versions in which they were read before."""
    return spreadsheet("law", COLUMNS, map(_row, queries.readings()))


def _row(rule: Rule) -> list[Any]:
    known = {
        "nations": ", ".join(rule.nations),
        "effects": ", ".join(rule.effects),
        "judged": "yes" if judged(rule) else "no",
    }
    return under(COLUMNS, known, rule)


@page(right=READERS, methods=("GET",))
def rules(request: Asking, slug: str) -> HttpResponse:
    """What the council does without, and what it could."""
    council = own_council(request.actor, slug)
    standing = list(queries.rules_set_aside_at(request.actor, council.pk))
    gone = {each.rule_id for each in standing if each.restored_at is None}
    facts = {
        "council": council,
        "standing": standing,
        "keeps_to_all": not gone,
        "open": [line(each) for each in queries.catalogue() if _open(each) and each.pk not in gone],
        "may_set": request.actor.may(Right.SET_UP_COUNCIL, council.pk),
        "back_url": reverse("room", args=[slug]),
    }
    return show(request, "law/rules.html", facts)


@page(right=Right.SET_UP_COUNCIL)
def set_aside(request: Asking, slug: str, rule: str) -> HttpResponse:
    """The council does without a rule from a day on."""
    council = own_council(request.actor, slug)
    request.actor.require(Right.SET_UP_COUNCIL, council.pk)
    found = queries.rule_named(rule)
    form = SetAsideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.set_rule_aside(
                actor=request.actor, organisation_id=council.pk, rule=rule, at=now(), **form.cleaned_data
            )
        except Refusal as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("The rule is set aside from that day. Your log says who did it."))
            return redirect("rules", slug)
    facts: dict[str, Any] = {"council": council, "each": line(found), "form": form}
    return show(request, "law/set_aside.html", facts | {"back_url": reverse("rules", args=[slug])})


@page(right=Right.SET_UP_COUNCIL, methods=("POST",))
def restore(request: Asking, slug: str, set_aside_id: int) -> HttpResponse:
    """The council keeps to the rule again."""
    council = own_council(request.actor, slug)
    operations.restore_rule(
        actor=request.actor, organisation_id=council.pk, set_aside_id=set_aside_id, at=now()
    )
    messages.success(request, _("The rule holds again from now on."))
    return redirect("rules", slug)


def _open(rule: Rule) -> bool:
    """Whether a council could do without it: what we judge, and what no law fixes."""
    return rule.mark == KNOWN and rule.rule in JUDGED


def _head() -> list[str]:
    return [
        _("Home council"),
        _("Host council"),
        _("Power"),
        _("Does the officer count as the host’s?"),
        _("Reading"),
    ]
