"""A template is filled in: what was typed stays text, loops go over rows, gaps stay open."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders.examples import examples
from tests.builders.templates import Template, cells, everything, opened, template, texts
from tests.documents.letters.test_checking import FIELDS

from governance.base.errors import Refused
from governance.base.signs import legible
from governance.documents.letters.writing import checked, preview, written

PARTIES = [
    {"name": "Goes", "days": 3, "tasks": [{"text": "a"}, {"text": "b"}]},
    {"name": "Veere", "days": 0, "tasks": []},
]
VALUES: dict[str, Any] = {
    "title": "Samen", "kind": "covenant", "today": date(2027, 2, 1),
    "keeper": {"name": "beheerder"}, "parties": PARTIES,
}  # fmt: skip


def done(*paragraphs: str, **values: Any) -> list[str]:
    return texts(written(template(*paragraphs), FIELDS, VALUES | values))


def test_text_dates_and_looks() -> None:
    assert done("{{ title | upper }}: {{ today }} {{keeper.name}}{# no #}.") == [
        "SAMEN: 1 februari 2027 beheerder."
    ]


def test_a_tag_that_word_cut_over_runs_is_one_tag_in_the_look_of_its_start() -> None:
    pen = Template()
    pen.p("About {", "{ ti", "tle", " }} and {{ kind }", "} of {% if ", "kind %}x{%", " endif %}.",
          bold=0)  # fmt: skip
    assert checked(pen.done(), FIELDS) == ()
    letter = written(pen.done(), FIELDS, VALUES)
    assert texts(letter) == ["About Samen and covenant of x."]
    (paragraph,) = opened(letter).paragraphs
    assert [one.text for one in paragraph.runs if one.bold] == ["About ", "Samen"]


@settings(max_examples=examples(40), deadline=None)
@given(st.lists(st.integers(0, 60), max_size=12))
def test_wherever_word_cuts_a_paragraph_it_says_the_same(places: list[int]) -> None:
    whole = "A {{ title }}{% for p in parties %}{{ p.name }}; {% endfor %}{{ kind }} z"
    cuts = sorted({0, *places, len(whole)})
    pen = Template()
    pen.p(*(whole[a:b] for a, b in pairwise(cuts)))
    assert texts(written(pen.done(), FIELDS, VALUES)) == ["A SamenGoes; Veere; covenant z"]


def test_a_tag_beside_a_tab_and_a_break_in_one_run() -> None:
    pen = Template()
    pen.p("{{ title }}\t{{ kind }}\nend {{ title }}")
    assert texts(written(pen.done(), FIELDS, VALUES)) == ["Samen\tcovenant\nend Samen"]


def test_loops_and_conditions_over_paragraphs() -> None:
    assert done(
        "before",
        "{% for p in parties %}",
        "{{ p.name }}",
        "{% if p.tasks %}",
        "{% for t in p.tasks %}",
        "- {{ t.text }}",
        "{% endfor %}",
        "{% else %}",
        "nothing",
        "{% endif %}",
        "{% endfor %}",
        "after",
    ) == ["before", "Goes", "- a", "- b", "Veere", "nothing", "after"]


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("kind == 'covenant'", True),
        ("kind != 'covenant'", False),
        ("not kind", False),
        ("parties and kind == “covenant”", True),
        ("not (parties and title)", False),
        ("kind == 'x' or today", True),
    ],
)
def test_conditions(condition: str, holds: bool) -> None:
    assert done(f"{{% if {condition} %}}yes{{% else %}}no{{% endif %}}") == [
        "yes" if holds else "no"
    ]


def test_the_first_branch_that_holds_is_taken() -> None:
    said = "{% if kind == 'a' %}1{% elif kind == 'b' %}2{% elif title %}3{% else %}4{% endif %}"
    assert [done(said, kind=kind)[0] for kind in "abc"] == ["1", "2", "3"]
    assert done(said, kind="c", title="") == ["4"]


def test_a_loop_over_rows_in_one_row_and_in_rows_of_its_own() -> None:
    pen = Template()
    pen.table(
        ("Name", "Days"),
        (
            "{% for p in parties %}{% if p.tasks %}{{ p.name }}",
            "{{ p.days }}{% endif %}{% endfor %}",
        ),
    )
    pen.table(
        ("{% for p in parties %}", ""), ("{{ p.name }}", "{{ p.days }}"), ("{% endfor %}", "")
    )
    assert checked(pen.done(), FIELDS) == ()
    assert cells(written(pen.done(), FIELDS, VALUES)) == [
        [["Name", "Days"], ["Goes", "3"]],
        [["Goes", "3"], ["Veere", "0"]],
    ]


def test_a_loop_within_a_cell_and_a_table_that_has_no_rows_left() -> None:
    pen = Template()
    table = pen.table(("{% for p in parties %}",))
    table.cell(0, 0).add_paragraph("{{ p.name }}")
    table.cell(0, 0).add_paragraph("{% endfor %}")
    pen.table(("{% for p in parties %}{{ p.name }}{% endfor %}x",))
    pen.table(("{% for p in parties %}{{ p.name }}", "{{ p.days }}{% endfor %}"))
    assert cells(written(pen.done(), FIELDS, VALUES)) == [
        [["Goes\nVeere"]],
        [["GoesVeerex"]],
        [["Goes", "3"], ["Veere", "0"]],
    ]
    assert cells(written(pen.done(), FIELDS, {})) == [[[""]], [["x"]]]


def test_headers_and_footers_are_filled_in() -> None:
    pen = Template()
    pen.header("{{ title }}")
    pen.footer("{% if kind %}{{ kind }}{% endif %}")
    section = opened(written(pen.done(), FIELDS, VALUES)).sections[0]
    assert section.header.paragraphs[0].text == "Samen"
    assert section.footer.paragraphs[0].text == "covenant"


def test_a_missing_value_shows_as_an_open_place_that_is_marked() -> None:
    letter = written(template("To {{ keeper.name }}, {{ today }}, {{ title }}"), FIELDS, {
        "keeper": {}, "today": None, "title": " ",
    })  # fmt: skip
    assert texts(letter) == [
        "To [Naam van de partij], [Datum van de brief], [Titel van de afspraak]"
    ]
    marked = [one.text for one in opened(letter).paragraphs[0].runs if one.font.highlight_color]
    assert len(marked) == 3


def test_zero_is_a_value() -> None:
    assert done("{% for p in parties %}{{ p.days }} {% endfor %}") == ["3 0 "]


@settings(max_examples=examples(80), deadline=None)
@given(st.text())
def test_whatever_is_typed_appears_as_text(typed: str) -> None:
    letter = written(template("[{{ title }}]"), FIELDS, {"title": f"x{typed}"})
    shown = legible(f"x{typed}").replace("\r", "")
    assert texts(letter) == [f"[{shown}]"]


@pytest.mark.parametrize(
    "typed",
    ["</w:t></w:r></w:p><w:p/>", "&lt;w:p/&gt;", "&xxe;", "{{ kind }}", "{% for p in parties %}",
     "<!DOCTYPE x>", "]]>", "${x}", "[[edition]]"],
)  # fmt: skip
def test_a_value_never_becomes_markup_nor_a_tag(typed: str) -> None:
    assert done("{{ title }}{% for p in parties %}{{ p.name }}{% endfor %}",
                title=typed, parties=[{"name": typed}]) == [typed * 2]  # fmt: skip


def test_a_value_that_is_an_object_of_the_system_shows_no_more_than_its_text() -> None:
    assert done("{{ keeper.name }}", keeper=[1])[0] == "[Naam van de partij]"


def test_loops_in_loops_cannot_fill_the_memory() -> None:
    many = [{"name": "x"}] * 500
    inner = "".join(f"{{% for a{n} in parties %}}" for n in range(6))
    content = template(f"{inner}{{{{ a0.name }}}}{'{% endfor %}' * 6}")
    with pytest.raises(Refused):
        written(content, FIELDS, {"parties": many})


def test_the_same_values_give_the_same_bytes() -> None:
    content = template("{{ title }}", "{% for p in parties %}", "{{ p.name }}", "{% endfor %}")
    assert written(content, FIELDS, VALUES) == written(content, FIELDS, VALUES)


def test_what_is_not_repeated_twice_in_a_file() -> None:
    pen = Template()
    pen.p("{% for p in parties %}")
    paragraph = pen.p("{{ p.name }}")
    for name in ("bookmarkStart", "bookmarkEnd"):
        made = paragraph._p.makeelement(f"{{{paragraph._p.nsmap['w']}}}{name}", {})
        paragraph._p.append(made)
    pen.p("{% endfor %}")
    letter = written(pen.done(), FIELDS, VALUES)
    assert texts(letter) == ["Goes", "Veere"]
    with zipfile.ZipFile(io.BytesIO(letter)) as package:
        said = package.read("word/document.xml").decode()
    assert "bookmark" not in said
    assert "urn:governance" not in said


def test_a_preview_shows_sample_values() -> None:
    assert "{{" not in everything(preview(template("{{ title }}"), FIELDS))
