"""What organisations can and cannot do, for machines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post, put
from litestar.params import FromPath

from governance.parties.abilities import actions, queries
from governance.parties.abilities.forms import AbilityChange, AbilityForm, AbilityRemoval
from governance.parties.abilities.pages import unpaged
from governance.parties.abilities.papers import as_file
from governance.parties.queries import organisation
from governance.web.acting import acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import asks, gives, takes
from governance.web.pages import number_of
from governance.web.reading import handed_in

_OF = ("organisations", "{organisation_id:uuid}", "abilities")
_ONE = (*_OF, "{ability_id:uuid}")
_ASKS = {
    "kind": "power, service or limit.",
    "group": "Target group; what is for everybody is found too.",
    "form": "Form of exploitation; what is for all of them is found too.",
    "search": "Beginnings of words in the name, or part of the text.",
}


@get(
    api("abilities"),
    opt=needs("register.read") | asks(**_ASKS, page="Which page, from 1; too far is the last."),
)
async def abilities(request: Request[Any, Any, Any]) -> queries.Abilities:
    """One page of what organisations can and cannot do."""
    by = signed_in(request)
    return await queries.abilities(by, unpaged(request), page=number_of(request))


@get(api("abilities", "export"), opt=needs("register.read") | asks(**_ASKS) | gives("text/csv"))
async def abilities_file(request: Request[Any, Any, Any]) -> Response[bytes]:
    """All of the list as CSV."""
    found = await queries.abilities(signed_in(request), unpaged(request), size=10_000)
    return await as_file(request, found.abilities)


@get(api(*_OF), opt=needs("register.read"))
async def abilities_of(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID]
) -> list[queries.AbilityView]:
    """What one organisation can and cannot do; each with the version that a change names."""
    by = signed_in(request)
    await organisation(organisation_id, by=by)
    return await queries.of_organisation(organisation_id, by=by)


@post(api(*_OF), opt=needs("ability.add") | acts(actions.add_ability) | takes(AbilityForm))
async def add_ability(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID]
) -> queries.AbilityView:
    """Say one thing more that an organisation can or cannot do."""
    form, unread = await handed_in(request, AbilityForm)
    by, at = signed_in(request), moment_of(request)
    made = await actions.add_ability(organisation_id, form, unread=unread, by=by, at=at)
    return await queries.ability(organisation_id, made, by=by)


@put(api(*_ONE), opt=needs("ability.change") | acts(actions.change_ability) | takes(AbilityChange))
async def change_ability(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID], ability_id: FromPath[UUID]
) -> queries.AbilityView:
    """Say it otherwise."""
    form, unread = await handed_in(request, AbilityChange)
    by, at = signed_in(request), moment_of(request)
    await actions.change_ability(organisation_id, ability_id, form, unread=unread, by=by, at=at)
    return await queries.ability(organisation_id, ability_id, by=by)


@post(
    api(*_ONE, "removal"),
    opt=needs("ability.remove") | acts(actions.remove_ability) | takes(AbilityRemoval),
    status_code=200,
)
async def remove_ability(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID], ability_id: FromPath[UUID]
) -> list[queries.AbilityView]:
    """Take it away; gives what the organisation can and cannot then."""
    form, unread = await handed_in(request, AbilityRemoval)
    by, at = signed_in(request), moment_of(request)
    await actions.remove_ability(organisation_id, ability_id, form, unread=unread, by=by, at=at)
    return await queries.of_organisation(organisation_id, by=by)


ROUTES: list[Any] = [
    abilities, abilities_file, abilities_of, add_ability, change_ability, remove_ability,
]  # fmt: skip
