"""What kind of organisation a TOOI address is of, by its path and, for a few, by itself.

The few are those of the field (domain notes, section 1.3); whatever else the register calls
"overheidsorganisatie" or "zelfstandig bestuursorgaan" is another government organisation here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from governance.parties.rules import USUAL_LEVEL, Level, OrganisationKind

BASE = "https://identifier.overheid.nl/tooi/id/"
_PATH = re.compile(re.escape(BASE) + r"([a-z_]+)/([a-z0-9_]+)")
_K = OrganisationKind
PATHS: Mapping[str, OrganisationKind] = MappingProxyType(
    {
        "gemeente": _K.MUNICIPALITY,
        "provincie": _K.PROVINCE,
        "waterschap": _K.WATER_AUTHORITY,
        "ministerie": _K.MINISTRY,
        "so": _K.JOINT_BODY,
        "col": _K.CARIBBEAN_BODY,
        "oorg": _K.AGENCY,
        "zbo": _K.AGENCY,
    }
)
THEMSELVES: Mapping[str, OrganisationKind] = MappingProxyType(
    {
        "oorg/oorg10264": _K.POLICE,
        "oorg/oorg12371": _K.PUBLIC_PROSECUTION,
        "oorg/oorg12349": _K.LABOUR_AUTHORITY,
    }
)
NATIONAL = frozenset(THEMSELVES)
"""Of a kind that usually is of a region; these are the whole of it."""


def kind_of(uri: str, name: str) -> tuple[OrganisationKind, Level] | None:
    """The kind and level of a TOOI address; nothing for one that is of no known path."""
    found = _PATH.fullmatch(uri)
    if found is None or found[1] not in PATHS:
        return None
    key = f"{found[1]}/{found[2]}"
    kind = THEMSELVES.get(key, PATHS[found[1]])
    if kind is _K.JOINT_BODY and name.lower().startswith("veiligheidsregio "):
        kind = _K.SAFETY_REGION
    if kind is _K.AGENCY and "inspectie" in name.lower():
        kind = _K.INSPECTORATE
    return kind, Level.NATIONAL if key in NATIONAL else USUAL_LEVEL[kind]


def names_of(kind: OrganisationKind, name: str) -> tuple[str, str]:
    """How an organisation is called here in full and in short: ``gemeente Beek`` of the register
    is ``Gemeente Beek`` and ``Beek``."""
    full = name[:1].upper() + name[1:]
    word = {_K.MUNICIPALITY: "gemeente ", _K.PROVINCE: "provincie "}.get(kind, "")
    if word and not full.lower().startswith(word):
        full = f"{word.capitalize()}{name}"
    short = full[len(word) :] if word else full
    return full[:200], short[:80]
