"""A letter as mail: subject and text from its template, in the language of who gets it."""

from __future__ import annotations

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import cache
from typing import Any
from uuid import UUID

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from msgspec import Struct
from msgspec.structs import asdict

from governance.base.errors import N_
from governance.base.mail import sendable, sender
from governance.base.places import shipped
from governance.notices.letters.rules import Letter, kind_of
from governance.web import filters
from governance.web.language import speaking
from governance.web.pages import gettext

SERVICE = N_("Administrative agreements")


class Words(Struct, frozen=True):
    """What a mail says."""

    subject: str
    text: str


@cache
def _templates() -> Environment:
    """The letters: plain text, so nothing is escaped; an unknown name fails."""
    found = Environment(
        loader=FileSystemLoader(shipped("templates") / "notices"),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 - plain text, no HTML is made of it
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.globals["_"] = gettext
    found.filters.update(filters.FILTERS)
    return found


def written(letter: Letter, language: str, base: str) -> Words:
    """What a letter says in a language; ``base`` is the address of the service for its links."""
    template = _templates().get_template(f"{kind_of(letter)}.txt")
    values = {name: _in_one_line(value) for name, value in asdict(letter).items()}
    token = speaking.set(language)
    try:
        given = {**values, "service": gettext(SERVICE), "base": base}
        context = template.new_context(given)
        subject = "".join(template.blocks["subject"](context))
        text = template.render(given)
    finally:
        speaking.reset(token)
    return Words(_one_line(subject), text.strip() + "\n")


def _in_one_line(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_in_one_line, value))
    return _one_line(value) if isinstance(value, str) else value


def _one_line(said: str) -> str:
    """A value without line ends: it can add no header and no paragraph of its own."""
    return " ".join("".join(c if c.isprintable() else " " for c in said).split())


def mail(
    notice_id: UUID, words: Words, language: str, to: str, mail_from: str, at: datetime
) -> EmailMessage:
    """The mail itself. Its Message-ID follows from the notice: a second copy is known by it."""
    name, address = sender(mail_from)
    made = EmailMessage(policy=SMTP)
    made["From"] = Address(name, addr_spec=address)
    made["To"] = Address(addr_spec=sendable(to))
    made["Subject"] = words.subject
    made["Date"] = format_datetime(at)
    made["Message-ID"] = f"<{notice_id}@{address.rpartition('@')[2]}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(words.text, cte="quoted-printable")
    made["Content-Language"] = language
    return made
