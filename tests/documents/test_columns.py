"""How wide the columns of a table are."""

from __future__ import annotations

from itertools import pairwise

from governance.documents.blocks import Cell, Column, Row, Table, runs
from governance.documents.columns import WIDTH, widths


def table(*texts: str, shares: tuple[float, ...] = ()) -> Table:
    given = shares or (1,) * len(texts)
    columns = tuple(Column("Kop", share) for share in given)
    return Table("Proef", columns, (Row(tuple(Cell(runs(text)) for text in texts)),))


def test_short_words_leave_the_columns_their_shares() -> None:
    assert widths(table("een", "twee", "drie", shares=(1, 2, 1))) == [2268, 4535, 2268]


def test_a_column_is_as_wide_as_its_longest_word() -> None:
    found = widths(table("aandachtsfunctionarissen mensenhandel", "kort", "kort", "kort", "kort"))
    assert found[0] > WIDTH / 5
    assert found[1] == found[2] == found[3] == found[4] < WIDTH / 5
    assert abs(sum(found) - WIDTH) <= len(found)


def test_a_word_may_break_after_its_own_hyphen() -> None:
    word = "aandachtsfunctionaris-mensenhandelcoördinator"
    assert (
        widths(table(word, "kort", "kort"))[0] < widths(table(word.replace("-", ""), "a", "b"))[0]
    )


def test_words_that_never_fit_share_the_page_by_their_length() -> None:
    found = widths(table("n" * 50, "n" * 40, "n" * 30))
    assert all(wide > narrow for wide, narrow in pairwise(found))
    assert abs(sum(found) - WIDTH) <= len(found)


def test_what_is_longer_than_any_word_leaves_the_columns_their_shares() -> None:
    address = "https://www.voorbeeld.nl/" + "q" * 75
    assert widths(table(address, "kort", "a" * 100)) == widths(table("kort", "kort", "kort"))


def test_paragraphs_below_the_first_count() -> None:
    long = (runs("resultaatsverplichtingen"),)
    row = Row((Cell(runs("kort"), further=long), *(Cell(runs("kort")),) * 5))
    found = widths(Table("Proef", tuple(Column("Kop") for _ in range(6)), (row,)))
    assert found[0] > found[1]
