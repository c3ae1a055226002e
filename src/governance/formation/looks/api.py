"""The house style and letters of an organisation, for machines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath
from msgspec import Struct

from governance.documents.letters.fields import fields_said
from governance.files.pages import stored
from governance.formation.letters.fields.rules import FIELDS
from governance.formation.looks.pages import began, previewed, taken_in
from governance.library.looks import actions, queries
from governance.library.looks.forms import TemplateForm, TemplateUseForm
from governance.library.looks.queries import THING, TemplateView
from governance.web.acting import acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import MEDIA, keeps, takes, takes_file
from governance.web.pages import gettext
from governance.web.reading import handed_in

_ALL = ("organisations", "{organisation_id:uuid}", "templates")
_ONE = (*_ALL, "{template_id:uuid}")
_READS, _KEEPS = needs("template.read"), needs("template.keep")


class TemplateField(Struct, frozen=True):
    """A field that a letter may use: how it is written, and what it means."""

    tag: str
    words: str


class TemplatesView(Struct, frozen=True):
    """Every version of an organisation, by name, the newest first, and the fields of a letter."""

    templates: list[TemplateView]
    fields: list[TemplateField]


@get(api(*_ALL), opt=_READS)
async def templates(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID]
) -> TemplatesView:
    """The house style and letters of an organisation."""
    found = await queries.templates(organisation_id, by=signed_in(request))
    told = [TemplateField(one.tag, gettext(one.words)) for one in fields_said(FIELDS)]
    return TemplatesView(found, told)


@post(
    api(*_ALL),
    opt=acts(actions.hand_in_template) | takes_file() | takes(TemplateForm) | _KEEPS,
    request_max_body_size=None,
)
async def hand_in_template(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID]
) -> TemplateView:
    """Hand a house style or a letter in: a Word file in the part `file`.

    It is checked, and not in use yet: ask for its preview, and take it into use.
    """
    form, unread = await handed_in(request, TemplateForm)
    made = await taken_in(request, organisation_id, form, unread)
    return await queries.template(organisation_id, made, by=signed_in(request))


@get(api(*_ONE), opt=_READS)
async def template(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID], template_id: FromPath[UUID]
) -> TemplateView:
    """One version of a house style or a letter."""
    return await queries.template(organisation_id, template_id, by=signed_in(request))


@get(api(*_ONE, "files"), opt=keeps(MEDIA["docx"]) | _READS)
async def template_file(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID], template_id: FromPath[UUID]
) -> Response[bytes]:
    """The Word file as it was handed in, byte for byte."""
    view = await queries.template(organisation_id, template_id, by=signed_in(request))
    return await stored(request, view.file_id, (THING, template_id))


@get(api(*_ONE, "preview"), opt=_READS)
async def template_preview(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID], template_id: FromPath[UUID]
) -> Response[bytes]:
    """A version filled in with sample data, as Word."""
    return await previewed(request, organisation_id, template_id)


@get(api(*_ALL, "standard", "{letter:str}"), opt=_READS)
async def standard_template(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID], letter: FromPath[str]
) -> Response[bytes]:
    """The standard house style (``huisstijl``) or letter as Word, to begin with."""
    return await began(request, organisation_id, letter)


@post(
    api(*_ONE, "taking-into-use"),
    opt=acts(actions.take_template_into_use) | takes(TemplateUseForm) | _KEEPS,
    status_code=200,
)
async def take_template_into_use(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID], template_id: FromPath[UUID]
) -> TemplateView:
    """Make documents with this version from now on."""
    form, unread = await handed_in(request, TemplateUseForm)
    by, at = signed_in(request), moment_of(request)
    await actions.take_template_into_use(
        organisation_id, template_id, form, unread=unread, by=by, at=at
    )
    return await queries.template(organisation_id, template_id, by=by)


@post(
    api(*_ONE, "taking-out-of-use"),
    opt=acts(actions.take_template_out_of_use) | takes(TemplateUseForm) | _KEEPS,
    status_code=200,
)
async def take_template_out_of_use(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID], template_id: FromPath[UUID]
) -> TemplateView:
    """Make documents with the standard again; the version is kept."""
    form, unread = await handed_in(request, TemplateUseForm)
    by, at = signed_in(request), moment_of(request)
    await actions.take_template_out_of_use(
        organisation_id, template_id, form, unread=unread, by=by, at=at
    )
    return await queries.template(organisation_id, template_id, by=by)


ROUTES: list[Any] = [
    templates, hand_in_template, template, template_file, template_preview, standard_template,
    take_template_into_use, take_template_out_of_use,
]  # fmt: skip
