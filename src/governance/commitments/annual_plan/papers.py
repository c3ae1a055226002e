"""The annual plan of an agreement as a document."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_currency

from governance.base.errors import N_
from governance.base.numbers import number_said
from governance.base.words import counted, translate
from governance.commitments.annual_plan.begun.queries import SafetyPlan
from governance.commitments.annual_plan.begun.rules import BEGINNING_WORDS
from governance.commitments.annual_plan.queries import AnnualPlanView, InYear
from governance.commitments.hidden_days.rules import HIDDEN
from governance.commitments.kinds.rules import Scope
from governance.commitments.timeline.queries import Point
from governance.documents.blocks import (
    Alignment,
    Block,
    Cell,
    Column,
    Document,
    Heading,
    List,
    ListItem,
    Paragraph,
    Row,
    Table,
    runs,
)

TITLE = N_("Annual plan {year}")
_SERVED = N_("{goal} (commitment {numbers})")
_SERVED_BY = N_("{goal} (commitments {numbers})")
LOCALES = {"en": "en_GB"}


def euros_said(amount: Decimal | None, language: str) -> str:
    """€ 1.234,50; a dash where it is not told."""
    if amount is None:
        return "–"
    return str(format_currency(amount, "EUR", locale=LOCALES.get(language, language)))


def fte_said(fte: Decimal | None, language: str) -> str:
    """0,5, without zeros behind; a dash where it is not told."""
    if fte is None:
        return "–"
    whole = fte == fte.to_integral_value()
    return number_said(fte.quantize(Decimal(1)) if whole else fte.normalize(), language)


def plan_document(view: AnnualPlanView, language: str = "nl") -> Document:
    """The annual plan (jaarplan): from the goals to what each party puts in.

    The same view gives the same tree on any day: the date is that of the view.
    """
    paper = _Plan(view, language)
    title = paper.words(TITLE, year=view.year)
    return Document(
        title=title,
        short_title=f"{title}, {view.agreement}",
        subtitle=view.agreement,
        version=f"{view.today:%d-%m-%Y}",
        dated=f"{view.today.isoformat()}T00:00:00Z",
        subject=view.agreement,
        author=view.keeper,
        blocks=tuple(paper.blocks()),
        language={"nl": "nl-NL", "en": "en-GB"}.get(language, language),
    )


class _Plan:
    """One annual plan being made. A part that holds nothing says so; none is left out."""

    def __init__(self, view: AnnualPlanView, language: str) -> None:
        self.view, self.language = view, language
        self.locale = LOCALES.get(language, language)

    def words(self, message: str, **values: object) -> str:
        return translate(self.language, message, **values)

    def said(self, day: date) -> str:
        return str(format_date(day, "d MMMM y", locale=self.locale))

    def heads(self, *heads: tuple[str, float]) -> Iterator[Column]:
        """Columns by head and share; those of numbers stand at the end."""
        numbers = (N_("Fte"), N_("Euros"))
        for head, share in heads:
            align = Alignment.END if head in numbers else Alignment.START
            yield Column(self.words(head), share, align)

    def cells(self, *texts: str) -> Row:
        return Row(tuple(Cell(runs(text or "–")) for text in texts))

    def blocks(self) -> Iterator[Block]:
        yield Paragraph(runs(self._about()), "note")
        yield from self._frame()
        yield from self._begun()
        yield Heading(self.words(N_("Commitments in {year}"), year=self.view.year), 1)
        if not self.view.commitments:
            yield Paragraph(runs(self.words(N_("This agreement has no commitments."))))
        for one in self.view.commitments:
            yield from self._commitment(one)
        if self.view.in_use:
            yield from self._together()

    def _about(self) -> str:
        """What it is, and what of it the reader does not see."""
        told = [self.words(N_("What the parties do in {year} and put in."), year=self.view.year)]
        if self.view.in_use and not self.view.whole:
            told.append(
                self.words(N_("Fte, euros and cover are those of {names}."), names=self._own())
            )
        return " ".join(told)

    def _own(self) -> str:
        names = [one.organisation for one in self.view.parties]
        return str(format_list(names, locale=self.locale))

    def _nothing(self) -> str:
        """That nothing is put into a commitment, as far as the reader sees it."""
        if self.view.whole:
            return self.words(N_("No fte or euros are planned for it."))
        return self.words(N_("{names}: no fte or euros are planned for it."), names=self._own())

    def _frame(self) -> Iterator[Block]:
        yield Heading(self.words(N_("Frame")), 1)
        if not self.view.goals:
            nothing = N_("It is not said which goals of a region the commitments serve.")
            yield Paragraph(runs(self.words(nothing)))
            return
        told = N_("The commitments serve these goals of the region {region}.")
        yield Paragraph(runs(self.words(told, region=self.view.region)))
        items = (
            counted(
                self.language,
                _SERVED,
                _SERVED_BY,
                len(one.numbers),
                goal=one.label,
                numbers=", ".join(map(str, one.numbers)),
            )
            for one in self.view.goals
        )
        yield List(tuple(ListItem(runs(item)) for item in items))

    def _begun(self) -> Iterator[Block]:
        """What each party that plans began from, and which safety plan it follows."""
        plans = [(one.organisation, one.begun) for one in self.view.parties if one.begun]
        if not plans:
            return
        yield Heading(self.words(N_("What the plans begin from")), 1)
        items = [
            self.words(
                N_("{organisation}: {beginning}."), organisation=who,
                beginning=self.words(BEGINNING_WORDS[begun.begins_from]),
            )
            + (f" {self._safety_plan(begun.safety_plan)}" if begun.safety_plan else "")
            for who, begun in plans
        ]  # fmt: skip
        yield List(tuple(ListItem(runs(item)) for item in items))

    def _safety_plan(self, of: SafetyPlan) -> str:
        """A safety plan with who adopted it, how long it holds and what it says."""
        told = self.words(
            N_("Integrated safety plan “{title}”, adopted by {who} on {day}, holds from {first} "
               "to {last}."),
            title=of.title, who=of.adopted_by, day=self.said(of.adopted_on),
            first=self.said(of.holds_from), last=self.said(of.last_day),
        )  # fmt: skip
        priorities = " ".join(of.priorities.split())
        return " ".join(filter(None, [told, priorities, of.link]))

    def _commitment(self, one: InYear) -> Iterator[Block]:
        yield Heading(f"{one.number}. {one.title}", 2)
        yield Paragraph(runs(self._owed(one)))
        if one.milestones:
            yield Paragraph(runs(self.words(N_("What is done this year:"))))
            yield List(tuple(ListItem(runs(self._milestone(m))) for m in one.milestones))
        elif not one.hidden:
            yield Paragraph(runs(self.words(N_("No milestone is planned in this year."))))
        if one.hidden:
            yield Paragraph(runs(self.words(HIDDEN)))
        if one.left:
            left = self.words(N_("Not finished yet from before {year}:"), year=self.view.year)
            yield Paragraph(runs(left))
            yield List(tuple(ListItem(runs(self._milestone(m))) for m in one.left))
        if one.planned:
            heads = self.heads(
                (N_("Party"), 2), (N_("Fte"), 0.8), (N_("Euros"), 1.4), (N_("Cover"), 2.4),
                (N_("What is done with it"), 3),
            )  # fmt: skip
            rows = tuple(
                self.cells(
                    p.organisation, fte_said(p.fte, self.language),
                    euros_said(p.euros, self.language), p.cover, p.purpose,
                )
                for p in one.planned
            )  # fmt: skip
            caption = self.words(N_("Put into commitment {number}"), number=one.number)
            yield Table(caption, tuple(heads), rows)
        elif self.view.in_use:
            yield Paragraph(runs(self._nothing()))

    def _owed(self, one: InYear) -> str:
        """Who owes it."""
        if one.scope == Scope.ALL:
            return self.words(N_("Owed by all parties that sign."))
        names = format_list(list(one.owners), locale=self.locale)
        return self.words(N_("Owed by {names}."), names=names)

    def _milestone(self, one: Point) -> str:
        told = N_("{title}: planned {day}")
        if one.done == one.total and one.total:
            told = N_("{title}: planned {day}, reached")
        said = self.words(told, title=one.title, day=self.said(one.planned_on))
        if one.forecast_on is None or one.done == one.total:
            return said
        return f"{said}, {self.words(N_('expected {day}'), day=self.said(one.forecast_on))}"

    def _together(self) -> Iterator[Block]:
        yield Heading(self.words(N_("Together per party")), 1)
        heads = self.heads((N_("Party"), 3), (N_("Fte"), 1), (N_("Euros"), 2))
        listed = [(p.organisation, p.fte, p.euros) for p in self.view.parties if p.version]
        listed.append((self.words(N_("Together")), self.view.fte, self.view.euros))
        rows = tuple(
            self.cells(who, fte_said(fte, self.language), euros_said(euros, self.language))
            for who, fte, euros in listed
        )
        yield Table(self.words(N_("Fte and euros per party")), tuple(heads), rows)
        silent = [one.organisation for one in self.view.parties if not one.version]
        if silent:
            names = format_list(silent, locale=self.locale)
            told = N_("Nothing is planned yet by {names}.")
            yield Paragraph(runs(self.words(told, names=names)), "note")
