"""A redline names the party whose proposal was accepted, and who else wrote in the passage."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from governance.documents.blocks import Article, Cell, Clause, Column, Document, Row, Table, runs
from governance.documents.reading.findings import Found, Proposal
from governance.formation.comparing.papers import told
from governance.formation.negotiating.crediting.rules import Accepted, authors

DAY = datetime(2026, 5, 1, 9, tzinfo=UTC)
KEPT, NEXT = "Partijen melden dit ieder jaar.", "Partijen melden dit iedere maand."
BOTH = "Alle partijen melden dit iedere maand."


def of(*clauses: tuple[str, str], rows: tuple[str, ...] = ()) -> Document:
    article = Article("Melden", tuple(Clause(runs(t), a) for a, t in clauses), "art")
    row = Row(tuple(Cell(runs(text)) for text in rows), "row")
    table = Table("Wie", (Column("wat"), Column("wie")), (row,))
    return Document("Titel", "Kort", "1", "2026-01-01", (article, *([table] if rows else [])))


def changed(party: str, was: str, said: str, *, days: int = 0, made: str = "c1") -> Accepted:
    proposal = Proposal(Found.CHANGED, made, before=runs(was), runs=runs(said))
    return Accepted(party, DAY + timedelta(days=days), proposal, made)


def names(old: Document, new: Document, *accepted: Accepted) -> dict[str, str]:
    return {at: who for at, (who, _) in authors(old, new, accepted, "Beheer").items()}


@pytest.mark.parametrize(
    ("says", "named"),
    [(NEXT, "Noord"), (f"{NEXT} Erbij.", "Noord, Beheer"), (KEPT, "Noord, Beheer")],
)
def test_what_says_more_than_its_party_proposed_is_of_the_keeper_as_well(
    says: str, named: str
) -> None:
    found = names(of(("c1", KEPT)), of(("c1", says)), changed("Noord", KEPT, NEXT))
    assert found == {"c1": named}


def test_two_parties_who_changed_one_passage_are_both_named_with_the_last_moment() -> None:
    one = changed("Noord", KEPT, NEXT)
    two = changed("Zuid", KEPT, KEPT.replace("Partijen", "Alle partijen"), days=2)
    told = authors(of(("c1", KEPT)), of(("c1", BOTH)), [one, two], "Beheer")
    assert told == {"c1": ("Noord, Zuid", "2026-05-03T09:00:00+00:00")}


def test_what_came_what_went_and_what_moved_is_of_who_proposed_it() -> None:
    came = Accepted("Noord", DAY, Proposal(Found.ADDED, runs=runs("Nieuw.")), "c9")
    went = Accepted("Zuid", DAY, Proposal(Found.REMOVED, "c2", before=runs("Oud.")), "")
    moved = Accepted("Oost", DAY, Proposal(Found.MOVED, "c3", runs=runs("Weg.")), "d3")
    old, new = (
        of(("c1", KEPT), ("c2", "Oud."), ("c3", "Weg.")),
        of(("c9", "Nieuw."), ("d3", "Weg.")),
    )
    said = names(old, new, came, went, moved)
    assert said == {"c9": "Noord", "c2": "Zuid", "c3": "Oost", "d3": "Oost"}


@pytest.mark.parametrize(("second", "named"), [("wij", "Noord"), ("zij", "Noord, Beheer")])
def test_a_cell_that_the_keeper_changed_beside_it_tells_so(second: str, named: str) -> None:
    proposal = Proposal(Found.CHANGED, "row", before=runs("dit"), runs=runs("dat"), cell=0)
    one = Accepted("Noord", DAY, proposal, "row")
    old, new = of(rows=("dit", "wij")), of(rows=("dat", second))
    assert names(old, new, one) == {"row": named}


def test_that_a_text_was_made_on_another_day_is_no_change_and_another_subtitle_is() -> None:
    old = replace(of(("c1", KEPT)), subtitle="Afspraken. Tekst van 1 januari 2026")
    later = replace(old, dated="2026-11-27T12:00:00+00:00", version="2")
    new = replace(later, subtitle="Afspraken. Tekst van 27 november 2026")
    assert not told(old, new).differs
    assert told(old, replace(later, subtitle="Anders. Tekst van 27 november 2026")).differs
