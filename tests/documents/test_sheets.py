"""CSV as a spreadsheet opens it."""

from __future__ import annotations

import csv
import io

from governance.documents.sheets import csv_lines


def test_a_text_that_would_run_as_a_formula_is_only_text() -> None:
    made = csv_lines([["naam", "=1+1"], ["@SUM(A1)", ""], ['Ede "oost"; west', "-3"]])
    rows = list(csv.reader(io.StringIO(made), delimiter=";"))
    assert rows == [["naam", "'=1+1"], ["'@SUM(A1)", ""], ['Ede "oost"; west', "'-3"]]
