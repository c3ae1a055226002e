"""What is sent and answered as JSON Schema, for the description of the API."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from msgspec import Struct

from governance.base.version import SEEN

Json = dict[str, Any]

_REF = "#/components/schemas/{name}"
_VERSION: Json = {
    "type": "integer",
    "description": "The version that you saw. It must be given: here, or as `If-Match`.",
}
_TEXT: Json = {"type": "integer", "description": "The number of the text that this is about."}


def schemas_of(kinds: Iterable[Any], taken: Iterable[type[Struct]]) -> tuple[dict[Any, Json], Json]:
    """A schema for each kind, and the components that they refer to.

    ``taken``: those of the kinds that are sent. They take no fields beside those that they name,
    and say that the version that somebody saw cannot be left out.
    """
    named = tuple(kinds)
    schemas, components = msgspec.json.schema_components(named, ref_template=_REF)
    of = dict(zip(named, schemas, strict=True))
    for sent in _objects([of[form] for form in taken], components):
        sent["additionalProperties"] = False
        for name in [name for name, of_field in sent["properties"].items() if SEEN in of_field]:
            _ask_version(sent, name)
    return of, components


def fields_of(form: type[Struct]) -> Json:
    """The fields of a form of plain values, as parts that are sent beside a file."""
    _, components = msgspec.json.schema_components([form])
    fields: Json = components[form.__name__]["properties"]
    return fields


def _ask_version(sent: Json, name: str) -> None:
    """A schema cannot say "here or in a header": of ``version`` that is told in words."""
    sent["properties"][name] = dict(_VERSION if name == "version" else _TEXT)
    if name != "version" and name not in sent["required"]:
        sent["required"] = [*sent["required"], name]


def _objects(schemas: Iterable[Any], components: Json) -> Iterator[Json]:
    """Every object with fields in these schemas and in what they refer to, each once."""
    left, seen = list(schemas), set[str]()
    while left:
        at = left.pop()
        if isinstance(at, dict):
            named = str(at.get("$ref", "")).rpartition("/")[2]
            if named and named not in seen:
                seen.add(named)
                left.append(components[named])
            if at.get("type") == "object" and "properties" in at:
                yield at
            left.extend(at.values())
        elif isinstance(at, (list, tuple)):
            left.extend(at)
