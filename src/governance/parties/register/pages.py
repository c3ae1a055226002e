"""Pages of the register: the list as of a day, one organisation, adding, changing, ending."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.clock import day
from governance.base.errors import N_, Complaint, NotFound, Overtaken, Refused
from governance.base.permissions import may
from governance.base.searching import readable
from governance.parties import words
from governance.parties.choosing.pages import regions_apart
from governance.parties.moving.following.queries import left_behind
from governance.parties.queries import organisations as everybody
from governance.parties.register import actions, queries
from governance.parties.register.forms import AddForm, ChangeForm, EndForm, RenameForm
from governance.parties.register.rules import OVERTAKEN
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.pages import number_of, redirect, render
from governance.web.reading import handed_in
from governance.web.values import Wrong, value

_ONE = "{organisation_id:uuid}"
_WHICH = ("search", "kind", "level")


def asked(given: Mapping[str, str], *, form: bool) -> tuple[queries.Wanted, list[Complaint]]:
    """What the address asks of the register, and what of it cannot be read."""
    found: dict[str, Any] = {name: readable(given.get(name, "")) for name in _WHICH}
    found["ended"] = bool(given.get("ended"))
    wrong = []
    for name, kind in (("on", date), ("region", UUID)):
        said = given.get(name, "").strip()
        read = value(said, kind, form=form) if said else None
        if isinstance(read, Wrong):
            wrong.append(Complaint(name, read.problem, read.values))
        else:
            found[name] = read
    return queries.Wanted(**found), wrong


@get(page("organisations"), opt=needs("register.read"))
async def organisations(request: Request[Any, Any, Any]) -> Response[Any]:
    """The register as of a day."""
    by, today, given = signed_in(request), day(moment_of(request)), request.query_params
    wanted, wrong = asked(given, form=True)
    names = ("search", "kind", "level", "region", "on", "ended")
    base = page("organisations", **{name: given.get(name, "") for name in names})
    return render(
        request,
        "parties/organisations.html",
        block="found",
        found=await queries.register(by, wanted, today=today, page=number_of(request)),
        regions=regions_apart(await queries.regions_to_choose(by, wanted.on or today)),
        wanted=wanted,
        may_add=queries.may_add(by),
        may_import=may(by, "register.import"),
        form=Filled({name: given.get(name, "") for name in names}, tuple(wrong)),
        base=base + ("&" if "?" in base else "?"),
        words=words,
    )


async def _adding(request: AnyRequest, form: Filled | None = None) -> Response[Any]:
    by = signed_in(request)
    if not queries.may_add(by):
        raise NotFound
    return render(
        request,
        "parties/organisation_new.html",
        status=400 if form else 200,
        keepers=await queries.keepers(by),
        others=await everybody(by),
        form=form or filled(kind="", legalPersonality=True),
        words=words,
    )


@get(page("organisations", "new"), opt=needs("register.add"))
async def adding(request: Request[Any, Any, Any]) -> Response[Any]:
    """An organisation that joins the register."""
    return await _adding(request)


@post(page("organisations", "new"), opt=needs("register.add") | acts(actions.add_organisation))
async def add_organisation(request: Request[Any, Any, Any]) -> Response[Any]:
    """Add an organisation."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, AddForm)
        made = await actions.add_organisation(form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _adding(request, again(request, refused))
    return redirect(page("organisations", made), N_("The organisation stands in the register."))


async def form_page(
    request: AnyRequest,
    name: str,
    organisation_id: UUID,
    form: Filled | None,
    first: Filled | None = None,
    **more: Any,
) -> Response[Any]:
    """A form about one organisation that the actor may change; one that was refused shows what
    was typed, as of the version that was seen."""
    view = await queries.card(organisation_id, by=signed_in(request))
    if not view.may_change:
        raise NotFound
    stale = form is not None and any(c.field == "version" for c in form.complaints)
    seen = form.value("version") if form and not stale else ""
    return render(
        request,
        f"parties/{name}.html",
        status=409 if stale else 400 if form else 200,
        view=view,
        version=seen or view.version,
        form=form or first or filled(view),
        words=words,
        **more,
    )


def overtaken(request: AnyRequest) -> Filled:
    """The form again, where somebody else changed it first."""
    return again(request, Refused([Complaint("version", OVERTAKEN)]))


async def _changing(
    request: AnyRequest, organisation_id: UUID, form: Filled | None = None
) -> Response[Any]:
    others = await everybody(signed_in(request))
    return await form_page(request, "organisation_change", organisation_id, form, others=others)


@get(page("organisations", _ONE, "details"), opt=needs("register.change"))
async def changing(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID]
) -> Response[Any]:
    """The entry of an organisation, to change."""
    return await _changing(request, organisation_id)


@post(
    page("organisations", _ONE, "details"),
    opt=needs("register.change") | acts(actions.change_organisation),
)
async def change_organisation(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID]
) -> Response[Any]:
    """Change the entry of an organisation."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, ChangeForm)
        await actions.change_organisation(organisation_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _changing(request, organisation_id, again(request, refused))
    except Overtaken:
        return await _changing(request, organisation_id, overtaken(request))
    return redirect(page("organisations", organisation_id), N_("The entry is changed."))


@get(page("organisations", _ONE, "names"), opt=needs("register.change"))
async def renaming(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID]
) -> Response[Any]:
    """A new name from a day."""
    first = filled(validFrom=day(moment_of(request)))
    return await form_page(request, "organisation_name", organisation_id, None, first=first)


@post(
    page("organisations", _ONE, "names"),
    opt=needs("register.change") | acts(actions.rename_organisation),
)
async def rename_organisation(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID]
) -> Response[Any]:
    """Give an organisation another name."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, RenameForm)
        await actions.rename_organisation(organisation_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        typed = again(request, refused)
        return await form_page(request, "organisation_name", organisation_id, typed)
    except Overtaken:
        typed = overtaken(request)
        return await form_page(request, "organisation_name", organisation_id, typed)
    return redirect(page("organisations", organisation_id), N_("The new name is noted."))


async def _ending(
    request: AnyRequest, organisation_id: UUID, form: Filled | None = None
) -> Response[Any]:
    """The day on which an organisation ends, with what stays behind when it does."""
    by, today = signed_in(request), day(moment_of(request))
    view = await queries.card(organisation_id, by=by)
    first = filled(endsOn=view.valid_until)
    left = await left_behind(organisation_id, today, by=by)
    return await form_page(
        request, "organisation_end", organisation_id, form, first=first, left=left
    )


@get(page("organisations", _ONE, "ending"), opt=needs("register.change"))
async def ending(request: Request[Any, Any, Any], organisation_id: FromPath[UUID]) -> Response[Any]:
    """The day on which an organisation ends."""
    return await _ending(request, organisation_id)


@post(
    page("organisations", _ONE, "ending"),
    opt=needs("register.change") | acts(actions.end_organisation),
)
async def end_organisation(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID]
) -> Response[Any]:
    """End an organisation, or take its end back."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, EndForm)
        await actions.end_organisation(organisation_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _ending(request, organisation_id, again(request, refused))
    except Overtaken:
        return await _ending(request, organisation_id, overtaken(request))
    said = N_("The last day is noted.") if form.ends_on else N_("It goes on: no last day is noted.")
    return redirect(page("organisations", organisation_id), said)


ROUTES: list[Any] = [
    organisations, adding, add_organisation, changing, change_organisation,
    renaming, rename_organisation, ending, end_organisation,
]  # fmt: skip
