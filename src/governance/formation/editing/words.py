"""What the parts of a text are called on a page."""

from __future__ import annotations

from collections.abc import Mapping

from governance.base.errors import N_
from governance.library.passages import Form

FORM_WORDS: Mapping[Form, str] = {
    Form.CLAUSE: N_("paragraph (1., 2., …)"),
    Form.ITEM: N_("item below it (a., b., …)"),
    Form.DASH: N_("item of a list"),
    Form.HEADING: N_("heading"),
    Form.ROW: N_("row of a table (cells with | between)"),
    Form.PLAIN: N_("running text"),
    Form.DIRECTIVE: N_("block of the service"),
}
