"""Every act that is written has a word, a harmless cell, and values that people read."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from governance.agreements.words import ACT_WORDS
from governance.app.routes import API, PAGES
from governance.base.ids import new_id
from governance.documents.sheets import csv_lines
from governance.overview.trail.papers import changes, rows, text, who
from governance.overview.trail.queries import ActShown, FieldChange
from governance.overview.trail.words import KIND_WORDS, VERB_WORDS

SOURCE = Path(__file__).resolve().parent.parent.parent / "src" / "governance"
WRITERS = {"record": (1, 2), "note": (1, None), "moved": (1, None), "regional_moved": (2, None)}
"""Where the verb and the kind stand in the calls that write the trail."""
OF_AN_ACCOUNT = (0, 1)
"""A note about an account says verb, kind, id and changes; one about an agreement its row first."""


def calls() -> Iterator[tuple[ast.Call, str]]:
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                yield node, node.func.id


def written(which: int) -> set[str]:
    """The verbs (0) or kinds (1) that stand in the code."""
    found = set()
    for call, name in calls():
        account = name == "note" and len(call.args) == 4
        of = OF_AN_ACCOUNT if account else WRITERS.get(name, (None, None))
        place = of[which]
        if place is not None and len(call.args) > place:
            said = call.args[place]
            if isinstance(said, ast.Constant) and isinstance(said.value, str):
                found.add(said.value)
    return found


def test_every_act_and_every_thing_that_is_written_has_a_word() -> None:
    assert len(written(0)) > 15
    assert sorted(written(0) - set(VERB_WORDS)) == []
    assert sorted(written(1) - set(KIND_WORDS)) == []


def test_no_act_of_an_agreement_is_told_with_the_word_of_another_act() -> None:
    told = {verb for verb, word in ACT_WORDS.items() if VERB_WORDS[verb] != word}
    assert told == {"share_draft", "stop_sharing"}, "these two say there of what"


def test_every_action_that_may_be_refused_has_a_word() -> None:
    named = {acts[0].rpartition(".")[2] for r in (*PAGES, *API) if (acts := r.opt.get("acts"))}
    assert sorted(named - set(VERB_WORDS)) == []


@pytest.mark.parametrize(
    ("value", "field", "said"),
    [
        (None, "title", "–"),
        ("", "title", "–"),
        (True, "answered", "ja"),
        ("2026-11-24", "decided_on", "24-11-2026"),
        ("in_force", "state", "in werking"),
        (["a", "b"], "added", "a; b"),
        ({"verb": "adopt"}, "filters", "verb: Regiorapportage vastgesteld"),
        ({"x": "on_track"}, "states", "x: op schema"),
        ("2026-11-24T23:30:00Z", "submitted_at", "25-11-2026 00:30"),
        ("2026-13-24T23:30:00Z", "title", "2026-13-24T23:30:00Z"),
        ("20261124", "number", "20261124"),
        ("2026-11-24T23:30:00 is text", "title", "2026-11-24T23:30:00 is text"),
        (3, "term_months", "3"),
    ],
)
def test_a_value_is_written_as_people_read_it(value: Any, field: str, said: str) -> None:
    assert text(value, field, "nl") == said


def test_a_long_value_is_cut_on_a_page_only() -> None:
    assert text("x" * 500, "title", "nl", 200) == "x" * 199 + "…"
    assert text("x" * 500, "title", "nl") == "x" * 500


def act(**fields: Any) -> ActShown:
    given = {
        "id": new_id(), "at": datetime(2026, 11, 24, 12, tzinfo=UTC), "organisation": "",
        "number": 1, "actor_id": new_id(), "actor": "beheerder", "stands_in_for": "",
        "on_behalf_of": "college",
        "verb": "change_terms", "kind": "agreement", "thing_id": new_id(), "result": "done",
        "origin": "web", "request_id": "", "hash": "h", "changes": (),
    }  # fmt: skip
    return ActShown(**{**given, **fields})


def test_who_typed_is_named_also_where_it_was_nobody() -> None:
    nobody = act().actor_id.__class__(int=0)
    assert who(act(), "nl") == "beheerder"
    assert who(act(actor_id=nobody, actor="", on_behalf_of=""), "nl") == "niemand die werd herkend"
    assert who(act(actor_id=nobody, actor="governance", on_behalf_of=""), "nl") == "De dienst zelf"


def test_bare_ids_stand_in_an_export_and_not_on_a_page() -> None:
    one = FieldChange("party_authority", None, str(new_id()), compared=False)
    two = FieldChange("title", "oud", "nieuw", compared=True)
    shown = act(changes=(one, two))
    assert [c.label for c in changes(shown, "nl")] == ["Titel"]
    [row] = rows([shown], "nl")
    assert row[13] == f"bestuursorgaan van een partij: {one.after} | Titel: oud → nieuw"
    assert (row[0], row[3]) == ("2026-11-24T12:00:00Z", "Looptijd en voorwaarden gewijzigd")


def test_hashes_of_sections_stand_in_an_export_and_not_on_a_page() -> None:
    one = FieldChange("marks", None, {"art-bellen": ["", "d90e"]}, compared=False)
    assert list(changes(act(changes=(one,)), "nl")) == []
    [row] = rows([act(changes=(one,))], "nl")
    assert row[13] == "controlegetallen, voor en na: art-bellen: ; d90e"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_of_an_export_is_a_formula(start: str) -> None:
    assert csv_lines([[f"{start}HYPERLINK(1)"]]).startswith(f"\"'{start}")
    assert csv_lines([['a "b"; c', "1"]]) == '"a ""b""; c";"1"\r\n'
