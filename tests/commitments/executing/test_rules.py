"""What must be said of who carries out a commitment."""

from __future__ import annotations

import pytest

from governance.base.ids import new_id
from governance.commitments.executing.forms import ExecutionForm
from governance.commitments.executing.rules import complaints

SOMEBODY = new_id()


@pytest.mark.parametrize(
    ("form", "fields"),
    [
        (ExecutionForm("agreed"), []),
        (ExecutionForm("itself", None, "Wij hebben zelf capaciteit."), []),
        (ExecutionForm("other", SOMEBODY, "De GGD doet dit hier."), []),
        (ExecutionForm("nobody"), ["how"]),
        (ExecutionForm("itself"), ["why"]),
        (ExecutionForm("other", None, " "), ["executorOrganisationId", "why"]),
        (ExecutionForm("agreed", SOMEBODY), ["executorOrganisationId"]),
        (ExecutionForm("itself", None, "x" * 1001), ["why"]),
    ],
)
def test_each_complaint_is_told_at_its_field(form: ExecutionForm, fields: list[str]) -> None:
    assert [complaint.field for complaint in complaints(form)] == fields
