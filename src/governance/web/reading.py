"""Reading what was handed in into a form Struct, with every complaint at once.

A step that asks nothing but a version: ``await read_form(request, StepForm)`` gives the Struct
or raises ``Refused``. Where rules judge the form as well, they are to be heard in the same
answer: ``form, unread = await handed_in(request, TermsForm)``, and the action takes ``unread``
along to ``complain``.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, TypeVar, get_args, get_origin

import msgspec
from msgspec import UNSET, Struct

from governance.base.errors import MISSING, N_, Complaint, Refused, Unread, complain
from governance.web.acting import AnyRequest
from governance.web.body import SHOW_IN, Posted, posted
from governance.web.sent_json import Tree
from governance.web.values import GROUP, ROWS, Wrong, accepts_none, bare, value

S = TypeVar("S", bound=Struct)

UNKNOWN = N_("This field does not exist here.")
NOT_SEEN = N_("Give the version that you saw: in this field, or as If-Match.")
NO_TEXT = N_("Give the number of the text that this is about.")
OF_THE_PAGE = frozenset({"csrf_token", "form_words", SHOW_IN})
SEQUENCES: Mapping[Any, Any] = MappingProxyType(
    {list: list, tuple: tuple, set: set, frozenset: frozenset}
)


async def read_form(request: AnyRequest, form: type[S]) -> S:
    """The form that was handed in, as web form or JSON.

    Raises ``Refused`` with every complaint: missing, unknown and wrong fields, by the name
    they have in the form (``commitments.0.title``). An empty string counts as missing.
    """
    return converted(_with_version(await posted(request), request, form), form)


async def handed_in(request: AnyRequest, form: type[S]) -> tuple[S, Unread]:
    """The form as far as it can be read, and what cannot, for an action that judges it.

    A field that cannot be read holds its default, else nothing (``None``, an empty text or
    list). Raises ``Refused`` only where there is nothing to judge, such as broken JSON.
    """
    return read_partly(_with_version(await posted(request), request, form), form)


def _with_version(body: Posted, request: AnyRequest, form: type[Struct]) -> Posted:
    """The body with the version that a machine gave as ``If-Match: "3"``."""
    tag = request.headers.get("if-match", "").strip().strip('"')
    if not tag or body.form or "version" not in form.__struct_encode_fields__:
        return body
    number = int(tag) if tag.isdecimal() and len(tag) < 10 else tag
    return msgspec.structs.replace(body, values={"version": number, **body.values})


def converted(body: Posted, form: type[S]) -> S:
    """A body as a form Struct; raises ``Refused`` with every complaint."""
    made, unread = read_partly(body, form)
    complain(unread)
    return made


def read_partly(body: Posted, form: type[S]) -> tuple[S, Unread]:
    """A body as a form Struct as far as it can be read, and what cannot.

    Raises ``Refused`` where the form is only to be shown again in another language, so that
    its page does that, as always when it is refused, and the action is not taken.
    """
    reading = _Reading(body.form)
    values = {n: v for n, v in body.values.items() if not (body.form and n in OF_THE_PAGE)}
    made: S = reading.struct(values, form, "")
    if body.language:
        raise Refused(reading.complaints)
    return made, tuple(reading.complaints)


class _Reading:
    """One pass over a body; gathers complaints instead of stopping at the first."""

    def __init__(self, form: bool) -> None:
        self.form = form
        self.complaints: list[Complaint] = []

    def wrong(self, name: str, problem: str, values: Mapping[str, Any] = {}) -> Any:
        self.complaints.append(Complaint(name, problem, values))
        return UNSET

    def struct(self, said: Any, form: type[Struct], name: str) -> Any:
        if not isinstance(said, dict):
            self.wrong(name, GROUP)
            return form(**{field.name: _hole(field) for field in msgspec.structs.fields(form)})
        fields = {f.encode_name: f for f in msgspec.structs.fields(form)}
        values = {f.name: self.field(f, said, name) for f in fields.values()}
        for unknown in said.keys() - fields.keys():
            self.wrong(joined(name, unknown), UNKNOWN)
        return form(**values)

    def field(self, field: msgspec.structs.FieldInfo, said: Tree, name: str) -> Any:
        inner, given = joined(name, field.encode_name), said.get(field.encode_name)
        if empty(given):
            found = self.missing(field, inner, said)
        else:
            found = self.any(given, field.type, inner)
        return _hole(field) if found is UNSET else found

    def missing(self, field: msgspec.structs.FieldInfo, name: str, said: Tree) -> Any:
        """The value of a field that was left open; UNSET leaves it to the Struct's default."""
        kind, limits = bare(field.type)
        if any((limit.extra or {}).get("seen") for limit in limits):
            return self.wrong(name, NOT_SEEN if field.encode_name == "version" else NO_TEXT)
        if kind is bool and self.form and not accepts_none(field.type):
            return False
        if get_origin(kind) in SEQUENCES and self.form and field.required:
            return SEQUENCES[get_origin(kind)]()
        if accepts_none(field.type) and (field.required or field.encode_name in said):
            return None
        return self.wrong(name, MISSING) if field.required else UNSET

    def any(self, said: Any, annotation: Any, name: str) -> Any:
        kind, _ = bare(annotation)
        origin = get_origin(kind)
        if isinstance(kind, type) and issubclass(kind, Struct):
            return self.struct(said, kind, name)
        if origin in SEQUENCES:
            return self.rows(said, annotation, name)
        if origin in (dict, Mapping):
            return self.group(said, get_args(kind)[1], name)
        found = value(said, annotation, form=self.form)
        return self.wrong(name, found.problem, found.values) if isinstance(found, Wrong) else found

    def rows(self, said: Any, annotation: Any, name: str) -> Any:
        kind, _ = bare(annotation)
        inner = get_args(kind)[0]
        given = [said] if self.form and isinstance(said, str) else said
        if not isinstance(given, list):
            return self.wrong(name, ROWS)
        if self.form:
            given = [row for row in given if not empty(row)]
        found = [self.any(row, inner, f"{name}.{place}") for place, row in enumerate(given)]
        return SEQUENCES[get_origin(kind)](row for row in found if row is not UNSET)

    def group(self, said: Any, inner: Any, name: str) -> Any:
        if not isinstance(said, dict):
            return self.wrong(name, GROUP)
        given = {key: one for key, one in said.items() if not empty(one)}
        found = {key: self.any(one, inner, joined(name, key)) for key, one in given.items()}
        return {key: one for key, one in found.items() if one is not UNSET}


def _hole(field: msgspec.structs.FieldInfo) -> Any:
    """What stands in a field that cannot be read: its default, else nothing."""
    if field.default is not msgspec.NODEFAULT:
        return field.default
    if field.default_factory is not msgspec.NODEFAULT:
        return field.default_factory()
    kind, _ = bare(field.type)
    empty_one = SEQUENCES.get(get_origin(kind)) or {str: str, bool: bool, dict: dict}.get(
        get_origin(kind) or kind
    )
    return empty_one() if empty_one and not accepts_none(field.type) else None


def joined(name: str, inner: str) -> str:
    """The name of a field inside another: ``commitments.0`` and ``title``."""
    return f"{name}.{inner}" if name else inner


def empty(said: Any) -> bool:
    """Whether nothing was typed."""
    return said is None or (isinstance(said, str) and not said.strip())
