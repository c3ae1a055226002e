"""Pages of what organisations can and cannot do: the table over all, of one, adding, changing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.errors import N_, NotFound, Refused
from governance.parties import words
from governance.parties.abilities import actions, queries
from governance.parties.abilities import words as own
from governance.parties.abilities.forms import AbilityChange, AbilityForm, AbilityRemoval
from governance.parties.abilities.papers import as_file
from governance.parties.abilities.queries import Wanted
from governance.parties.abilities.rules import FORMS, AbilityKind
from governance.parties.queries import organisation
from governance.parties.rules import TargetGroup
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.pages import number_of, redirect, render
from governance.web.reading import handed_in

_OF = ("organisations", "{organisation_id:uuid}", "abilities")
_ONE = (*_OF, "{ability_id:uuid}")
_CHOICES: tuple[tuple[str, set[str]], ...] = (
    ("kind", set(AbilityKind)), ("group", set(TargetGroup)), ("form", set(FORMS)),
)  # fmt: skip


def unpaged(request: AnyRequest) -> Wanted:
    """What the address asks of the table; a choice that there is not is not there."""
    asked = request.query_params
    for name, choices in _CHOICES:
        if asked.get(name, "") not in {"", *choices}:
            raise NotFound
    return Wanted(
        kind=asked.get("kind", ""),
        target_group=asked.get("group", ""),
        exploitation=asked.get("form", ""),
        search=asked.get("search", ""),
    )


@get(page("abilities"), opt=needs("register.read"))
async def abilities(request: Request[Any, Any, Any]) -> Response[Any]:
    """What all organisations can and cannot do, narrowed by the address."""
    by, asked = signed_in(request), unpaged(request)
    kept = {
        "kind": asked.kind, "group": asked.target_group, "form": asked.exploitation,
        "search": asked.search,
    }  # fmt: skip
    base = page("abilities", **kept)
    return render(
        request,
        "parties/abilities.html",
        block="found",
        found=await queries.abilities(by, asked, page=number_of(request)),
        mine=queries.own(by),
        form=filled(kept),
        base=base + ("&" if "?" in base else "?"),
        file=page("abilities", "export", **kept),
        words=words,
        own=own,
    )


@get(page("abilities", "export"), opt=needs("register.read"))
async def abilities_file(request: Request[Any, Any, Any]) -> Response[bytes]:
    """What the table shows, all of it, as a file for a spreadsheet."""
    found = await queries.abilities(signed_in(request), unpaged(request), size=10_000)
    return await as_file(request, found.abilities)


@get(page(*_OF), opt=needs("register.read"))
async def of_organisation(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID]
) -> Response[Any]:
    """What one organisation can and cannot do."""
    by = signed_in(request)
    whose = await organisation(organisation_id, by=by)
    return render(
        request,
        "parties/abilities_of.html",
        whose=whose,
        may_add=queries.may_add(whose, by),
        abilities=await queries.of_organisation(organisation_id, by=by),
        words=words,
        own=own,
    )


async def _form(
    request: AnyRequest, organisation_id: UUID, ability_id: UUID | None, form: Filled | None = None
) -> Response[Any]:
    by = signed_in(request)
    whose = await queries.addable(organisation_id, by=by)
    one = ability_id and await queries.ability(organisation_id, ability_id, by=by)
    return render(
        request,
        "parties/ability.html",
        status=400 if form else 200,
        whose=whose,
        view=one or None,
        form=form or (filled(one) if one else filled(kind="")),
        words=words,
        own=own,
        forms=FORMS,
    )


@get(page(*_OF, "new"), opt=needs("ability.add"))
async def adding(request: Request[Any, Any, Any], organisation_id: FromPath[UUID]) -> Response[Any]:
    """One thing more that an organisation can or cannot do."""
    return await _form(request, organisation_id, None)


@post(page(*_OF, "new"), opt=needs("ability.add") | acts(actions.add_ability))
async def add(request: Request[Any, Any, Any], organisation_id: FromPath[UUID]) -> Response[Any]:
    """Add an ability."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, AbilityForm)
        await actions.add_ability(organisation_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _form(request, organisation_id, None, again(request, refused))
    return redirect(page("organisations", organisation_id, "abilities"), N_("It is added."))


@get(page(*_ONE), opt=needs("ability.change"))
async def changing(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID], ability_id: FromPath[UUID]
) -> Response[Any]:
    """An ability, to change or to remove."""
    return await _form(request, organisation_id, ability_id)


@post(page(*_ONE), opt=needs("ability.change") | acts(actions.change_ability))
async def change(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID], ability_id: FromPath[UUID]
) -> Response[Any]:
    """Change an ability."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, AbilityChange)
        await actions.change_ability(organisation_id, ability_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _form(request, organisation_id, ability_id, again(request, refused))
    return redirect(page("organisations", organisation_id, "abilities"), N_("It is changed."))


@post(page(*_ONE, "removal"), opt=needs("ability.remove") | acts(actions.remove_ability))
async def remove(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID], ability_id: FromPath[UUID]
) -> Response[Any]:
    """Remove an ability."""
    by, at = signed_in(request), moment_of(request)
    form, unread = await handed_in(request, AbilityRemoval)
    await actions.remove_ability(organisation_id, ability_id, form, unread=unread, by=by, at=at)
    return redirect(page("organisations", organisation_id, "abilities"), N_("It is removed."))


ROUTES: list[Any] = [
    abilities, abilities_file, of_organisation, adding, add, changing, change, remove,
]  # fmt: skip
