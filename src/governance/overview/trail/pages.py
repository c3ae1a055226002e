"""Pages of the trail: one agreement, one organisation, one person, and the service itself."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from litestar import Request, Response, get
from litestar.params import FromPath
from litestar.response import Stream

from governance.audit.reading.queries import acts, chains_of
from governance.audit.reading.rules import Wanted
from governance.base.actor import Actor
from governance.base.errors import N_, Complaint, complain
from governance.base.searching import readable
from governance.base.words import translate
from governance.documents.sheets import MEDIA_TYPE, csv_file, csv_lines
from governance.files.pages import headers
from governance.identity.roles.rules import gives
from governance.overview.trail import papers, words
from governance.overview.trail.actions import export_trail
from governance.overview.trail.naming.queries import Named
from governance.overview.trail.papers import ONE_OF
from governance.overview.trail.queries import (
    Subject,
    of_agreement,
    of_organisation,
    of_person,
    page_of,
    shown,
    trails,
)
from governance.web.acting import AnyRequest, moment_of, needs, signed_in
from governance.web.acting import acts as acting
from governance.web.addresses import page
from governance.web.forms import Filled
from governance.web.language import language_of
from governance.web.pages import render
from governance.web.plugin import only_headers
from governance.web.values import Wrong, value

AT_ONCE = 1000
"""Entries that an export reads at once: it never holds more."""
PLACES = {
    "agreement": "agreements", "organisation": "organisations", "person": "people",
    "service": "organisations",
}  # fmt: skip
"""Under which word of the addresses the trail of something stands."""
LINKED = {
    "agreement": ("agreements",), "round": ("rounds",), "report": ("reports",),
    "review": ("reviews",), "person": ("people", "trail"),
    "organisation": ("organisations", "trail"),
    "reorganisation": ("reorganisations",),
}  # fmt: skip
"""Where the page of something is: before its id in the address, and after it."""
KINDS: dict[str, Any] = {"since": date, "until": date, "before": UUID}
ASKED = ("verb", "kind", "result", "function", "since", "until", "before")
BACKWARDS = N_("The last day lies before the first day. Choose a later last day.")


def asked(given: Mapping[str, str], *, language: str = "") -> tuple[Wanted, tuple[Complaint, ...]]:
    """What the address asks, and what of it cannot be read.

    ``language``: a person chose it on a page in that language, by words; else by codes.
    """
    found: dict[str, Any] = {}
    wrong, form = [], bool(language)
    for name in ASKED:
        said = readable(given.get(name, ""))
        read = value(said, KINDS[name], form=form) if said and name in KINDS else said or None
        if isinstance(read, Wrong):
            wrong.append(Complaint(name, read.problem, read.values))
        elif read is not None:
            found[name] = read
    alike = papers.alike(found, language) if language else {}
    wanted = Wanted(**found, alike=alike)
    if wanted.since and wanted.until and wanted.until < wanted.since:
        wrong.append(Complaint("until", BACKWARDS))
    return wanted, tuple(wrong)


def link(one: Named) -> str:
    """The page of something that an entry is about."""
    first, *rest = LINKED[one.kind]
    return page(first, one.id, *rest)


async def _page(request: AnyRequest, subject: Subject, by: Actor) -> Response[Any]:
    language, here = language_of(request), (PLACES[subject.kind], subject.id, "trail")
    wanted, wrong = asked(request.query_params, language=language)
    typed = {name: request.query_params.get(name, "") for name in ASKED}
    typed |= {name: papers.first(getattr(wanted, name), name, language) for name in ONE_OF}
    found = await page_of(subject, wanted, by=by) if not wrong else None
    readers = chains_of(by)
    return render(
        request,
        "overview/trail.html",
        block="found",
        status=400 if wrong else 200,
        subject=subject,
        found=found,
        form=Filled(typed, wrong),
        lines=[(act, list(papers.changes(act, language))) for act in found.acts] if found else [],
        older=page(*here, **wanted.narrowed, before=found.older) if found else "",
        newest=page(*here, **wanted.narrowed) if wanted.before else "",
        export=page(*here, "export", **wanted.narrowed),
        address=page(*here),
        papers=papers,
        spoken=language,
        words=words,
        link=link,
        choices={name: papers.choices(name, language) for name in ONE_OF},
        whole=bool(readers),
        narrowed=bool(wanted.narrowed or wrong),
        opens=gives(by),
    )


@get(page("trail"), opt=needs("trail.of_organisation"))
async def trail(request: Request[Any, Any, Any]) -> Response[Any]:
    """The trails that one may read whole."""
    found = await trails(by=signed_in(request))
    return render(request, "overview/trails.html", found=found)


@get(page("agreements", "{agreement_id:uuid}", "trail"), opt=needs("trail.of_agreement"))
async def agreement_trail(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> Response[Any]:
    """The trail of an agreement, with its rounds and reports."""
    by = signed_in(request)
    return await _page(request, await of_agreement(agreement_id, by=by), by)


@get(page("organisations", "{organisation_id:uuid}", "trail"), opt=needs("trail.of_organisation"))
async def organisation_trail(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID]
) -> Response[Any]:
    """The whole trail of an organisation, or of the service itself."""
    by = signed_in(request)
    return await _page(request, await of_organisation(organisation_id, by=by), by)


@get(page("people", "{person_id:uuid}", "trail"), opt=needs("trail.of_person"))
async def person_trail(request: Request[Any, Any, Any], person_id: FromPath[UUID]) -> Response[Any]:
    """What a person did, and what was done about that person."""
    by = signed_in(request)
    return await _page(request, await of_person(person_id, by=by), by)


async def exported(
    request: AnyRequest, given: Mapping[str, str], subject: Subject, by: Actor, *, form: bool
) -> Stream:
    """Exactly what is filtered, as CSV; that it was taken out is noted first."""
    language = language_of(request)
    wanted, wrong = asked(given, language=language if form else "")
    complain(wrong)
    first = await acts(subject.scope, wanted, by=by, limit=AT_ONCE)
    if not only_headers(request):
        await export_trail(subject, wanted, by=by, at=moment_of(request))
    name = f"{translate(language, words.FILE)}-{subject.id}.csv"
    return Stream(
        _lines(subject, wanted, first, by, language),
        media_type=MEDIA_TYPE,
        headers=headers(name),
    )


async def _lines(
    subject: Subject, wanted: Wanted, first: list[Any], by: Actor, language: str
) -> AsyncIterator[bytes]:
    """The export in parts; it ends where it began, whatever is written meanwhile."""
    yield csv_file([papers.heads(language)])
    found = first
    while found:
        yield csv_lines(papers.rows(await shown(found, by=by), language)).encode()
        if len(found) < AT_ONCE:
            return
        further = Wanted(**{**_fields(wanted), "before": found[-1].id})
        found = await acts(subject.scope, further, by=by, limit=AT_ONCE)


def _fields(wanted: Wanted) -> dict[str, Any]:
    return {name: getattr(wanted, name) for name in wanted.__struct_fields__}


_EXPORT = acting(export_trail)


@get(
    page("agreements", "{agreement_id:uuid}", "trail", "export"),
    opt=needs("trail.of_agreement") | _EXPORT,
)
async def agreement_export(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Stream:
    """The trail of an agreement as CSV."""
    by = signed_in(request)
    subject = await of_agreement(agreement_id, by=by)
    return await exported(request, request.query_params, subject, by, form=True)


@get(
    page("organisations", "{organisation_id:uuid}", "trail", "export"),
    opt=needs("trail.of_organisation") | _EXPORT,
)
async def organisation_export(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID]
) -> Stream:
    """The trail of an organisation as CSV."""
    by = signed_in(request)
    subject = await of_organisation(organisation_id, by=by)
    return await exported(request, request.query_params, subject, by, form=True)


@get(
    page("people", "{person_id:uuid}", "trail", "export"),
    opt=needs("trail.of_person") | _EXPORT,
)
async def person_export(request: Request[Any, Any, Any], person_id: FromPath[UUID]) -> Stream:
    """The trail of a person as CSV."""
    by = signed_in(request)
    subject = await of_person(person_id, by=by)
    return await exported(request, request.query_params, subject, by, form=True)


ROUTES: list[Any] = [
    trail, agreement_trail, organisation_trail, person_trail,
    agreement_export, organisation_export, person_export,
]  # fmt: skip
