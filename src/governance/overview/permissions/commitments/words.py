"""The words of actions on commitments, where these are called otherwise than elsewhere."""

from __future__ import annotations

from collections.abc import Mapping

from governance.base.errors import N_

OTHERWISE: Mapping[tuple[str, str], str] = {
    ("indicator", "keep"): N_("add, change and take out"),
    ("indicator", "count"): N_("let it count towards one of another agreement"),
    ("indicator", "let_go"): N_("let one of another agreement count towards it no more"),
    ("commitment", "execute"): N_("say who carries it out"),
    ("commitment", "set_audience"): N_("choose who sees how it stands"),
}
