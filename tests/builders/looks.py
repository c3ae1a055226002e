"""House styles and letters of an organisation, as Word files that somebody made for a test."""

from __future__ import annotations

import io
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

import docx
from docx.oxml.ns import qn
from tests.builders.files import png, upload
from tests.builders.templates import template

from governance.base.actor import Actor
from governance.base.settings import Settings
from governance.documents.house import house_file
from governance.formation.looks.papers import known
from governance.library.looks import actions
from governance.library.looks.forms import TemplateForm, TemplateUseForm


@cache
def house_style(said: str = "Gemeente Noordstad", *, without: str = "") -> bytes:
    """Our house style with a logo and words of an own in its header; ``without`` a style."""
    made: Any = docx.Document(str(house_file()))
    if without:
        [gone] = [one for one in made.styles if one.name == without]
        gone.element.getparent().remove(gone.element)
    header = made.sections[0].header
    for run in header.paragraphs[0].runs:
        run._r.set(qn("w:rsidR"), "00A1B2C3")  # as Word marks what it saves
    paragraph = header.add_paragraph(said)
    paragraph.add_run().add_picture(io.BytesIO(png()))
    made.paragraphs[0].add_run(" proefzin die nergens in hoort")
    return _saved(made)


@cache
def own_letter(said: str = "Met vriendelijke groet van Noordstad") -> bytes:
    """A letter in words of an organisation."""
    return template("Betreft: {{ short_title }}", "Aan {{ party.name }}", said)


def _saved(made: Any) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


async def handed_in_look(
    whose: UUID, by: Actor, at: datetime, name: str, content: bytes, title: str = ""
) -> UUID:
    """A house style or letter that an organisation handed in and does not use yet."""
    return await actions.hand_in_template(
        whose, upload(content, "sjabloon.docx"), TemplateForm(name, title), known=known("nl"),
        settings=Settings(), by=by, at=at,
    )  # fmt: skip


async def handed_in_looks(whose: UUID, by: Actor, at: datetime) -> list[UUID]:
    """A letter that is in use, and a house style that is not."""
    letter = await handed_in_look(whose, by, at, "rappel", own_letter())
    await actions.take_template_into_use(whose, letter, TemplateUseForm(1), by=by, at=at)
    return [letter, await handed_in_look(whose, by, at, "huisstijl", house_style())]
