"""CSV as a spreadsheet opens it."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as some

from governance.documents.sheets import ACTING, csv_file, csv_lines

_CELL = some.text(some.sampled_from("a\";=+-@\t\r\n 'é,"), max_size=4)


def test_a_text_that_would_run_as_a_formula_is_only_text() -> None:
    made = csv_lines([["naam", "=1+1"], ["@SUM(A1)", ""], ['Ede "oost"; west', "-3"]])
    rows = list(csv.reader(io.StringIO(made), delimiter=";"))
    assert rows == [["naam", "'=1+1"], ["'@SUM(A1)", ""], ['Ede "oost"; west', "'-3"]]


@given(some.lists(some.lists(_CELL, max_size=4), max_size=3))
def test_every_row_is_what_a_csv_writer_makes_of_its_harmless_cells(rows: list[list[str]]) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for row in rows:
        writer.writerow([f"'{cell}" if cell[:1] in ACTING else cell for cell in row])
    assert csv_lines(rows) == out.getvalue()


def test_a_file_begins_with_the_mark_of_utf_8_and_says_the_rest_as_it_is() -> None:
    assert csv_file([["Súdwest", "=1"]]) == b'\xef\xbb\xbf"S\xc3\xbadwest";"\'=1"\r\n'
    assert csv_file([]) == b"\xef\xbb\xbf"
