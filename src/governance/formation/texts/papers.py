"""From what is stored of an agreement to its text: the draft, the text put up, the text signed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

from msgspec.structs import replace

from governance.agreements.forms import ArticleText
from governance.agreements.rules import SIGNING
from governance.agreements.taking_part.queries import AuthorityView, PartyView
from governance.agreements.words import CAPACITY_WORDS
from governance.base.clock import day
from governance.base.errors import N_, Complaint
from governance.base.views import moment
from governance.base.words import translate
from governance.commitments.agreed.queries import CommitmentView
from governance.commitments.milestones.queries import MilestonePlan
from governance.commitments.milestones.rules import each_year
from governance.documents.blocks import Article, Document, Signature, said
from governance.documents.numbering import clauses, item
from governance.formation.queries import Forming
from governance.library.forms import Answers, AuthorityAnswer, PartyAnswer, Promise, TermAnswer
from governance.library.papers import agreement_document, text_complaints
from governance.library.rules import MilestoneRule, ModelMilestone, Nature, Participation
from governance.library.saying import OPEN_TERMS, day_said
from governance.parties.rules import OrganisationKind


def answers_of(forming: Forming, blanks: dict[str, Any] | None = None) -> Answers:
    """What is stored as the answers to the model; ``blanks`` instead of those stored.

    The days of a text lie after the day on which it was made; of one that was in force already,
    and of its amendment, some have passed.
    """
    view = forming.agreement
    was_there = view.amends or view.entered_into_force_on
    return Answers(
        blanks=forming.version.answers if blanks is None else blanks,
        parties=tuple(_party(party) for party in forming.parties),
        term=TermAnswer(entry_date=forming.agreement.entry_date),
        short_title=forming.cited_as,
        dated=None if was_there else day(forming.version.made_at),
    )


def _party(party: PartyView) -> PartyAnswer:
    organs = (AuthorityAnswer(o.authority, o.represented_by_function) for o in party.authorities)
    return PartyAnswer(
        name=party.organisation,
        kind=OrganisationKind(party.kind),
        participation=Participation(party.participation),
        authorities=tuple(organs),
        acting_body=party.acting_body or "",
        short_name=party.short_name,
        legal_personality=party.legal_personality,
    )


def promises_of(forming: Forming) -> tuple[Promise, ...]:
    """The stored commitments as the text says them."""
    themes = {theme.title: theme.key for theme in forming.model.themes}
    return tuple(_promise(c, themes.get(c.theme, c.theme)) for c in forming.commitments)


def _promise(view: CommitmentView, theme: str) -> Promise:
    return Promise(
        key=view.key,
        title=view.title,
        theme=theme,
        nature=Nature(view.nature),
        owner_function=view.owner_function,
        goal=view.measurable_goal,
        text=view.text,
        owners=tuple(party.organisation for party in view.owners),
        contributors=tuple(party.organisation for party in view.contributors),
        executor=view.executor,
        indicator_unit=view.indicator_unit,
        target=view.target,
        number=view.model_number,
        milestones=tuple(_milestones(view.milestones)),
        kind=view.kind,
        extra=view.extra,
        enforceable=view.enforceable,
        priority=view.priority,
        executor_organisation=view.executor_organisation or "",
        informal_partners=view.informal_partners,
    )


def _milestones(plans: Iterable[MilestonePlan]) -> Iterator[ModelMilestone]:
    """Milestones as the text says them; those of every year with one title are said at once."""
    plans = list(plans)
    yearly: dict[tuple[str, bool], list[date]] = {}
    for plan in plans:
        if plan.rule == MilestoneRule.YEARLY and plan.on_date:
            yearly.setdefault((plan.title, plan.checkpoint), []).append(plan.on_date)
    for plan in plans:
        if plan.rule != MilestoneRule.YEARLY:
            yield _milestone(plan)
        elif days := yearly.pop((plan.title, plan.checkpoint), None):
            said = each_year(plan.title, *sorted(days, key=lambda day: (day.month, day.day)))
            yield replace(said, checkpoint=plan.checkpoint)


def _milestone(plan: MilestonePlan) -> ModelMilestone:
    said = ModelMilestone(plan.title, checkpoint=plan.checkpoint)
    if plan.rule == MilestoneRule.ON_DATE:
        return replace(said, on_date=plan.on_date)
    if plan.rule == MilestoneRule.EVERY:
        return replace(said, every_months=plan.months)
    return replace(said, after_months=plan.months)


def agreement_text(
    forming: Forming, *, draft: bool, blanks: dict[str, Any] | None = None
) -> Document:
    """The text as it stands: frozen where it is frozen, else made of what is stored now."""
    if forming.version.content is not None:
        return forming.version.content
    made = agreement_document(
        forming.model,
        answers_of(forming, blanks),
        version=str(forming.version.number),
        dated=moment(forming.version.made_at),
        draft=draft,
        commitments=promises_of(forming),
    )
    view = forming.agreement
    return replace(made, title=view.title, short_title=view.short_title)


def text_points(forming: Forming, told: Collection[str]) -> Iterator[Complaint]:
    """What the articles of a draft still lack, by article: words, or what they point to.

    A place whose question is not answered yet, or whose part of the term (``told``, by name) is
    missing, is told with that.
    """
    answers, language = answers_of(forming), forming.model.language
    asked = {blank.question for blank in forming.model.blanks}
    asked |= {translate(language, said) for name, said in OPEN_TERMS.items() if name in told}
    titles = {a.key: a.title for a in (*forming.model.articles, *forming.model.annexes)}
    for one in text_complaints(forming.model, answers, promises_of(forming)):
        if one.values.get("question") not in asked:
            about = titles.get(one.field, "")
            yield replace(one, field=f"articles.{one.field}", about=about, file="", line=0)


def article_texts(document: Document) -> list[ArticleText]:
    """The articles of a text, to be cited and found; the key survives a new version."""
    articles = [block for block in document.blocks if isinstance(block, Article)]
    return [
        ArticleText(number, one.anchor.removeprefix("art-"), one.title, "\n".join(_lines(one)))
        for number, one in enumerate(articles, 1)
    ]


def _lines(of: Article) -> Iterator[str]:
    for mark, clause in clauses(of):
        yield f"{mark} {said(clause.runs)}".strip()
        for number, one in enumerate(clause.items, 1):
            yield f"{item(number, 0)} {said(one.runs)}"


def signed_text(forming: Forming) -> Document:
    """The frozen text with what was recorded in its signature blocks: decisions, signatures."""
    text = agreement_text(forming, draft=False)
    signing = [party for party in forming.parties if party.participation in SIGNING]
    organs = {
        f"handtekening-{place}-{which}": organ
        for place, party in enumerate(signing, 1)
        for which, organ in enumerate(party.authorities, 1)
    }
    language = forming.model.language
    blocks = (
        _recorded(block, organs[block.anchor], language)
        if isinstance(block, Signature) and block.anchor in organs
        else block
        for block in text.blocks
    )
    return replace(text, blocks=tuple(blocks))


def _recorded(block: Signature, organ: AuthorityView, language: str) -> Signature:
    """A signature block with what was recorded, in the place of the lines left open."""
    lines = [line for line in block.lines if line[1]]
    if decision := organ.decision:
        decided = day_said(decision.decided_on, language)
        who = () if decision.decided_by == organ.authority else (decision.decided_by,)
        said = ", ".join((decided, decision.number, *who))
        lines.append((N_("Decision (date and number)"), said))
    if signature := organ.signature:
        right = translate(language, CAPACITY_WORDS[signature.capacity])
        if signature.capacity_reference:
            right = f"{right} ({signature.capacity_reference})"
        lines += [
            (N_("Signed by"), signature.signed_by_function),
            (N_("Signed on"), day_said(signature.signed_on, language)),
            (N_("By what right"), right),
        ]
    return replace(block, lines=tuple((translate(language, label), said) for label, said in lines))
