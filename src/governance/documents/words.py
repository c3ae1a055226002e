"""The fixed words of every document, so that all writers say the same."""

from __future__ import annotations

from governance.base.errors import N_

DRAFT = N_("Draft")
FIGURE = N_("Figure {number}.")
TABLE = N_("Table {number}.")
PAGE = N_("Page {page} of {pages}")
VERSION = N_("version {version}")
CITED = N_("{article} ({title}) of {agreement}, version {version}")
CITED_DRAFT = N_("{article} ({title}) of {agreement}, version {version} (draft)")
REFER = N_("Refer to {article}")
LINK = N_("Link to {article}")
COPY_LINK = N_("Copy the link to {article}")
COPY_CITATION = N_("Copy the citation of {article}")
COPIED = N_("Copied.")
