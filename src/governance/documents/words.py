"""The fixed words of every document, so that all writers say the same."""

from __future__ import annotations

from governance.base.errors import N_

DRAFT = N_("Draft")
FIGURE = N_("Figure {number}.")
TABLE = N_("Table {number}.")
PAGE = N_("Page {page} of {pages}")
VERSION = N_("version {version}")
