"""Drafting, putting up and signing for machines: every step of the pages, under ``/api/v1``."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post, put
from litestar.params import FromPath
from msgspec import Struct

from governance.agreements import queries as agreements
from governance.agreements.forms import SignatureForm
from governance.commitments.agreed.queries import CommitmentView
from governance.commitments.api import owed
from governance.files import queries as files
from governance.formation import actions, queries
from governance.formation.adding import api as adding
from governance.formation.adopting import api as adopting
from governance.formation.amending import api as amending
from governance.formation.checklist import api as checklist
from governance.formation.clauses import api as clauses
from governance.formation.clauses.own import api as own_clauses
from governance.formation.comparing import api as comparing
from governance.formation.consenting import api as consenting
from governance.formation.downloads.pages import kept_file, made
from governance.formation.dropping import actions as dropping
from governance.formation.editing import api as editing
from governance.formation.following import api as following
from governance.formation.forms import BeginForm, BlanksForm, StepForm, TakeForm
from governance.formation.lasting import api as lasting
from governance.formation.letters import api as letters
from governance.formation.looks import api as looks
from governance.formation.negotiating import api as negotiating
from governance.formation.noticing import api as noticing
from governance.formation.registering import api as registering
from governance.formation.remarking import api as remarking
from governance.formation.versions import api as versions
from governance.library.rules import Model
from governance.web.acting import acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import MEDIA, keeps, takes
from governance.web.reading import handed_in, read_form

_ONE = "{agreement_id:uuid}"


class ModelListed(Struct, frozen=True, rename="camel"):
    """A model agreement in the list."""

    key: str
    title: str
    kind: str
    version: str
    summary: str


class Answered(Struct, frozen=True, rename="camel"):
    """Blanks and choices as they are kept, and the version of the agreement to change them."""

    blanks: dict[str, Any]
    version: int


@get(api("models"), opt=needs("model.read"))
async def models(request: Request[Any, Any, Any]) -> list[ModelListed]:
    """The model agreements."""
    signed_in(request)
    found = queries.models()
    return [ModelListed(m.key, m.title, m.kind, m.version, m.summary) for m in found]


@get(api("models", "{key:str}"), opt=needs("model.read"))
async def model(request: Request[Any, Any, Any], key: FromPath[str]) -> Model:
    """One model, whole: blanks, articles, commitments."""
    signed_in(request)
    return queries.model_of(key)


@post(api("agreements"), opt=acts(actions.begin) | takes(BeginForm) | needs("agreement.begin"))
async def begin(request: Request[Any, Any, Any]) -> agreements.AgreementView:
    """Begin an agreement from a model."""
    form, unread = await handed_in(request, BeginForm)
    by = signed_in(request)
    made_now = await actions.begin(form, unread=unread, by=by, at=moment_of(request))
    return await agreements.agreement(made_now, by=by)


@get(api("agreements", _ONE, "answers"), opt=needs("agreement.read"))
async def answers(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Answered:
    """The blanks and choices as they are kept."""
    by = signed_in(request)
    view = await agreements.agreement(agreement_id, by=by)
    version = await agreements.current_version(agreement_id, by=by)
    return Answered(version.answers, view.version)


@put(
    api("agreements", _ONE, "answers"),
    opt=acts(actions.fill_in) | takes(BlanksForm) | needs("agreement.save_answers"),
)
async def fill_in(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Answered:
    """Keep the blanks and choices."""
    form, unread = await handed_in(request, BlanksForm)
    by, at = signed_in(request), moment_of(request)
    await actions.fill_in(agreement_id, form.blanks, form.version, unread=unread, by=by, at=at)
    view = await agreements.agreement(agreement_id, by=by)
    version = await agreements.current_version(agreement_id, by=by)
    return Answered(version.answers, view.version)


@post(
    api("agreements", _ONE, "commitments", "models"),
    opt=acts(actions.take_commitments) | takes(TakeForm) | needs("commitment.set"),
)
async def take_commitments(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> Response[list[CommitmentView]]:
    """Take the commitments of the model."""
    form = await read_form(request, TakeForm)
    by, at = signed_in(request), moment_of(request)
    await actions.take_commitments(agreement_id, form.version, form.given, by=by, at=at)
    return await owed(agreement_id, by)


@post(
    api("agreements", _ONE, "removal"),
    opt=acts(dropping.remove_draft) | takes(StepForm) | needs("agreement.remove_draft"),
    status_code=204,
)
async def remove_draft(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> None:
    """Remove a draft that was never up for decision."""
    form = await read_form(request, StepForm)
    by, at = signed_in(request), moment_of(request)
    await dropping.remove_draft(agreement_id, form.version, by=by, at=at)


@post(
    api("agreements", _ONE, "proposal"),
    opt=acts(actions.put_up_for_decision)
    | takes(StepForm)
    | needs("agreement.put_up_for_decision"),
)
async def put_up(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> agreements.AgreementView:
    """Put the agreement up for decision."""
    form = await read_form(request, StepForm)
    by, at = signed_in(request), moment_of(request)
    await actions.put_up_for_decision(agreement_id, form.version, by=by, at=at)
    return await agreements.agreement(agreement_id, by=by)


@post(
    api("party-authorities", "{party_authority_id:uuid}", "signatures"),
    opt=acts(actions.sign) | takes(SignatureForm) | needs("agreement.record_signature"),
)
async def sign(
    request: Request[Any, Any, Any], party_authority_id: FromPath[UUID]
) -> agreements.PartyAuthorityView:
    """Record the signature of one authority."""
    form, unread = await handed_in(request, SignatureForm)
    by = signed_in(request)
    await actions.sign(party_authority_id, form, unread=unread, by=by, at=moment_of(request))
    return await agreements.party_authority(party_authority_id, by=by)


@get(api("agreements", _ONE, "documents"), opt=needs("agreement.read"))
async def documents(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> list[files.FileView]:
    """The signed files that are kept."""
    by = signed_in(request)
    await agreements.agreement(agreement_id, by=by)
    return await files.kept(("agreement", agreement_id), by=by)


@get(api("agreements", _ONE, "documents", "{form:str}"), opt=needs("agreement.read"))
async def document(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], form: FromPath[str]
) -> Response[bytes]:
    """The text as Word or PDF: ``docx`` or ``pdf``."""
    return await made(request, agreement_id, form)


@get(
    api("agreements", _ONE, "files", "{file_id:uuid}"),
    opt=keeps(*MEDIA.values()) | needs("agreement.read"),
)
async def file(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], file_id: FromPath[UUID]
) -> Response[bytes]:
    """A signed file that is kept, byte for byte."""
    return await kept_file(request, agreement_id, file_id)


ROUTES: list[Any] = [
    models, model, begin, answers, fill_in, take_commitments, remove_draft, put_up, sign,
    documents, document, file, *editing.ROUTES, *remarking.ROUTES, *negotiating.ROUTES,
    *registering.ROUTES, *versions.ROUTES, *comparing.ROUTES, *letters.ROUTES, *looks.ROUTES,
    *clauses.ROUTES, *own_clauses.ROUTES, *adopting.ROUTES, *checklist.ROUTES, *lasting.ROUTES,
    *noticing.ROUTES, *consenting.ROUTES, *amending.ROUTES, *adding.ROUTES, *following.ROUTES,
]  # fmt: skip
