"""The parties in a document: who they are, in which form they take part, where they sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from governance.base.errors import N_
from governance.base.words import translate
from governance.documents.blocks import (
    Block,
    Cell,
    Column,
    Heading,
    List,
    ListItem,
    Paragraph,
    Row,
    Signature,
    Table,
    runs,
)
from governance.library.forms import AuthorityAnswer, PartyAnswer
from governance.library.rules import Participation
from governance.library.saying import day_said

PARTICIPATION_WORDS = {
    Participation.SIGNATORY: N_("signatory"),
    Participation.ACCEDING: N_("acceding party"),
    Participation.IN_CONSULTATION: N_("in consultation with"),
    Participation.ADVISER: N_("adviser"),
    Participation.INFORMAL: N_("informal partner"),
}


def undersigned(parties: Sequence[PartyAnswer], language: str) -> Iterator[Block]:
    """Who sign, each with its authorities, and who take part without signing."""
    yield Heading(translate(language, N_("Parties")), 1, "partijen")
    signing = [party for party in parties if party.signs]
    yield Paragraph(runs(translate(language, N_("The undersigned:"))))
    yield List(tuple(_party(party, language) for party in signing), ordered=True)
    yield Paragraph(runs(translate(language, N_("hereinafter together: the Parties;"))))
    others = [_other(party, language) for party in parties if not party.signs]
    if others:
        names = listed(others, language)
        said = translate(
            language, N_("with, as participants that are no Party: {names};"), names=names
        )
        yield Paragraph(runs(said))


def listed(names: Sequence[str], language: str) -> str:
    """Names in a sentence: ``a; b; en c``."""
    *first, last = names
    if not first:
        return last
    return translate(language, N_("{first}; and {last}"), first="; ".join(first), last=last)


def _party(party: PartyAnswer, language: str) -> ListItem:
    words = [*_named(party, language), *_led(party, language)]
    if len(party.authorities) < 2:
        for authority in party.authorities:
            said = _authority(authority, language)
            words.append(translate(language, N_("acting through {authority}"), authority=said))
        return ListItem(runs(", ".join(words) + ";"))
    words.append(
        translate(language, N_("acting through these authorities, each as far as it is competent"))
    )
    items = tuple(ListItem(runs(_authority(a, language) + ";")) for a in party.authorities)
    return ListItem(runs(", ".join(words) + ":"), "", items)


def _led(party: PartyAnswer, language: str) -> list[str]:
    """Who acts for a party that has no legal personality (penvoerder), where that is known."""
    if party.has_personality or not party.acting_body:
        return []
    words = N_("for which {body} acts as lead body")
    return [translate(language, words, body=party.acting_body)]


def _named(party: PartyAnswer, language: str) -> list[str]:
    if party.called == party.name:
        return [party.name]
    return [party.name, translate(language, N_("hereinafter: {name}"), name=party.called)]


def _authority(authority: AuthorityAnswer, language: str) -> str:
    """An authority and who represents it; who represents itself is named once."""
    name, function = authority.name, authority.represented_by_function
    said = name
    if function.strip().casefold() != name.strip().casefold():
        words = N_("{authority}, legally represented by {function}")
        said = translate(language, words, authority=name, function=function)
    if authority.decided_on is None:
        return said
    decided = translate(language, N_("in execution of the decision of {decision}"))
    return f"{said}, {decided.format(decision=_decision(authority, language))}"


def _decision(authority: AuthorityAnswer, language: str) -> str:
    if authority.decided_on is None:
        return ""
    day = day_said(authority.decided_on, language)
    if not authority.decision_number:
        return day
    values = {"day": day, "number": authority.decision_number}
    return translate(language, N_("{day}, number {number}"), **values)


def _other(party: PartyAnswer, language: str) -> str:
    word = PARTICIPATION_WORDS[party.participation]
    if party.participation is Participation.IN_CONSULTATION:
        word = N_("in consultation")
    form = translate(language, word)
    said = ", ".join((*_named(party, language), *_led(party, language)))
    return f"{said} ({form})"


def partners(parties: Sequence[PartyAnswer], language: str) -> Table:
    """A table of every party with its authorities and form of participation."""
    heads = (N_("Organisation"), N_("Acts through"), N_("Form of participation"))
    rows = tuple(
        Row(
            (
                Cell(runs(party.name)),
                Cell(runs("; ".join(authority.name for authority in party.authorities) or "–")),
                Cell(runs(translate(language, PARTICIPATION_WORDS[party.participation]))),
            )
        )
        for party in parties
    )
    columns = tuple(Column(translate(language, head), 2) for head in heads)
    return Table(translate(language, N_("Who take part, and in which form")), columns, rows)


def signatures(parties: Sequence[PartyAnswer], language: str) -> Iterator[Block]:
    """One signature block for each authority of each party that signs."""
    yield Heading(translate(language, N_("Signing")), 1, "ondertekening")
    yield Paragraph(runs(translate(language, N_("Thus agreed and signed by the Parties."))))
    for place, party in enumerate((p for p in parties if p.signs), 1):
        for which, authority in enumerate(party.authorities, 1):
            yield Signature(
                party.name,
                _lines(party, authority, language),
                f"handtekening-{place}-{which}",
            )


def _lines(
    party: PartyAnswer, authority: AuthorityAnswer, language: str
) -> tuple[tuple[str, str], ...]:
    lines = [(N_("Authority"), authority.name)]
    if party.acting_body:
        lines.append((N_("Lead body"), party.acting_body))
    lines += [
        (N_("Represented by"), authority.represented_by_function),
        (N_("Decision (date and number)"), _decision(authority, language)),
        (N_("Name of the one who signs"), ""),
        (N_("Place and date"), ""),
        (N_("Signature (by hand)"), ""),
    ]
    return tuple((translate(language, label), value) for label, value in lines)
