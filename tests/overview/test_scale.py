"""The dashboard of a whole country: the same few queries, one page of lines and columns."""

from __future__ import annotations

from datetime import date

import pytest
from tests.builders.commitments import in_force
from tests.builders.parties import cast

from governance.base.database import Database
from governance.overview.queries import dashboard
from governance.overview.rules import COLUMNS, ROWS, Wanted

MUNICIPALITIES = 342


@pytest.mark.full
async def test_the_dashboard_of_all_municipalities_is_one_page_in_three_queries(
    database: Database,
) -> None:
    people = await cast()
    await in_force(people, owners=MUNICIPALITIES, commitments=18)
    before = database.queries
    view = await dashboard(people.secretary, date(2026, 11, 24), Wanted(columns=3, page=2))
    assert database.queries - before == 3
    assert view.found == MUNICIPALITIES * 18
    assert (len(view.organisations), len(view.lines)) == (COLUMNS, ROWS)
    assert (view.column_page, view.column_pages) == (3, 18)
