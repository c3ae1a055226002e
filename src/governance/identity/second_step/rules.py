"""What the second step says when it cannot go on."""

from __future__ import annotations

from governance.base.errors import N_

LAPSED = N_("Sign in again: the second step took too long, or too many codes were wrong.")
