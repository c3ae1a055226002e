"""What organisations can and cannot do, as a file."""

from __future__ import annotations

from collections.abc import Iterable

from litestar import Response

from governance.audit.rules import SERVICE
from governance.base.errors import N_
from governance.base.words import translate
from governance.documents.sheets import MEDIA_TYPE, csv_file
from governance.files.pages import exported
from governance.parties.abilities.queries import AbilityView
from governance.parties.abilities.words import ABILITY_WORDS
from governance.parties.words import EXPLOITATION_WORDS, TARGET_WORDS
from governance.web.acting import AnyRequest
from governance.web.language import language_of

HEAD = (
    N_("Organisation"), N_("Can or cannot"), N_("What"), N_("Explanation"), N_("For whom"),
    N_("Form of exploitation"), N_("Law or agreement"),
)  # fmt: skip
EVERYBODY = N_("everybody")
NAME = N_("what organisations can and cannot")


def rows_of(abilities: Iterable[AbilityView], language: str) -> list[list[str]]:
    """The head and a row for each."""

    def said(message: str) -> str:
        return translate(language, message)

    found = [[said(head) for head in HEAD]]
    for one in abilities:
        groups = [said(TARGET_WORDS[group]) for group in one.target_groups] or [
            said(N_("everybody"))
        ]
        forms = [said(EXPLOITATION_WORDS[form]) for form in one.exploitation or ("",)]
        found.append([
            one.organisation, said(ABILITY_WORDS[one.kind]), one.title, one.detail,
            ", ".join(groups), ", ".join(forms), one.basis,
        ])  # fmt: skip
    return found


async def as_file(request: AnyRequest, abilities: Iterable[AbilityView]) -> Response[bytes]:
    """The list as CSV; the trail of the service notes that it was taken out."""
    language = language_of(request)
    made = csv_file(rows_of(abilities, language))
    name = f"{translate(language, NAME)}.csv"
    return await exported(request, SERVICE, ("abilities", SERVICE), name, MEDIA_TYPE, made)
