"""The agreement, its parties and its commitments as a letter tells of them, by its fields."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from governance.agreements.advising.moving.rules import MoveKind
from governance.agreements.advising.words import STEP_WORDS
from governance.agreements.consenting.queries import RequestView
from governance.agreements.living.words import REQUEST_WORDS
from governance.agreements.rules import EntryRule, Outcome
from governance.agreements.taking_part.queries import PartyView
from governance.agreements.words import KIND_WORDS
from governance.base.errors import N_
from governance.base.words import counted, translate
from governance.documents.blocks import Article, said
from governance.formation.letters.standing.queries import (
    CONSENT,
    OpenPoint,
    Standing,
    open_points,
)
from governance.formation.texts.papers import agreement_text
from governance.library.saying import day_said
from governance.parties.rules import OrganisationKind

Values = dict[str, Any]
_MANY = 4
"""So many parties are called by their names."""
_CITIES = N_("all municipalities")
_NEXT: Mapping[str, str] = {
    "record_decision": N_("decide about the agreement"),
    "record_signature": N_("sign the agreement"),
    "correct_decision": N_("lift the reservation"),
}
_DECISION = N_("the decision about the agreement")
_RESERVATION = N_("the reservation, which is not lifted yet")
OPEN_WORDS: Mapping[str, str] = {
    MoveKind.DECIDE: _DECISION,
    MoveKind.DECIDE_ANYWAY: _DECISION,
    MoveKind.SIGN: N_("the signature"),
    MoveKind.LIFT: _RESERVATION,
    MoveKind.LIFT_LATE: _RESERVATION,
}
"""What waits for a party, apart from its steps before the decision and its consent."""
CONSENT_TO = N_("consent: {what}")
_BEGINS: Mapping[str, str] = {
    EntryRule.ALL_SIGNED: N_("begins on the day on which the last party signs"),
    EntryRule.DATE_AFTER_ALL_SIGNED: N_("begins on {day}, once all parties have signed"),
    EntryRule.NUMBER_SIGNED: N_("begins on the day on which {number} parties have signed"),
    EntryRule.PUBLICATION: N_("begins on the day after its publication, once all have signed"),
}
_HOLDS = N_("has been in force since {day}")
_CHANGES = N_("changes once all parties have signed")
_DECLINED = N_("does not agree with the text")
_PURPOSE = ("doel", "purpose")
"""What the article is called that says why there is an agreement."""
_ARTICLE = re.compile(r"^(de|het) ", re.IGNORECASE)


def known(values: Mapping[str, Any]) -> Values:
    """Only what is known: the rest stays an open place."""
    return {name: value for name, value in values.items() if value not in (None, "", {})}


def agreement_told(told: Standing, language: str) -> Values:
    """Title, kind, days and terms of the agreement."""
    view = told.whole.agreement
    ends_on = told.life.ends_on
    return {
        "title": view.title,
        "short_title": view.short_title,
        "kind": translate(language, KIND_WORDS[view.kind]),
        "nature": _nature(told, language),
        "purpose": _purpose(told),
        "begins": _begins(told, language),
        "entry_date": view.entered_into_force_on or view.entry_date,
        "ends_on": ends_on - timedelta(days=1) if ends_on else None,
        "term": _term(told, language),
        "notice_period": _lasting(view.notice_months or None, language),
        "today": told.today,
        "dated": told.today,
        "committee": view.committee,
    }


def _nature(told: Standing, language: str) -> str:
    view = told.whole.agreement
    if view.amends:
        change = N_("a change of “{title}”")
        return translate(language, change, title=told.whole.cited_as)
    if view.supplements and told.beside:
        return translate(language, N_("an addition to “{title}”"), title=told.beside)
    if told.follows:
        follows = N_("a new agreement, which takes the place of “{title}”")
        return translate(language, follows, title=told.follows)
    held = view.entered_into_force_on is not None
    return translate(language, N_("an agreement") if held else N_("a new agreement"))


def _purpose(told: Standing) -> str:
    """The first sentence of the article about the purpose, as the text has it now."""
    for block in agreement_text(told.whole, draft=True).blocks:
        if isinstance(block, Article) and _says_why(block):
            return said(block.clauses[0].runs).rstrip(".") if block.clauses else ""
    return ""


def _says_why(article: Article) -> bool:
    return article.anchor == "art-doel" or article.title.lower().startswith(_PURPOSE)


def _begins(told: Standing, language: str) -> str:
    view = told.whole.agreement
    if view.entered_into_force_on:
        on = day_said(view.entered_into_force_on, language)
        return translate(language, _HOLDS, day=on)
    on = day_said(view.entry_date, language) if view.entry_date else ""
    rule = view.entry_rule
    if view.amends:
        return translate(language, _CHANGES)
    if not on and rule == EntryRule.DATE_AFTER_ALL_SIGNED:
        rule = EntryRule.ALL_SIGNED
    return translate(language, _BEGINS[rule], day=on, number=view.entry_number or 0)


def _term(told: Standing, language: str) -> str:
    view = told.whole.agreement
    if view.term_months is not None:
        return _lasting(view.term_months, language)
    if view.end_event:
        return translate(language, N_("until {event}"), event=view.end_event)
    return "" if told.life.ends_on else translate(language, N_("indefinite"))


def _lasting(months: int | None, language: str) -> str:
    """A number of months in words, in years where they are whole."""
    if months is None:
        return ""
    years, left = divmod(months, 12)
    if years and not left:
        return counted(language, N_("{number} year"), N_("{number} years"), years)
    return counted(language, N_("{number} month"), N_("{number} months"), months)


def party_told(of: PartyView, told: Standing, language: str) -> Values:
    """A party with what it decided and what it must do next."""
    organs = of.authorities
    points = open_points(told, of)
    decided = [one.decision for one in organs if one.decision]
    waits = next((one.next_step for one in organs if one.next_step in _NEXT), "")
    function = listed(language, [one.represented_by_function for one in organs])
    declined = any(one.outcome == Outcome.DECLINED for one in decided)
    words = [translate(language, _DECLINED)] if declined and not of.joined_on else []
    words += [point_said(one, language) for one in points]
    found: Values = {
        "name": of.organisation,
        "authority": listed(language, [one.authority for one in organs]),
        "function": function,
        "salutation": listed(language, [addressed(o.represented_by_function) for o in organs]),
        "next_step": translate(language, _NEXT[waits]) if waits else "",
        "waiting_days": max((one.days for one in points), default=None),
        "open_in_words": listed(language, words),
        "undecided": listed(language, [one.authority for one in organs if not one.decision]),
        "joined_on": of.joined_on,
    }
    if decided and len(decided) == len(organs):
        found["decided_on"] = max(one.decided_on for one in decided)
        found["decision_number"] = listed(language, [one.number for one in decided if one.number])
    return known(found)


def newcomer_told(asked: RequestView) -> Values:
    """Who wants to accede and is no party yet, as the request names it."""
    function = asked.represented_by_function
    names = {"name": asked.organisation, "authority": asked.authority, "function": function}
    return known({**names, "salutation": addressed(function)})


def addressed(function: str) -> str:
    """A function as one begins a letter with it: without its article, and without by what right."""
    return _ARTICLE.sub("", function.partition(",")[0])


def point_said(one: OpenPoint, language: str) -> str:
    """What waits for a party, in words."""
    if one.kind == CONSENT:
        what = translate(language, REQUEST_WORDS[one.of])
        return translate(language, CONSENT_TO, what=what[:1].lower() + what[1:])
    return translate(language, STEP_WORDS[one.of] if one.of else OPEN_WORDS[one.kind])


def open_told(told: Standing, party: PartyView, language: str) -> Iterator[Values]:
    """All that waits for a party, with the day since when."""
    for one in open_points(told, party):
        said = {"what": point_said(one, language), "with_whom": one.with_whom}
        yield known({**said, "since": one.since, "days": one.days, "until": one.until})


def listed(language: str, names: Iterable[str]) -> str:
    """Names as one reads them: a, b and c."""
    once = list(dict.fromkeys(name for name in names if name))
    if len(once) < 2:
        return "".join(once)
    return ", ".join(once[:-1]) + translate(language, N_(" and ")) + once[-1]


def together(
    told: Standing, names: Mapping[UUID, str], language: str, but: Collection[UUID] = ()
) -> str:
    """Parties by their names, or all of them or all municipalities at once where they are many.

    ``but``: parties that are not meant, so that all is all others.
    """
    everybody = {one.organisation_id: one.kind for one in told.signing}
    there = {who: kind for who, kind in everybody.items() if who not in but}
    cities = {who for who, kind in there.items() if kind == OrganisationKind.MUNICIPALITY}
    if len(names) > _MANY and set(names) == set(there):
        return translate(language, N_("the other parties") if but else N_("all parties"))
    if len(names) > _MANY and set(names) == cities:
        return translate(language, N_("the other municipalities") if but else _CITIES)
    return listed(language, names.values())
