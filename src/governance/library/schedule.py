"""The commitments in a document: one table a theme, with owner, nature, goal, milestones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from babel.dates import format_date

from governance.base.errors import N_
from governance.base.numbers import number_said
from governance.base.words import counted, translate
from governance.documents.blocks import Block, Cell, Column, Heading, Row, Run, Runs, Table, runs
from governance.library.forms import PartyAnswer, Promise
from governance.library.kinds.folders import kind_of
from governance.library.kinds.rules import OTHER
from governance.library.kinds.saying import sentences
from governance.library.promises import by_theme
from governance.library.rules import ModelMilestone, Nature, Theme
from governance.library.saying import day_said
from governance.parties.rules import OrganisationKind

NATURE_WORDS = {
    Nature.EFFORT: N_("Best-efforts obligation"),
    Nature.RESULT: N_("Obligation of result"),
}
ENFORCEABLE_WORDS = {
    True: N_("Enforceable at law"),
    False: N_("Not enforceable at law"),
}
_HEADS = (
    (N_("What is agreed"), 2.0),
    (N_("Content and measurable goal"), 3.1),
    (N_("Owner and contribution"), 2.2),
    (N_("Milestones"), 2.4),
)


def commitments(
    themes: Sequence[Theme],
    promises: Sequence[Promise],
    parties: Sequence[PartyAnswer],
    language: str,
    only: str = "",
) -> Iterator[Block]:
    """A heading and a table for every theme that has commitments, numbered through.

    ``only`` is the key of the one theme that is asked, or empty for all of them.
    """
    themes = in_order([*themes, *strange(themes, promises)], promises)
    columns = tuple(Column(translate(language, head), share) for head, share in _HEADS)
    numbers = {p.key: n for n, p in enumerate(by_theme(themes, promises), 1)}
    for theme in (theme for theme in themes if only in ("", theme.key)):
        own = [promise for promise in promises if promise.theme == theme.key]
        yield Heading(theme.title, 2, f"thema-{theme.key}")
        rows = tuple(_row(p, numbers[p.key], parties, language) for p in own)
        caption = translate(language, N_("Commitments: {theme}"), theme=theme.title)
        yield Table(caption, columns, rows)


def strange(themes: Sequence[Theme], promises: Sequence[Promise]) -> list[Theme]:
    """Themes that the model does not have: no commitment may be left out of the text."""
    known = {theme.key for theme in themes}
    own = dict.fromkeys(promise.theme for promise in promises if promise.theme not in known)
    return [Theme(name, name) for name in own]


def in_order(themes: Sequence[Theme], promises: Sequence[Promise]) -> list[Theme]:
    """The themes that have commitments, as they first come up: so are the numbers given."""
    by_key = {theme.key: theme for theme in themes}
    return [by_key[key] for key in dict.fromkeys(promise.theme for promise in promises)]


def _row(promise: Promise, number: int, parties: Sequence[PartyAnswer], language: str) -> Row:
    goal = f"{translate(language, N_('Measurable goal'))}: {_goal(promise, language)}"
    cells = (
        Cell(runs(f"{number}. {promise.title}"), further=tuple(_marks(promise, language))),
        Cell(runs(promise.text), further=(runs(goal), *map(runs, own_words(promise, language)))),
        _lines(_owner(promise, parties, language)),
        _lines([milestone_said(m, language) for m in promise.milestones] or ["–"]),
    )
    return Row(cells, f"toezegging-{promise.key}")


def _marks(promise: Promise, language: str) -> Iterator[Runs]:
    """Under its title: its nature, its kind, and whether it is enforceable where it says so."""
    said = [translate(language, NATURE_WORDS[promise.nature])]
    name = kind_of(promise.kind).name.told(language)
    if promise.kind != OTHER and name != promise.title:
        said.append(translate(language, N_("Kind: {kind}"), kind=name))
    if promise.enforceable is not None:
        said.append(translate(language, ENFORCEABLE_WORDS[promise.enforceable]))
    return ((Run(one, italic=True),) for one in said)


def own_words(promise: Promise, language: str) -> tuple[str, ...]:
    """What the fields of its kind say, a sentence each."""
    return sentences(kind_of(promise.kind), promise.extra, language)


def _lines(said: Sequence[str]) -> Cell:
    """A cell with a paragraph for each of these."""
    return Cell(runs(said[0]), further=tuple(runs(one) for one in said[1:]))


def _goal(promise: Promise, language: str) -> str:
    if promise.target is None:
        return promise.goal
    target = number_said(promise.target, language)
    values = {"target": target, "unit": promise.indicator_unit}
    said = translate(language, N_("Target: {target} {unit}."), **values)
    return f"{promise.goal} {said}"


def _owner(promise: Promise, parties: Sequence[PartyAnswer], language: str) -> list[str]:
    owners = parties_said(promise.owners, parties, language)
    lines = [f"{promise.owner_function} ({owners})"]
    lines += executed(promise, language)
    if promise.contributors:
        names = parties_said(promise.contributors, parties, language)
        lines.append(translate(language, N_("contribution asked of {parties}"), parties=names))
    if promise.informal_partners:
        names = "; ".join(promise.informal_partners.splitlines())
        lines.append(translate(language, N_("informal partners: {names}"), names=names))
    return lines


def executed(promise: Promise, language: str) -> Iterator[str]:
    """Who carries it out: a function, an organisation, or an organisation for all that owe it."""
    who, function = promise.executor_organisation, promise.executor
    if who and function:
        function = f"{function} ({who})"
    if who or function:
        yield translate(language, N_("carried out by {function}"), function=function or who)
    others = [name for name in promise.owners if name != who]
    if who and len(others) > 1:
        yield translate(language, N_("for {number} parties at once"), number=len(others))


def parties_said(names: Sequence[str], parties: Sequence[PartyAnswer], language: str) -> str:
    """Names of parties, or all of them at once: every Party, every municipality."""
    signing = {party.name for party in parties if party.signs}
    municipal = {
        party.name
        for party in parties
        if party.signs and party.kind is OrganisationKind.MUNICIPALITY
    }
    if set(names) == signing and len(signing) > 1:
        return translate(language, N_("each of the Parties"))
    called = {party.name: party.called for party in parties}
    rest = [called.get(name, name) for name in names]
    if len(municipal) > 1 and municipal <= set(names):
        every = translate(language, N_("each of the municipalities"))
        rest = [every, *(called.get(name, name) for name in names if name not in municipal)]
    return ", ".join(rest)


def milestone_said(milestone: ModelMilestone, language: str) -> str:
    """A milestone with its time: ``plan vastgesteld (6 maanden na inwerkingtreding)``; that it is a
    calibration moment stands before it."""
    time = _time(milestone, language)
    if milestone.checkpoint:
        time = f"{translate(language, N_('calibration moment'))}, {time}"
    return f"{milestone.title} ({time})"


def _time(milestone: ModelMilestone, language: str) -> str:
    if milestone.on_blank:
        return translate(language, N_("by [date not filled in yet] at the latest"))
    if milestone.on_date is not None:
        day = day_said(milestone.on_date, language)
        return translate(language, N_("by {day} at the latest"), day=day)
    if milestone.after_months is not None:
        return counted(
            language,
            N_("{number} month after entry into force"),
            N_("{number} months after entry into force"),
            milestone.after_months,
        )
    if milestone.every_months is not None:
        return _every(milestone.every_months, language)
    days = [_yearly(day, language) for day in milestone.each_year]
    joined = translate(language, N_(" and ")).join(days)
    return translate(language, N_("every year on {days}"), days=joined)


def _every(months: int, language: str) -> str:
    words = {3: N_("every quarter"), 6: N_("every half year"), 12: N_("every year")}
    if months in words:
        return translate(language, words[months])
    if months % 12 == 0:
        return translate(language, N_("every {years} years"), years=months // 12)
    return counted(language, N_("every month"), N_("every {number} months"), months)


def _yearly(day: str, language: str) -> str:
    month, of_month = day.split("-")
    return format_date(date(2000, int(month), int(of_month)), "d MMMM", locale=language)
