"""Pages of the house style and letters of an organisation: all of them, and one version."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from itertools import groupby
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.errors import N_, Complaint, Refused, Unavailable, Unread
from governance.base.names import file_name
from governance.base.permissions import may
from governance.documents.letters.fields import fields_said
from governance.documents.letters.findings import finding_said
from governance.files.pages import exported, stored
from governance.formation.letters.fields.rules import FIELDS
from governance.formation.looks import papers
from governance.library.looks import actions, queries
from governance.library.looks.forms import TemplateForm, TemplateUseForm
from governance.library.looks.queries import THING, TemplateView
from governance.library.looks.rules import HOUSE_STYLE, OTHER, findings
from governance.parties.queries import organisation
from governance.web.acting import AnyRequest, acts, moment_of, needs, settings_of, signed_in
from governance.web.addresses import page
from governance.web.body import posted
from governance.web.describing import MEDIA, takes_file
from governance.web.forms import Filled, again, filled
from governance.web.language import speaking
from governance.web.pages import gettext, redirect, render
from governance.web.reading import handed_in

_ALL = ("organisations", "{organisation_id:uuid}", "templates")
_ONE = (*_ALL, "{template_id:uuid}")
_READS, _KEEPS = needs("template.read"), needs("template.keep")


def title_of(name: str, title: str = "") -> str:
    """What a house style or a letter is called, in the language of the page."""
    return title or gettext(papers.WORDS.get(name, name))


def _listed(versions: Iterable[TemplateView]) -> list[tuple[str, str, list[TemplateView]]]:
    """Everything a file may be for, with its versions: the house style and our letters first."""
    there = {name: list(of) for name, of in groupby(versions, key=lambda one: one.name)}
    names = [*papers.WORDS, *(name for name in there if name not in papers.WORDS)]
    return [
        (name, title_of(name, there[name][0].title if name in there else ""), there.get(name, []))
        for name in names
    ]


async def _page(
    request: AnyRequest, organisation_id: UUID, form: Filled | None = None, status: int = 200
) -> Response[Any]:
    by = signed_in(request)
    versions = await queries.templates(organisation_id, by=by)
    choices = [(name, gettext(word)) for name, word in papers.WORDS.items()]
    return render(
        request,
        "formation/templates.html",
        status=status,
        organisation=await organisation(organisation_id, by=by),
        listed=_listed(versions),
        ours=papers.WORDS,
        choices=[*choices, (OTHER, gettext(N_("Another letter, with a name of its own")))],
        may_keep=may(by, "template.keep", own=organisation_id),
        form=form or filled(),
        fields=fields_said(FIELDS),
        accept=f".docx,{MEDIA['docx']}",
        limit=settings_of(request).upload_limit,
    )


@get(page(*_ALL), opt=_READS)
async def templates(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID]
) -> Response[Any]:
    """The house style and letters of an organisation, and a form for another."""
    return await _page(request, organisation_id)


async def taken_in(
    request: AnyRequest, organisation_id: UUID, form: TemplateForm, unread: Unread
) -> UUID:
    """The file of a request, handed in with its form; gives the id of the version."""
    upload = (await posted(request)).files.get("file")
    return await actions.hand_in_template(
        organisation_id, upload, form, known=papers.known(speaking.get()), unread=unread,
        settings=settings_of(request), by=signed_in(request), at=moment_of(request),
    )  # fmt: skip


@post(
    page(*_ALL),
    opt=acts(actions.hand_in_template) | takes_file() | _KEEPS,
    request_max_body_size=None,
)
async def hand_in_template(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID]
) -> Response[Any]:
    """Hand a house style or a letter in, and go and see what it makes."""
    try:
        form, unread = await handed_in(request, TemplateForm)
        made = await taken_in(request, organisation_id, form, unread)
    except Refused as refused:
        return await _page(request, organisation_id, again(request, refused), 400)
    except Unavailable as away:
        told = again(request, Refused([Complaint("file", away.why)]))
        return await _page(request, organisation_id, told, 503)
    said = N_("This file can be used. Look at the preview, then take it into use.")
    return redirect(page("organisations", organisation_id, "templates", made), said)


async def _one(
    request: AnyRequest, organisation_id: UUID, template_id: UUID, refused: Refused | None = None
) -> Response[Any]:
    by = signed_in(request)
    view = await queries.template(organisation_id, template_id, by=by)
    others = [one for one in await queries.templates(organisation_id, by=by)
              if one.name == view.name and one.id != view.id]  # fmt: skip
    content = await queries.content(view.id, view.file_id, by=by)
    language = speaking.get()
    found = await asyncio.to_thread(findings, view.name, content, papers.known(language))
    return render(
        request,
        "formation/template.html",
        status=400 if refused else 200,
        organisation=await organisation(organisation_id, by=by),
        one=view,
        title=title_of(view.name, view.title),
        others=others,
        in_place=next((one for one in others if one.in_use_since), None),
        advice=[finding_said(language, one) for one in found],
        has_ours=view.name in papers.WORDS,
        is_letter=view.name != HOUSE_STYLE,
        may_keep=may(by, "template.keep", own=organisation_id),
        form=again(request, refused) if refused else filled(),
    )


@get(page(*_ONE), opt=_READS)
async def template(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID], template_id: FromPath[UUID]
) -> Response[Any]:
    """One version of a house style or a letter."""
    return await _one(request, organisation_id, template_id)


@get(page(*_ONE, "files"), opt=_READS)
async def template_file(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID], template_id: FromPath[UUID]
) -> Response[bytes]:
    """The Word file as it was handed in."""
    view = await queries.template(organisation_id, template_id, by=signed_in(request))
    return await stored(request, view.file_id, (THING, template_id))


async def previewed(
    request: AnyRequest, organisation_id: UUID, template_id: UUID
) -> Response[bytes]:
    """What a version makes of sample data, as Word."""
    by, language = signed_in(request), speaking.get()
    view = await queries.template(organisation_id, template_id, by=by)
    content = await queries.content(view.id, view.file_id, by=by)
    made = await asyncio.to_thread(papers.shown, view.name, content, language)
    name = f"{file_name(gettext(N_('preview')), view.name, f'v{view.number}')}.docx"
    return await exported(request, organisation_id, (THING, template_id), name, MEDIA["docx"], made)


@get(page(*_ONE, "preview"), opt=_READS)
async def template_preview(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID], template_id: FromPath[UUID]
) -> Response[bytes]:
    """A version filled in with sample data."""
    return await previewed(request, organisation_id, template_id)


async def began(request: AnyRequest, organisation_id: UUID, letter: str) -> Response[bytes]:
    """Our house style or one of our letters, as Word. Raises :class:`NotFound`."""
    await queries.templates(organisation_id, by=signed_in(request))
    content, thing = papers.ours(letter), ("organisation", organisation_id)
    return await exported(request, organisation_id, thing, f"{letter}.docx", MEDIA["docx"], content)


@get(page(*_ALL, "standard", "{letter:str}"), opt=_READS)
async def standard_template(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID], letter: FromPath[str]
) -> Response[bytes]:
    """The standard house style or letter, to begin with."""
    return await began(request, organisation_id, letter)


@post(page(*_ONE, "taking-into-use"), opt=acts(actions.take_template_into_use) | _KEEPS)
async def take_template_into_use(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID], template_id: FromPath[UUID]
) -> Response[Any]:
    """Make documents with this version from now on."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, TemplateUseForm)
        await actions.take_template_into_use(
            organisation_id, template_id, form, unread=unread, by=by, at=at
        )
    except Refused as refused:
        return await _one(request, organisation_id, template_id, refused)
    said = N_("This version is in use from now on.")
    return redirect(page("organisations", organisation_id, "templates", template_id), said)


@post(page(*_ONE, "taking-out-of-use"), opt=acts(actions.take_template_out_of_use) | _KEEPS)
async def take_template_out_of_use(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID], template_id: FromPath[UUID]
) -> Response[Any]:
    """Make documents with ours again."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, TemplateUseForm)
        await actions.take_template_out_of_use(
            organisation_id, template_id, form, unread=unread, by=by, at=at
        )
    except Refused as refused:
        return await _one(request, organisation_id, template_id, refused)
    said = N_("This version is no longer in use. It is kept.")
    return redirect(page("organisations", organisation_id, "templates", template_id), said)


ROUTES: list[Any] = [
    templates, hand_in_template, template, template_file, template_preview, standard_template,
    take_template_into_use, take_template_out_of_use,
]  # fmt: skip
