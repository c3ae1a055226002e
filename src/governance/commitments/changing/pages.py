"""Pages on which many commitments are changed at once: shown first, then done, then undone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath
from msgspec.structs import replace

from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.errors import N_, NotFound, Refused, Unread, complain
from governance.base.permissions import TABLE, Reach, held_on
from governance.commitments.audience.rules import AUDIENCE_WORDS
from governance.commitments.changing import actions, queries
from governance.commitments.changing.fields.rules import FIELDS, wish_complaints
from governance.commitments.changing.forms import ChangePage, ChangeUndoing, Wanted
from governance.commitments.changing.rules import MOST, WHAT_WORDS, What
from governance.commitments.executing.rules import HOW_WORDS
from governance.commitments.finding import rules as finding
from governance.commitments.finding.choosing.queries import choices
from governance.commitments.finding.pages import unpaged, words_of
from governance.commitments.priorities.rules import PRIORITY_WORDS
from governance.parties.choosing.queries import Asked, offered
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.body import Posted
from governance.web.forms import Filled, again, filled
from governance.web.handing import handed_to
from governance.web.pages import redirect, render
from governance.web.reading import handed_in, read_partly

_ONE = "{line_change_id:uuid}"
_ALL = page("commitments", "changes")
_NEEDS = needs("commitment.change_many")
IN_ADDRESS = ("what", "to", "executorOrganisationId", "weeks", "on", "knowingly")
"""What of a wish stands in the address; why it is wished does not."""
_CHOSEN = re.compile(r"lines\.(\d+)\.chosen")
WORDS = {
    What.PRIORITY: PRIORITY_WORDS,
    What.EXECUTION: HOW_WORDS,
    What.AUDIENCE: AUDIENCE_WORDS,
    What.PLANNING: {},
}


def asked_of(request: AnyRequest) -> dict[str, str]:
    """What of a wish the address says."""
    said = request.query_params
    return {name: said[name] for name in IN_ADDRESS if said.get(name, "").strip()}


def wish_of(request: AnyRequest) -> tuple[Wanted, Unread]:
    """The wish that the address asks for, and what of it cannot be read. Raises
    :class:`NotFound` where it does not say what is changed."""
    said = asked_of(request)
    if said.get("what") not in set(What):
        raise NotFound
    return read_partly(Posted({**said}, form=True), Wanted)


def reasoned(wish: Wanted) -> Wanted:
    """The wish as it is before anybody was asked why."""
    return replace(wish, why="–")


def _offered(by: Actor) -> dict[str, str]:
    """What this actor may change of some line, with its word."""
    return {
        what: word for what, word in WHAT_WORDS.items()
        if TABLE[FIELDS[What(what)].permission].held_by(by)
    }  # fmt: skip


async def _executors(what: What, *, by: Actor, today: date) -> list[tuple[UUID, str]]:
    """The organisations that may carry out: those near one's own."""
    own = sorted(held_on(by, TABLE[FIELDS[what].permission].who, Reach.OWN))
    if what is not What.EXECUTION or not own:
        return []
    return [(one.id, one.name) for one in await offered(by, Asked(own[0]), today=today)]


def _where_they_stand(form: Filled, shown: Sequence[UUID]) -> Filled:
    """A form that was refused, with each tick and each complaint at the line that it was about:
    since it was shown others may have come, gone or changed places."""
    rows = form.value("lines") or []
    ticked = [str(row["id"]) for row in rows if "id" in row and "chosen" in row]
    places = {str(one): place for place, one in enumerate(shown)}

    def at(field: str) -> str:
        found = _CHOSEN.fullmatch(field)
        if not found:
            return field
        number = int(found[1])
        place = places.get(ticked[number]) if number < len(ticked) else None
        return "" if place is None else f"lines.{place}.chosen"

    lines = [{"chosen": "on"} if one in ticked else {} for one in places]
    told = tuple(replace(one, field=at(one.field)) for one in form.complaints)
    return replace(form, values={**form.values, "lines": lines}, complaints=told)


async def _previewed(request: AnyRequest, form: Filled | None = None) -> Response[Any]:
    by, today = signed_in(request), day(moment_of(request))
    wanted, said = unpaged(request), asked_of(request)
    wish, preview, asking = None, None, filled(said)
    if "what" in said:
        wish, unread = wish_of(request)
        try:
            if said.keys() - {"what", "knowingly"}:
                complain(wish_complaints(reasoned(wish)), unread)
                preview = await queries.preview(wanted, reasoned(wish), by=by, today=today)
        except Refused as refused:
            asking = replace(asking, complaints=refused.complaints)
    changing = [one.id for one in preview.lines if one.after] if preview else []
    none_ticked = request.query_params.get("ticked") == "none"
    if form:
        form = _where_they_stand(form, changing)
    return render(
        request,
        "commitments/changing.html",
        status=400 if form or asking.complaints else 200,
        what=wish.what if wish else None,
        preview=preview,
        wish=said,
        wanted=wanted,
        choices=await choices(by=by, today=today) if wanted.narrowed else {},
        here=page("commitments", "changes", **finding.asked(wanted), **said),
        kept=finding.asked(wanted),
        asking=asking,
        form=form or filled(lines=[{} if none_ticked else {"chosen": "on"} for _ in changing]),
        none_ticked=none_ticked,
        most=MOST,
        whats=_offered(by),
        words=WORDS.get(wish.what, {}) if wish else {},
        executors=await _executors(wish.what, by=by, today=today) if wish else [],
        as_day=date.fromisoformat,
        **words_of(request),
    )


@get(_ALL, opt=_NEEDS)
async def previewed(request: Request[Any, Any, Any]) -> Response[Any]:
    """What a change would do to the commitments of a list."""
    return await _previewed(request)


@post(_ALL, opt=_NEEDS | acts(actions.change_many))
async def change_many(request: Request[Any, Any, Any]) -> Response[Any]:
    """Change the chosen commitments."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, ChangePage)
        made = await actions.change_many(form.chosen(), unread=unread, by=by, at=at)
    except Refused as refused:
        return await _previewed(request, again(request, refused))
    return redirect(page("commitments", "changes", made), N_("The commitments are changed."))


async def _change(
    request: AnyRequest, change_id: UUID, form: Filled | None = None
) -> Response[Any]:
    by, at = signed_in(request), moment_of(request)
    view = await queries.change_shown(change_id, by=by, at=at)
    return render(
        request,
        "commitments/change.html",
        status=400 if form else 200,
        view=view,
        form=form or Filled(),
        whats=WHAT_WORDS,
        words=WORDS[view.what],
        as_day=date.fromisoformat,
    )


@get(page("commitments", "changes", _ONE), opt=_NEEDS)
async def change(request: Request[Any, Any, Any], line_change_id: FromPath[UUID]) -> Response[Any]:
    """A change that was made, and the button that undoes it."""
    return await _change(request, line_change_id)


@post(page("commitments", "changes", _ONE, "undoing"), opt=_NEEDS | acts(actions.undo_change))
async def undo(request: Request[Any, Any, Any], line_change_id: FromPath[UUID]) -> Response[Any]:
    """Give each commitment what it was before."""
    try:
        await handed_to(request, ChangeUndoing, actions.undo_change, line_change_id)
    except Refused as refused:
        return await _change(request, line_change_id, again(request, refused))
    return redirect(page("commitments", "changes", line_change_id), N_("The change is undone."))


ROUTES: list[Any] = [previewed, change_many, change, undo]
