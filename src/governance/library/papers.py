"""An agreement as a document: model and answers in, the neutral tree of blocks out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from types import SimpleNamespace

from governance.base.clock import day
from governance.base.errors import N_, Complaint, complain
from governance.base.words import translate
from governance.documents.blocks import (
    Article,
    Block,
    Contents,
    Document,
    Heading,
    List,
    ListItem,
    PageBreak,
    Paragraph,
    runs,
)
from governance.library.checks import checked
from governance.library.citing import cited_within
from governance.library.drafts import ANNEX, ARTICLE, RECITALS
from governance.library.filling import plain
from governance.library.folders import recitals_of
from governance.library.forms import Answers, Promise
from governance.library.partners import partners, signatures, undersigned
from governance.library.passages import Form
from governance.library.promises import promised
from governance.library.rules import Model, ModelArticle
from governance.library.saying import context, day_said, standing
from governance.library.schedule import commitments as schedule
from governance.library.texts import Directive, Part, Piece, Reading


def agreement_document(
    model: Model,
    answers: Answers,
    *,
    version: str,
    dated: str,
    draft: bool,
    commitments: Sequence[Promise] | None = None,
) -> Document:
    """The whole text of an agreement, from plain values: files and database call it alike.

    ``version`` is the number of the version and ``dated`` its moment (ISO 8601, UTC): the
    same input gives the same tree on any day. ``commitments`` are the stored ones; left
    out, they are the model's with the changes in ``answers``. With ``draft`` nothing is
    refused: an open blank is a run with ``blank`` set, an open choice takes its first
    option. Without it every complaint of ``checks.checked`` refuses at once. A text that
    does not keep to the form is refused always, with file and line.
    """
    if not draft:
        complain(checked(model, answers, commitments))
    promises = promised(model, answers) if commitments is None else tuple(commitments)
    paper = _Paper(model, answers, promises, draft)
    blocks = tuple(paper.blocks())
    complain(paper.complaints)
    return Document(
        title=plain(model.title, paper.context),
        short_title=answers.short_title or plain(model.short_title, paper.context),
        version=version,
        dated=dated,
        blocks=blocks,
        language={"nl": "nl-NL", "en": "en-GB"}.get(model.language, model.language),
        subtitle=paper.subtitle(dated),
        subject=model.summary,
        keywords=tuple(theme.title for theme in model.themes),
        draft=draft,
    )


def text_complaints(
    model: Model, answers: Answers, commitments: Sequence[Promise]
) -> tuple[Complaint, ...]:
    """What is still wrong or open in the texts themselves, by the key of the article."""
    paper = _Paper(model, answers, tuple(commitments), draft=False)
    for _ in paper.blocks():
        pass
    return tuple(paper.complaints)


def made_on(dated: str, language: str) -> str:
    """The own day of a text, as the end of its subtitle says it."""
    moment = datetime.fromisoformat(dated)
    made = day_said(day(moment) if moment.tzinfo else moment.date(), language)
    return translate(language, N_("Text of {day}"), day=made)


class _Paper:
    """One document being made; complaints about its texts are gathered."""

    def __init__(
        self, model: Model, answers: Answers, promises: tuple[Promise, ...], draft: bool
    ) -> None:
        self.model, self.answers, self.promises, self.draft = model, answers, promises, draft
        self.context: dict[str, SimpleNamespace] = context(model, answers)
        self.complaints: list[Complaint] = []

    def _tell(self, reading: Reading) -> None:
        """What is wrong in a text; in one that is final, a place left open too.

        A draft with a text of its own is shown whatever is wrong in it: what its answers leave
        out may be what another passage leans on, and whoever mends that must see it.
        """
        if not self.draft:
            self.complaints += reading.complaints + reading.open
        elif self.model.folder:
            self.complaints += reading.complaints

    def words(self, message: str, **values: object) -> str:
        return translate(self.model.language, message, **values)

    def subtitle(self, dated: str) -> str:
        """The subtitle, the last day on which it holds where the text names one, its own day."""
        language, term = self.model.language, self.answers.term
        said = [plain(self.model.subtitle, self.context)]
        # A term in months begins on a day that is known only when all have signed.
        if term.ends_on:
            last = day_said(term.ends_on, language)
            said.append(self.words(N_("Holds up to and including {last}"), last=last))
        return ". ".join((*said, made_on(dated, language)))

    def blocks(self) -> Iterator[Block]:
        yield Contents(self.words(N_("Contents")))
        yield PageBreak()
        yield from undersigned(self.answers.parties, self.model.language)
        yield from self._recitals()
        yield Paragraph(runs(self.words(N_("agree as follows:"))))
        signed = False
        for article in standing(self.model.articles, self.model, self.answers):
            for block in self._article(article):
                signed = signed or (isinstance(block, Heading) and block.anchor == "ondertekening")
                yield block
        if not signed:
            yield from signatures(self.answers.parties, self.model.language)
        annexes = standing(self.model.annexes, self.model, self.answers)
        for number, annex in enumerate(annexes, 1):
            yield PageBreak()
            title = self.words(N_("Annex {number}. {title}"), number=number, title=annex.title)
            yield Heading(title, 1, f"{ANNEX}{annex.key}")
            yield from self._free(annex)

    def _reading(self, article: ModelArticle) -> Reading:
        file = f"{self.model.folder}/{article.file}" if article.file else ""
        return Reading(article.key, file, article.passages, self._seen_from(article))

    def _seen_from(self, article: ModelArticle) -> dict[str, SimpleNamespace]:
        """The names that a text may use; it points to its own paragraphs without its number."""
        if not any("par." in passage.words for passage in article.passages):
            return self.context
        own = cited_within(article, self.context, self.model.language)
        there = {**vars(self.context["par"]), **own}
        return {**self.context, "par": SimpleNamespace(**there)}

    def _recitals(self) -> Iterator[Block]:
        yield Heading(self.words(N_("Recitals")), 1, RECITALS)
        yield Paragraph(runs(self.words(N_("whereas:"))))
        reading = self._reading(recitals_of(self.model))
        items = [
            ListItem(reading.runs(part.text, part.line), f"{RECITALS}-{part.key}")
            for part in reading.parts
            if isinstance(part, Piece)
        ]
        yield List(tuple(items), ordered=True)
        self._tell(reading)

    def _article(self, article: ModelArticle) -> Iterator[Block]:
        anchor = f"{ARTICLE}{article.key}"
        reading = self._reading(article)
        clauses, directives = reading.clauses(anchor)
        tables = tuple(reading.tables(anchor, article.title))
        self._tell(reading)
        yield Article(article.title, clauses, anchor)
        yield from tables
        for directive in directives:
            yield from self._directive(directive)

    def _free(self, annex: ModelArticle) -> Iterator[Block]:
        reading = self._reading(annex)
        anchor = f"{ANNEX}{annex.key}"
        for form, parts in groupby(reading.parts, key=_group):
            found = list(parts)
            if form is Form.DASH:
                yield List(tuple(_dash(reading, one, anchor) for one in found))
            elif form is Form.ROW:
                yield reading.table(
                    [one for one in found if isinstance(one, Piece)], anchor, annex.title
                )
            else:
                for part in found:
                    yield from self._part(reading, part, anchor)
        self._tell(reading)

    def _part(self, reading: Reading, part: Part, anchor: str) -> Iterator[Block]:
        if isinstance(part, Directive):
            yield from self._directive(part)
        elif part.form is Form.HEADING:
            said = "".join(run.text for run in reading.runs(part.text, part.line))
            yield Heading(said, 2, f"{anchor}-{part.key}")
        else:
            words = reading.runs(part.text, part.line)
            yield Paragraph(words, anchor=f"{anchor}-{part.key}")
            if part.items:
                yield List(reading.items(part, anchor), ordered=True)

    def _directive(self, directive: Directive) -> Iterator[Block]:
        language, parties = self.model.language, self.answers.parties
        if directive.name == "parties":
            yield partners(parties, language)
        elif directive.name == "signatures":
            yield from signatures(parties, language)
        else:
            only = directive.arguments.get("theme", "")
            yield from schedule(self.model.themes, self.promises, parties, language, only)


def _group(part: Part) -> Form:
    return Form.DIRECTIVE if isinstance(part, Directive) else part.form


def _dash(reading: Reading, part: Part, anchor: str) -> ListItem:
    assert isinstance(part, Piece)  # noqa: S101 - the group is of dashes
    return ListItem(
        reading.runs(part.text, part.line), f"{anchor}-{part.key}", reading.items(part, anchor)
    )
