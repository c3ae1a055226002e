"""The words of the register in the trail: acts, things and fields, in messages."""

from __future__ import annotations

from collections.abc import Mapping

from governance.base.errors import N_

ACT_WORDS: Mapping[str, str] = {
    "add_organisation": N_("Organisation added"),
    "change_organisation": N_("Entry of an organisation changed"),
    "rename_organisation": N_("Organisation renamed"),
    "end_organisation": N_("End of an organisation noted"),
    "add_authority": N_("Authority added"),
    "change_authority": N_("Authority changed"),
    "remove_authority": N_("Authority removed"),
    "end_seat": N_("Seat ended"),
}
KIND_WORDS: Mapping[str, str] = {
    "authority": N_("authority of an organisation"),
    "seat": N_("seat"),
}
FIELD_WORDS: Mapping[str, str] = {
    "name": N_("name"),
    "short_name": N_("short name"),
    "level": N_("level"),
    "cbs_code": N_("CBS code"),
    "tooi_uri": N_("TOOI address"),
    "oin": N_("OIN"),
    "kvk": N_("KVK number"),
    "legal_personality": N_("legal personality"),
    "acting_body": N_("acts through"),
    "keeper": N_("kept by"),
    "mailbox_changed": N_("functional mailbox changed"),
    "represented_by_function": N_("represented by"),
    "committee": N_("steering committee"),
}
