"""The figure of a line, for every query that reads lines: exact for the own organisation alone."""

from __future__ import annotations

from typing import Any

from governance.commitments.measuring.hiding.rules import figure

LAST_FIGURE = """
       case when k.whole and not f.measured then l.value end as said_value,
       case when k.whole and not f.measured then l.measured_on end as measured_on,
       l.organisation = any($1::uuid[]) as said_own, c.indicator_unit as said_unit,
       c.counted_people as said_people"""
"""The figure that was last reported of a line ``l`` of the commitment ``c``; of ``FIGURED``.
:func:`told_figure` makes of it what may be shown."""
FIGURED = """
cross join lateral (
    select exists (select from indicator i where i.commitment = c.id) as measured) f"""
"""Joins ``f.measured``: whether indicators took the place of the figure of the report."""


def told_figure(row: dict[str, Any]) -> dict[str, Any]:
    """A row that was read with ``LAST_FIGURE``, with what may be shown of it as ``figure``."""
    said = {name: row.pop(f"said_{name}") for name in ("value", "unit", "people", "own")}
    seen = figure(said["value"], said["unit"], people=said["people"], own=said["own"])
    return {**row, "figure": seen}
