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
ACT_WORDS: Mapping[str, str] = {
    "add_section": N_("Article added"),
    "save_section": N_("Articles changed"),
    "leave_out_section": N_("Article left out"),
    "move_section": N_("Article moved"),
    "undo": N_("Change of an article undone"),
    "keep_typing": N_("Typing in an article kept"),
    "drop_typing": N_("Typing in an article let go"),
    "answer": N_("Remark answered"),
    "settle": N_("Remark settled"),
    "decline": N_("Proposals declined"),
    "reopen": N_("Proposals opened again"),
}
"""Actions upon a text, where the trail names one that was refused."""
