"""The words of tables and seats, in messages of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from governance.base.errors import N_

GROUND_WORDS: Mapping[str, str] = {
    "basis": N_("legal basis"),
    "protocol": N_("protocol"),
    "dpia": N_("DPIA"),
}
ACT_WORDS: Mapping[str, str] = {
    "add_table": N_("Table added"),
    "change_table": N_("Table changed"),
    "end_table": N_("Table ended"),
    "give_seat": N_("Seat given"),
    "change_seat": N_("Seat changed"),
}
KIND_WORDS: Mapping[str, str] = {"seat": N_("seat"), "tables": N_("list of tables")}
FIELD_WORDS: Mapping[str, str] = {
    **GROUND_WORDS,
    "committee": N_("table"),
    "meetings_per_year": N_("meetings a year"),
    "seats": N_("seats"),
}
