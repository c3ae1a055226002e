"""CSV as a spreadsheet opens it."""

from __future__ import annotations

import csv
import io

from governance.documents.csv import sheet


def test_a_text_that_would_run_as_a_formula_is_only_text() -> None:
    made = sheet(["naam", "aantal"], [["=1+1", -3], ["@SUM(A1)", None], ['Ede "oost"; west', 2]])
    assert made.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(made.decode("utf-8-sig")), delimiter=";"))
    assert rows == [
        ["naam", "aantal"], ["'=1+1", "-3"], ["'@SUM(A1)", ""], ['Ede "oost"; west', "2"],
    ]  # fmt: skip
