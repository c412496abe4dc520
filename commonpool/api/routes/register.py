"""GET councils, functions, skills, me."""

from typing import Any, Literal

from ninja import Router

from commonpool.access import Role
from commonpool.agreements.queries import depths, taking_part
from commonpool.api.access import SIGNED_IN, Calling, needs
from commonpool.api.lists import PAGE, answer, listed
from commonpool.api.shapes import register as shapes
from commonpool.api.shapes.values import InNation, PageNumber, Short
from commonpool.identity.queries import myself
from commonpool.kernel.clock import london_date, now
from commonpool.organisations import queries as organisations
from commonpool.people.queries import live_employments, skills_like

router = Router(tags=["Register"])


@router.get("councils", response={200: shapes.Councils}, operation_id="councils")
@needs(SIGNED_IN)
def councils(
    request: Calling,
    status: Literal["", "current", "future", "abolished"] = "",
    nation: InNation = "",
    type: Short = "",
    q: Short = "",
    joined: bool | None = None,
    page: PageNumber = 1,
) -> Any:
    """The bodies of the register by name. Codes old and new are found by `q`."""
    today = london_date(now())
    inside = taking_part()
    found = organisations.councils(
        day=today,
        nation=nation,
        type=type,
        status=status,
        q=q,
        among=inside if joined else None,
        not_among=inside if joined is False else (),
    )
    shown = list(found[(page - 1) * PAGE : page * PAGE])
    deep = depths(council.pk for council in shown)
    around = organisations.codes_around({council.pk for council in shown})
    results = [
        shapes.council_shape(council, deep[council.pk], today, around[council.pk]) for council in shown
    ]
    return answer(request, found.count(), results, page, PAGE)


@router.get("functions", response={200: shapes.Functions}, operation_id="functions")
@needs(SIGNED_IN)
def functions(request: Calling, page: PageNumber = 1) -> Any:
    """The functions of councils. `function` elsewhere is an id or a label of these."""
    return listed(request, organisations.functions(), page, shapes.function_shape)


@router.get("skills", response={200: shapes.Skills}, operation_id="skills")
@needs(SIGNED_IN)
def skills(request: Calling, q: Short = "", page: PageNumber = 1) -> Any:
    """The skills officers choose from, with their other names."""
    return listed(request, skills_like(q), page, shapes.skill_shape)


@router.get("me", response={200: shapes.Me}, operation_id="me")
@needs(SIGNED_IN)
def me(request: Calling) -> Any:
    """Whose token this is, and what they are where."""
    person = myself(request.actor)
    held = organisations.roles_held(person.pk)
    jobs = live_employments(london_date(now())).filter(person_id=person.pk).select_related("organisation")
    places = [
        {
            "code": job.organisation.code,
            "name": job.organisation.name,
            "roles": sorted(
                {Role.OFFICER.value, *(role for place, role in held if place == job.organisation_id)}
            ),
        }
        for job in jobs
    ]
    return {
        "email": person.email,
        "name": person.name,
        "councils": places,
        "network_roles": [role for place, role in held if place is None],
        "may_decide": request.actor.may_decide,
    }
