"""What is handed in to make an agreement of a model."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.base.version import Seen


class BeginForm(Struct, frozen=True, rename="camel"):
    """A draft as it begins: of which model, called what, kept by whom.

    ``committee_id``: the steering committee that will watch over it, where there is one.
    """

    model_key: str
    title: str
    short_title: str
    keeper_id: UUID
    committee_id: UUID | None = None


class BlanksForm(Struct, frozen=True, rename="camel"):
    """Blanks and choices as a machine hands them in: the model's key and a plain value.

    Dates are ISO 8601, numbers numbers or text, choices the key of an option.
    """

    blanks: dict[str, Any]
    version: Seen = None


class BlanksPage(Struct, frozen=True, rename="camel"):
    """Blanks and choices as a person types them."""

    blanks: dict[str, str] = {}
    version: Seen = None


class StepForm(Struct, frozen=True, rename="camel"):
    """A step that asks nothing but which version of the agreement was seen."""

    version: int | None = None


class FixForm(Struct, frozen=True, rename="camel"):
    """Fixing a version to negotiate upon: what it is of ("after the talk of 12 May")."""

    of: str = ""
    version: Seen = None


class TakeForm(StepForm, frozen=True, rename="camel"):
    """Taking over the commitments of the model.

    ``given``: keys of those there are already that go to the parties of the text.
    """

    given: list[str] = []


class Taken(Struct, frozen=True):
    """What came of taking over the commitments of a model.

    ``added`` of the ``number`` there are now; ``left``: titles of those that nobody can owe yet;
    ``given``: of those that went to other parties.
    """

    added: int
    number: int
    left: tuple[str, ...]
    given: tuple[str, ...] = ()
