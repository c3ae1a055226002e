"""What is told of scans that cannot be attached or taken off. Pure."""

from __future__ import annotations

from governance.base.errors import N_

MOST = 10
"""Scans of one signature: pages of one paper, not an archive."""
NOT_SIGNED = N_("Record the signature of this authority first. Then its scan can be attached.")
TOO_MANY = N_("A signature has at most {limit} scans. Take one off first, or join the pages.")
