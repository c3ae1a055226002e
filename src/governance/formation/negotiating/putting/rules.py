"""A proposal put into the text of a draft, beside what changed there since. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace

from msgspec import Struct
from msgspec.structs import replace

from governance.documents.blocks import Run, Runs, joined
from governance.documents.comparing.wording import Kept, pieces
from governance.documents.reading.findings import Found, Level, Proposal
from governance.formation.negotiating.rules import (
    CLASHES,
    FORM_OF,
    GONE,
    MADE_ELSEWHERE,
    STILL_FULL,
    At,
    CannotApply,
    anchor_of,
    edits_of,
    place,
)
from governance.library.drafts import (
    ARTICLE,
    RECITALS,
    Section,
    Text,
    fitting,
    free_key,
    key_of,
)
from governance.library.edits import applied, clashing, edits, overlapping
from governance.library.passages import Form, Passage
from governance.library.rewording import plain, reworded
from governance.library.texts import words_of


class Basis(Struct, frozen=True):
    """What a proposal was made upon, and what its places say there. ``own``: what else its party
    proposed upon the same passage that is in the text by now."""

    text: Text
    context: Mapping[str, SimpleNamespace]
    own: tuple[Proposal, ...] = ()


def put(
    proposal: Proposal, now: Text, basis: Basis, context: Mapping[str, SimpleNamespace], behind: str
) -> tuple[Text, str]:
    """The text with a proposal in it, and the anchor of what was made or changed.

    ``behind``: the anchor that something new comes behind, in the text as it is now. Raises
    :class:`CannotApply`.
    """
    match proposal.found:
        case Found.CHANGED | Found.LOOK:
            return _changed(proposal, now, basis, context)
        case Found.ADDED | Found.ROW_ADDED:
            return _added(proposal, now, behind)
        case Found.REMOVED | Found.ROW_REMOVED:
            return _removed(proposal, now, basis), ""
        case Found.MOVED:
            return _moved(proposal, now, basis, behind)


def _there(anchor: str, now: Text, basis: Text) -> tuple[Section, Passage | None]:
    """What an anchor names in the text as it is now."""
    at = place(anchor, basis)
    if at is None:
        raise CannotApply(MADE_ELSEWHERE)
    section = now.section(at.section)
    if section is None:
        raise CannotApply(GONE)
    if not at.passage:
        return section, None
    found = next((one for one in section.passages if one.key == at.passage), None)
    if found is None:
        raise CannotApply(GONE)
    return section, found


def _with(now: Text, section: Section) -> Text:
    sections = tuple(section if one.name == section.name else one for one in now.sections)
    return replace(now, sections=sections)


def _exchanged(section: Section, passage: Passage) -> Section:
    passages = tuple(passage if one.key == passage.key else one for one in section.passages)
    return replace(section, passages=passages)


def _changed(
    proposal: Proposal, now: Text, basis: Basis, context: Mapping[str, SimpleNamespace]
) -> tuple[Text, str]:
    section, passage = _there(proposal.anchor, now, basis.text)
    if passage is None:
        title = _title(section, proposal, basis)
        return _with(now, replace(section, title=title)), proposal.anchor
    if passage.form is Form.ROW:
        words = _cell(passage.words, proposal, basis.context)
    else:
        words = _words(passage, proposal, basis, context)
    return _with(now, _exchanged(section, replace(passage, words=words))), proposal.anchor


def _title(section: Section, proposal: Proposal, basis: Basis) -> str:
    """The title of a section with a proposal in it, beside what changed in it since."""
    then, _ = _there(proposal.anchor, basis.text, basis.text)
    same = then.title == section.title
    said = plain(proposal.runs) if same else _both(proposal, section.title, basis)
    return " ".join(said.split())


def _both(proposal: Proposal, said: str, basis: Basis) -> str:
    """What a proposal says beside what is said since; raises where they clash.

    Of what its own party had accepted, only what it overlaps with is in its way.
    """
    was = plain(proposal.before)
    meant, since = edits_of(proposal), edits(pieces(was, said))
    own = {edit for one in basis.own if plain(one.before) == was for edit in edits_of(one)}
    others = [edit for edit in since if edit not in own]
    if overlapping(meant, since) or clashing(was, meant, others):
        raise CannotApply(CLASHES)
    return applied(was, (*meant, *since))


def _words(
    passage: Passage, proposal: Proposal, basis: Basis, context: Mapping[str, SimpleNamespace]
) -> str:
    """The words of a passage with a proposal in them, beside what changed in it since."""
    _, then = _there(proposal.anchor, basis.text, basis.text)
    if then is not None and then.words == passage.words:
        return reworded(passage.words, proposal.runs, basis.context)
    both = _both(proposal, spoken(passage.words, context), basis)
    return reworded(passage.words, dressed(proposal.runs, both), context)


def spoken(words: str, context: Mapping[str, SimpleNamespace]) -> str:
    """What the words of a passage say in the document."""
    return plain(words_of(words, context))


def dressed(runs: Runs, text: str) -> Runs:
    """Another text in the looks of these runs, as far as its words stand in them."""
    looks = [(run.bold, run.italic) for run in runs for _ in run.text]
    found: list[Run] = []
    old = 0
    last = (False, False)
    for piece in pieces(plain(runs), text):
        for sign in piece.text if piece.kept is not Kept.OLD else "":
            last = looks[old] if piece.kept is Kept.BOTH else last
            old += piece.kept is Kept.BOTH
            found.append(Run(sign, *last))
        old += len(piece.text) if piece.kept is Kept.OLD else 0
    return joined(found)


def _cell(words: str, proposal: Proposal, context: Mapping[str, SimpleNamespace]) -> str:
    cells = [cell.strip() for cell in words.split("|")]
    cells += [""] * (proposal.cell + 1 - len(cells))
    was = spoken(cells[proposal.cell], context)
    if was != plain(proposal.before):
        raise CannotApply(CLASHES)
    cells[proposal.cell] = reworded(cells[proposal.cell], proposal.runs, context)
    return " | ".join(cells)


def _added(proposal: Proposal, now: Text, behind: str) -> tuple[Text, str]:
    at = place(behind, now)
    if at is None:
        raise CannotApply(MADE_ELSEWHERE)
    if proposal.level is Level.HEADING and at.section.startswith(ARTICLE):
        return _new_article(proposal, now, at.section)
    section = now.section(at.section)
    assert section is not None  # noqa: S101 - just placed there
    form = fitting(FORM_OF[proposal.level], section.name)
    runs = proposal.runs
    words = (
        " | ".join(reworded("", cell, {}) for cell in proposal.cells)
        if proposal.cells
        else reworded("", runs, {})
    )
    key = free_key({one.key for one in section.passages})
    made = _behind(section, Passage(key, form, words), at.passage)
    return _with(now, made), anchor_of(At(section.name, key))


def _new_article(proposal: Proposal, now: Text, behind: str) -> tuple[Text, str]:
    """A new heading among the articles is a new article; what follows it comes into it."""
    title = " ".join(plain(proposal.runs).split())
    section = Section(ARTICLE + key_of(title, {one.key for one in now.sections}), title, ())
    names = [one.name for one in now.sections]
    cut = names.index(behind) + 1
    sections = (*now.sections[:cut], section, *now.sections[cut:])
    return replace(now, sections=sections), section.name


def _behind(section: Section, passage: Passage, key: str) -> Section:
    keys = [one.key for one in section.passages]
    cut = keys.index(key) + 1 if key else 0
    passages = (*section.passages[:cut], passage, *section.passages[cut:])
    return replace(section, passages=passages)


def _removed(proposal: Proposal, now: Text, basis: Basis) -> Text:
    section, passage = _there(proposal.anchor, now, basis.text)
    if passage is not None:
        rest = tuple(one for one in section.passages if one.key != passage.key)
        return _with(now, replace(section, passages=rest))
    if section.passages or section.name == RECITALS:
        raise CannotApply(STILL_FULL)
    return replace(now, sections=tuple(one for one in now.sections if one is not section))


def _moved(proposal: Proposal, now: Text, basis: Basis, behind: str) -> tuple[Text, str]:
    section, passage = _there(proposal.anchor, now, basis.text)
    to = place(behind, now)
    if passage is None or to is None:
        raise CannotApply(MADE_ELSEWHERE)
    if to == At(section.name, passage.key):
        return now, proposal.anchor
    without = _with(
        now,
        replace(section, passages=tuple(p for p in section.passages if p.key != passage.key)),
    )
    target = without.section(to.section)
    assert target is not None  # noqa: S101 - just placed there
    taken = {one.key for one in target.passages}
    key = free_key(taken) if passage.key in taken else passage.key
    moved = replace(passage, key=key, form=fitting(passage.form, target.name))
    return _with(without, _behind(target, moved, to.passage)), anchor_of(At(target.name, key))
