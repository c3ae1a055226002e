"""The paragraph itself: plain sentences, made of facts and of nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from babel.dates import format_date
from babel.lists import format_list

from governance.base.errors import N_
from governance.base.words import counted, translate
from governance.commitments.annual_plan.papers import LOCALES, euros_said, fte_said
from governance.commitments.annual_plan.paragraph.queries import Facts
from governance.commitments.annual_plan.paragraph.rules import AHEAD, Moment
from governance.commitments.annual_plan.rules import filled_rows, summed
from governance.commitments.queries import LineShown
from governance.commitments.rules import Standing

OPENING = {
    Moment.FRAMEWORK: N_("{organisation} takes part in the agreement “{agreement}” and asks "
                         "room for it in {year}."),
    Moment.BUDGET: N_("{organisation} takes part in the agreement “{agreement}” and plans for "
                      "{year} what it takes."),
    Moment.INTERIM: N_("{organisation} takes part in the agreement “{agreement}”; this is how "
                       "that stands on {day}."),
    Moment.ACCOUNTS: N_("{organisation} takes part in the agreement “{agreement}”; this is what "
                        "became of it in {year}."),
}  # fmt: skip
_ONE = N_("It owes {number} commitment: {standings}.")
_MANY = N_("It owes {number} commitments: {standings}.")
HOW_MANY = {
    Standing.DONE: N_("{number} done"),
    Standing.ON_SCHEDULE: N_("{number} on schedule"),
    Standing.ACCEPTED: N_("{number} with an accepted delay"),
    Standing.AT_RISK: N_("{number} at risk"),
    Standing.LATE: N_("{number} late"),
}
"""How many stand so, from good to bad."""
TROUBLE = {
    Standing.LATE: N_("“{title}” is late: {cause}."),
    Standing.AT_RISK: N_("“{title}” is at risk: {cause}."),
    Standing.ACCEPTED: N_("Of “{title}” a delay is accepted: {cause}."),
}


def paragraph(facts: Facts, moment: Moment, language: str) -> str:
    """One paragraph for a paper of the cycle. What looks ahead begins with what it takes."""
    said = _Said(facts, language)
    stands, means = list(said.stands()), list(said.means())
    body = means + stands if moment in AHEAD else stands + means
    return " ".join([said.opening(moment), *body])


class _Said:
    """The sentences, in one language."""

    def __init__(self, facts: Facts, language: str) -> None:
        self.facts, self.plan, self.language = facts, facts.plan, language
        self.locale = LOCALES.get(language, language)

    def words(self, message: str, **values: object) -> str:
        return translate(self.language, message, **values)

    def opening(self, moment: Moment) -> str:
        day = format_date(self.facts.today, "d MMMM y", locale=self.locale)
        return self.words(
            OPENING[moment], organisation=self.plan.organisation,
            agreement=self.plan.agreement, year=self.plan.year, day=day,
        )  # fmt: skip

    def stands(self) -> Iterator[str]:
        """How many commitments there are, how they stand, and which are in trouble, and why."""
        if not self.facts.lines:
            yield self.words(N_("It owes no commitment of it."))
            return
        counts = [
            self.words(told, number=len(found))
            for one, told in HOW_MANY.items()
            if (found := self.facts.standing(one))
        ]
        standings = format_list(counts, locale=self.locale)
        number = len(self.facts.lines)
        yield counted(self.language, _ONE, _MANY, number, standings=standings)
        for one, told in TROUBLE.items():
            for line in self.facts.standing(one):
                yield from self._trouble(line, told)

    def _trouble(self, line: LineShown, told: str) -> Iterator[str]:
        """A commitment that is not on schedule, with its cause and what is done about it."""
        why = self._ended(line.reason) or self.words(N_("no cause was reported"))
        yield self.words(told, title=line.title, cause=why)
        if measure := self._ended(line.measure):
            yield self.words(N_("Measure: {measure}."), measure=measure)

    def _ended(self, text: str) -> str:
        """What was typed, on one line and without the full stop that the sentence gives it."""
        return " ".join(text.split()).rstrip(".")

    def means(self) -> Iterator[str]:
        """What is planned of fte and euros, from what, and the share in the shared budget."""
        if not self.plan.in_use:
            return
        begun = self.plan.begun
        if begun.version and begun.safety_plan:
            follows = N_("The plan follows the integrated safety plan “{title}”.")
            yield self.words(follows, title=begun.safety_plan.title)
        rows = filled_rows(self.plan.lines)
        if rows:
            fte = fte_said(summed(one.fte for one in rows), self.language)
            euros = euros_said(summed(one.euros for one in rows), self.language)
            told = N_("For {year} {fte} fte and {euros} are planned for it.")
            yield self.words(told, year=self.plan.year, fte=fte, euros=euros)
            covers = list(dict.fromkeys(one.cover for one in rows if one.cover))
            if covers:
                named = format_list(covers, locale=self.locale)
                yield self.words(N_("Cover: {covers}."), covers=named)
        else:
            told = N_("No fte or euros are planned for {year} yet.")
            yield self.words(told, year=self.plan.year)
        yield from self._share()

    def _share(self) -> Iterator[str]:
        given = self.facts.contribution
        if given is not None:
            told = N_("The contribution to the shared budget is {agreed}, of which {paid} is paid.")
            agreed, paid = (euros_said(one, self.language) for one in (given.agreed, given.paid))
            yield self.words(told, agreed=agreed, paid=paid)
