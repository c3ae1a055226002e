"""Registering an agreement that was signed elsewhere, for machines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, get, post, put
from litestar.params import FromPath

from governance.agreements import queries as agreements
from governance.agreements.registering import actions as registering
from governance.agreements.registering import queries
from governance.agreements.registering.beginning.actions import begin_registration
from governance.agreements.registering.forms import DescriptionForm, PassagesForm, RegistrationForm
from governance.agreements.registering.queries import RegistrationView
from governance.formation.forms import StepForm
from governance.formation.registering import actions
from governance.formation.registering.naming import api as naming
from governance.formation.registering.reopening import api as reopening
from governance.web.acting import acts, moment_of, needs, settings_of, signed_in
from governance.web.addresses import api
from governance.web.body import posted
from governance.web.describing import takes, takes_file
from governance.web.reading import handed_in, read_form

_ONE = "{registration_id:uuid}"
_DESCRIBES = needs("agreement.describe")


@post(
    api("registrations"),
    opt=acts(begin_registration)
    | takes_file()
    | takes(RegistrationForm)
    | needs("agreement.begin"),
    request_max_body_size=None,
)
async def begin_registering(request: Request[Any, Any, Any]) -> RegistrationView:
    """Begin a registration with its file: Word, PDF or a scan, in the part ``file``.

    Of a Word file, what it says is read. The same file once more is the registration that is
    there.
    """
    form, unread = await handed_in(request, RegistrationForm)
    by = signed_in(request)
    made = await begin_registration(
        form,
        (await posted(request)).files.get("file"),
        settings=settings_of(request),
        unread=unread,
        by=by,
        at=moment_of(request),
    )
    return await queries.registration(made, by=by)


@get(api("registrations", _ONE), opt=needs("agreement.read"))
async def registration(
    request: Request[Any, Any, Any], registration_id: FromPath[UUID]
) -> RegistrationView:
    """A registration with its file and its text."""
    return await queries.registration(registration_id, by=signed_in(request))


@put(
    api("registrations", _ONE),
    opt=acts(registering.describe) | takes(DescriptionForm) | _DESCRIBES,
)
async def describe(
    request: Request[Any, Any, Any], registration_id: FromPath[UUID]
) -> RegistrationView:
    """Keep title, kind, days and terms, and where the original lies."""
    form, unread = await handed_in(request, DescriptionForm)
    by, at = signed_in(request), moment_of(request)
    await registering.describe(registration_id, form, unread=unread, by=by, at=at)
    return await queries.registration(registration_id, by=by)


@put(
    api("registrations", _ONE, "text"),
    opt=acts(registering.write_passages) | takes(PassagesForm) | _DESCRIBES,
)
async def write_passages(
    request: Request[Any, Any, Any], registration_id: FromPath[UUID]
) -> RegistrationView:
    """Keep the text, passage by passage."""
    form, unread = await handed_in(request, PassagesForm)
    by, at = signed_in(request), moment_of(request)
    await registering.write_passages(registration_id, form, unread=unread, by=by, at=at)
    return await queries.registration(registration_id, by=by)


@post(
    api("registrations", _ONE, "entry"),
    opt=acts(actions.register_agreement) | takes(StepForm) | needs("agreement.register_agreement"),
)
async def register(
    request: Request[Any, Any, Any], registration_id: FromPath[UUID]
) -> agreements.AgreementView:
    """Let it count: in force, or ended, by its days."""
    form, by = await read_form(request, StepForm), signed_in(request)
    made = await actions.register_agreement(
        registration_id, form.version, by=by, at=moment_of(request)
    )
    return await agreements.agreement(made, by=by)


ROUTES: list[Any] = [
    begin_registering, registration, describe, write_passages, register, *naming.ROUTES,
    *reopening.ROUTES,
]  # fmt: skip
