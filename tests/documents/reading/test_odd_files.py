"""Files that no program should write: read as far as can be, never a failure of ours."""

from __future__ import annotations

import random
from copy import deepcopy

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.builders.examples import examples
from tests.builders.proposing import agreement
from tests.builders.returning import Edited, field, run, w, xml

from governance.documents.reading.findings import Returned
from governance.documents.reading.returned import returned

BASE = agreement(2)


def busy() -> Edited:
    """A file with some of everything in it."""
    desk = Edited(BASE)
    desk.change("a1-1", "kwartaal", "jaar")
    desk.insert("a1-2", "Nieuw.")
    desk.delete("a1-3-a")
    desk.move("a2-1", "a1")
    desk.split("a2-2", "meldt")
    desk.join("a2-3-a")
    desk.add_row("r1", "een", "twee")
    desk.remove_row("r2")
    desk.comment("a1-1", "Waarom?")
    desk.paragraph("a1-3").append(xml(f"<w:x>{field(' REF a ', run('veld'))}</w:x>"))
    return desk


BUSY = etree.tostring(busy().root)


@settings(max_examples=examples(60), deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 12))
def test_elements_that_are_lost_doubled_or_out_of_place_make_no_failure(
    seed: int, times: int
) -> None:
    desk, chance = busy(), random.Random(seed)
    for _ in range(times):
        elements = [e for e in desk.root.iter() if e is not desk.root and e.tag != w("body")]
        one, other = chance.choice(elements), chance.choice(elements)
        match chance.randrange(3):
            case 0:
                one.getparent().remove(one)
            case 1:
                other.append(deepcopy(one))
            case _ if other not in one.iter():
                other.append(one)
    assert isinstance(returned(desk.content(), BASE), Returned)
