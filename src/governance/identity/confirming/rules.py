"""What confirming says."""

from __future__ import annotations

from governance.base.errors import N_

EITHER = N_("Give your password, or a code.")
