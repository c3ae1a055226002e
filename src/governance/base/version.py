"""The version that somebody saw of what they change: without it they could overwrite unseen."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from msgspec import Meta

SEEN = "x-seen"
"""Marks such a field in a schema, for the description of the API."""
Seen: TypeAlias = Annotated[int | None, Meta(extra={"seen": True}, extra_json_schema={SEEN: True})]
"""A field ``version`` of a form that edits: it must be handed in.

A page carries it hidden; a machine gives it in the body or as ``If-Match``. Steps of a
workflow do without, because the state says whether they may still be taken; an approval and an
adoption name it, because they are of one text.
"""
