"""What is handed in with a Word file of an organisation, and with the decision to use it."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from governance.base.version import Seen


class TemplateForm(Struct, frozen=True, rename="camel"):
    """What the file is for: ``huisstijl``, one of our letters, or ``andere`` with a title."""

    name: str = ""
    title: Annotated[str, Meta(max_length=200)] = ""


class TemplateUseForm(Struct, frozen=True, rename="camel"):
    """A decision about a file that asks nothing but the version that was seen."""

    version: Seen = None
