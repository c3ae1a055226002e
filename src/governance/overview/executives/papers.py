"""The handover file (overdrachtsdossier): what the next one finds, of an organisation or a role."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from governance.agreements.words import STATE_WORDS
from governance.base.errors import N_
from governance.commitments.hidden_days.rules import NOT_SHOWN
from governance.commitments.queries import LineShown
from governance.commitments.rules import STANDING_WORDS
from governance.commitments.sharing.rules import SIGHT_WORDS, Sight
from governance.documents.blocks import (
    Block,
    Document,
    Heading,
    List,
    ListItem,
    Paragraph,
    Row,
    Table,
    runs,
)
from governance.overview.cards.queries import Card
from governance.overview.coverage.words import STATE_WORDS as FILLED_WORDS
from governance.parties import words
from governance.parties.abilities.words import ABILITY_WORDS
from governance.parties.fillings.queries import FillingView
from governance.parties.rules import Age, Domain, ExploitationForm, FillingPart
from governance.parties.words import TARGET_WORDS
from governance.reporting.saying.papers import Saying

_NOTHING = N_("Nothing.")


def handover_document(
    cards: Iterable[Card], today: date, language: str, *, function: str = "",
    roles: Iterable[str] = (),
) -> Document:  # fmt: skip
    """What there is to hand over of organisations, after the roles of somebody who leaves."""
    say, found = Saying(language), list(cards)
    whose = function or found[0].register.name
    title = say.words(N_("Handover file of {whose}"), whose=whose)
    return Document(
        title=title,
        short_title=title,
        subtitle=say.words(N_("as it was on {day}"), day=say.day(today)),
        version="1",
        dated=f"{today.isoformat()}T00:00:00Z",
        subject=title,
        author=found[0].register.name if found else whose,
        blocks=tuple(_blocks(found, list(roles), say)),
        language={"nl": "nl-NL", "en": "en-GB"}.get(language, language),
    )


def _blocks(cards: list[Card], roles: list[str], say: Saying) -> Iterator[Block]:
    if roles:
        yield Heading(say.words(N_("Roles to hand over")), 1)
        yield List(tuple(ListItem(runs(role)) for role in roles))
    for card in cards:
        level = 2 if len(cards) > 1 or roles else 1
        if level == 2:
            yield Heading(card.register.name, 1)
        yield Heading(say.words(N_("Who does what")), level)
        yield from _fillings(card, say)
        yield Heading(say.words(N_("What is missing")), level)
        yield from _gaps(card, say)
        yield Heading(say.words(N_("Tables and seats")), level)
        yield from _seats(card, say)
        yield Heading(say.words(N_("Reporting routes, offers and abilities")), level)
        yield from _other(card, say)
        yield Heading(say.words(N_("Agreements")), level)
        yield from _agreements(card, say)
        yield Heading(say.words(N_("What it has promised")), level)
        yield from _owed(card, say)


def _table(
    say: Saying, caption: str, heads: tuple[tuple[str, float], ...], rows: list[Row]
) -> Iterator[Block]:
    if rows:
        yield Table(say.words(caption), say.heads(*heads), tuple(rows))
    else:
        yield Paragraph(runs(say.words(_NOTHING)))


def _fillings(card: Card, say: Saying) -> Iterator[Block]:
    rows = [
        say.cells(
            _work(one, card, say),
            _holder(one, card, say),
            _reached(one, say),
            one.mandate or "–",
            say.day(one.confirmed_on) if one.confirmed_on else say.words(N_("never")),
        )
        for one in card.fillings
    ]
    heads = (
        (N_("Function"), 3), (N_("Filled by"), 3), (N_("How it is reached"), 4),
        (N_("Mandate"), 2), (N_("Last confirmed on"), 2),
    )  # fmt: skip
    yield from _table(say, N_("Functions and who fills them"), heads, rows)


def _reached(one: FillingView, say: Saying) -> str:
    """How somebody is reached. What is shielded goes into no file, whoever makes it."""
    open_to_all = [one.mailbox] if one.shielded else [one.mailbox, one.email, one.telephone]
    said = [shown for shown in open_to_all if shown]
    if one.shielded:
        said.append(say.words(N_("e-mail and telephone are shielded")))
    return ", ".join(said) or "–"


def _work(one: FillingView, card: Card, say: Saying) -> str:
    """The function with its scope, and for whom where that is another."""
    scope = (
        words.AGE_WORDS[one.age] if one.age is not Age.ALL else "",
        words.DOMAIN_WORDS[one.domain] if one.domain is not Domain.ALL else "",
        words.EXPLOITATION_WORDS[one.exploitation]
        if one.exploitation is not ExploitationForm.ALL
        else "",
    )
    said = [words.FUNCTION_WORDS[one.function], *filter(None, scope)]
    other = [] if one.serves_id == card.register.id else [one.serves]
    return ", ".join([*map(say.words, said), *other])


def _holder(one: FillingView, card: Card, say: Saying) -> str:
    """Who fills it, of which organisation where that is another, and whether as deputy."""
    deputy = say.words(words.FILLING_PART_WORDS[FillingPart.DEPUTY])
    said = f"{one.holder_function} ({deputy})" if one.part == "deputy" else one.holder_function
    return said if one.provider_id == card.register.id else f"{said}, {one.provider}"


def _gaps(card: Card, say: Saying) -> Iterator[Block]:
    said = [
        f"{say.words(words.FUNCTION_WORDS[one.function])}: {say.words(FILLED_WORDS[one.state])}"
        for one in card.gaps
    ]
    said += [
        say.words(
            N_("asked by {who} to fill: {function}"),
            who=one.asked_by_function, function=say.words(words.FUNCTION_WORDS[one.function]),
        )
        for one in card.requests
    ]  # fmt: skip
    if said:
        yield List(tuple(ListItem(runs(line)) for line in said))
    else:
        yield Paragraph(runs(say.words(_NOTHING)))


def _seats(card: Card, say: Saying) -> Iterator[Block]:
    rows = [
        say.cells(
            one.committee,
            one.holder_function,
            say.words(words.SEAT_WORDS[one.part]),
            ", ".join(filter(None, (one.basis, one.protocol, one.dpia)))
            if not one.lacking
            else say.words(N_("without personal data")),
        )
        for one in card.seats
    ]
    heads = ((N_("Table"), 3), (N_("Seat of"), 3), (N_("As"), 2), (N_("Basis"), 3))
    yield from _table(say, N_("Tables and seats"), heads, rows)


def _other(card: Card, say: Saying) -> Iterator[Block]:
    """The routes that name it, what it offers, and what it can and cannot."""
    broken = say.words(N_("a link is missing"))
    said = [f"{one.name}: {broken}" if one.broken else one.name for one in card.routes]
    said += [f"{one.title} ({say.words(TARGET_WORDS[one.target_group])})" for one in card.offers]
    said += [f"{say.words(ABILITY_WORDS[one.kind])}: {one.title}" for one in card.abilities]
    if said:
        yield List(tuple(ListItem(runs(line)) for line in said))
    else:
        yield Paragraph(runs(say.words(_NOTHING)))


def _agreements(card: Card, say: Saying) -> Iterator[Block]:
    rows = [
        say.cells(
            one.title,
            say.words(STATE_WORDS[one.state]),
            say.day(one.entered_into_force_on),
            say.day(one.ends_on),
        )
        for one in card.agreements
    ]
    heads = ((N_("Agreement"), 5), (N_("State"), 2), (N_("In force from"), 2), (N_("Until"), 2))
    yield from _table(say, N_("Agreements"), heads, rows)


def _days(one: LineShown, say: Saying) -> tuple[str, str]:
    """When a commitment is planned and expected, where that is not for its own page alone."""
    if one.days_hidden:
        return say.words(NOT_SHOWN), say.words(NOT_SHOWN)
    return say.day(one.planned_on), say.day(one.forecast_on)


def _owed(card: Card, say: Saying) -> Iterator[Block]:
    rows = [
        say.cells(
            f"{one.number}. {one.title}",
            say.words(STANDING_WORDS[one.standing] if one.standing else SIGHT_WORDS[Sight.PROMISE]),
            *_days(one, say),
        )
        for one in card.owed
    ]
    heads = ((N_("Commitment"), 5), (N_("Standing"), 2), (N_("Planned"), 2), (N_("Expected"), 2))
    yield from _table(say, N_("What it has promised"), heads, rows)
