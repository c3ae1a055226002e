"""What is wrong with a template is told with its paragraph; hostile files are refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.builders.examples import examples
from tests.builders.hostile import DOCUMENT, MADE, hostile, with_part
from tests.builders.templates import Template, everything, template

from governance.base.errors import Refused
from governance.documents.letters import findings as say
from governance.documents.letters.fields import Field, Kind, fields_said
from governance.documents.letters.findings import Finding, Place, finding_said
from governance.documents.letters.writing import checked, written

FIELDS = (
    Field("title", "Title of the agreement"),
    Field("kind", "Kind of agreement"),
    Field("today", "Day of the letter", Kind.DATE),
    Field("keeper", "Who keeps the agreement", Kind.GROUP, (Field("name", "Name of the party"),)),
    Field(
        "parties", "All parties", Kind.LIST,
        (Field("name", "Name of the party"), Field("days", "Days", Kind.NUMBER),
         Field("tasks", "All commitments", Kind.LIST, (Field("text", "What was promised"),))),
    ),
)  # fmt: skip


def problems(content: bytes) -> list[str]:
    return [one.problem for one in checked(content, FIELDS)]


def only(*paragraphs: str) -> Finding:
    (found,) = checked(template(*paragraphs), FIELDS)
    return found


def test_a_template_that_is_right_has_no_findings() -> None:
    pen = Template()
    pen.p("{{ title | upper }} of {{ today }} {# only for us #}")
    pen.p("{% for party in parties %}{{ party.name }}, {% endfor %}")
    pen.p("{% if kind == 'covenant' and not keeper.name or parties %}a{% else %}b{% endif %}")
    pen.p("{% if kind == “covenant” %}a{% elif kind != 'x' %}c{% endif %}")
    pen.table(("Name", "Days"), ("{% for p in parties %}{{ p.name }}", "{{ p.days }}{% endfor %}"))
    pen.table(("{%tr for p in parties %}", ""), ("{{ p.name }}", "x"), ("{%tr endfor %}", ""))
    assert checked(pen.done(), FIELDS) == ()


def test_an_unknown_field_is_told_with_the_likely_name_and_its_paragraph() -> None:
    found = only("Dear reader,", "", "This is about {{ titel }} and nothing else at all here.")
    assert found.problem == say.UNKNOWN_LIKE
    assert found.values == {"name": "titel", "like": "title"}
    assert found.place == Place(say.BODY, 2, "This is about {{ titel }} and nothing …")
    said = finding_said("nl", found)
    assert said.startswith("Alinea 2 van de tekst (“This is about")
    assert "bedoelt u “title”?" in said


@pytest.mark.parametrize(
    ("said", "name", "like"),
    [
        ("{{ xyzzy }}", "xyzzy", None),
        ("{{ keeper.nam }}", "keeper.nam", "keeper.name"),
        ("{% for p in parties %}{{ p.naam }}{% endfor %}", "p.naam", "p.name"),
        ("{% for p in partijs %}{% endfor %}", "partijs", "parties"),
        ("{% if titlle %}{% endif %}", "titlle", "title"),
        ("{% for p in parties %}{% endfor %}{{ p.name }}", "p.name", None),
    ],
)
def test_every_place_of_a_name_is_looked_at(said: str, name: str, like: str | None) -> None:
    found = checked(template(said), FIELDS)[0]
    assert found.problem in (say.UNKNOWN, say.UNKNOWN_LIKE)
    assert found.values["name"] == name
    if like:
        assert found.values["like"] == like


def test_cells_headers_and_footers_are_named() -> None:
    pen = Template()
    pen.p("First")
    pen.table(("a", "{{ wrong }}"))
    pen.header("{{ above }}")
    pen.footer("Page {{ below }}")
    places = [one.place for one in checked(pen.done(), FIELDS)]
    assert places == [
        Place(say.CELL, 3, "{{ wrong }}"),
        Place(say.FOOTER, 1, "Page {{ below }}"),
        Place(say.HEADER, 1, "{{ above }}"),
    ]


@pytest.mark.parametrize(
    ("paragraphs", "problem", "number"),
    [
        (["a", "{% for p in parties %}", "x"], say.OPEN_LOOP, 2),
        (["a", "b", "{% if title %}"], say.OPEN_CONDITION, 3),
        (["{% for p in parties %}{% if title %}", "{% endfor %}"], say.OPEN_CONDITION, 1),
        (["a", "{% endfor %}"], say.STRAY, 2),
        (["{% else %}"], say.STRAY, 1),
        (["a", "{{ title"], say.NOT_CLOSED, 2),
        (["title }}"], say.NOT_CLOSED, 1),
        (["{% if title"], say.NOT_CLOSED, 1),
        (["x {% for p in parties %}", "{{ p.name }}", "{% endfor %}"], say.WRONG_PLACE, 1),
        (["{{ parties }}"], say.A_LIST, 1),
        (["{{ keeper }}"], say.A_GROUP, 1),
        (["{% for x in title %}{% endfor %}"], say.NO_LIST, 1),
        (["{% if today == 'x' %}{% endif %}"], say.NO_PLAIN, 1),
        (["{{ title title }}"], say.UNREADABLE, 1),
        (["{{ }}"], say.UNREADABLE, 1),
        (["{% for parties %}{% endfor %}"], say.UNREADABLE, 1),
        (["{{ '" + "x" * 400 + "' }}"], say.TOO_LONG, 1),
        (["{% for p in parties %}" * 7 + "{% endfor %}" * 7], say.TOO_DEEP, 1),
    ],
)
def test_what_is_not_closed_or_not_in_its_place_is_told(
    paragraphs: list[str], problem: str, number: int
) -> None:
    found = only(*paragraphs)
    assert found.problem == problem
    assert found.place is not None
    assert found.place.number == number


def test_a_loop_half_in_a_table_is_told() -> None:
    pen = Template()
    pen.p("{% for p in parties %}")
    pen.table(("{{ p.name }}", "{% endfor %}"))
    assert problems(pen.done()) == [say.WRONG_PLACE]
    pen = Template()
    pen.table(("lost {% for p in parties %}{{ p.name }}", "{% endfor %}"))
    assert problems(pen.done()) == [say.WRONG_PLACE]


def test_everything_is_told_at_once() -> None:
    found = checked(template("{{ a }}", "{{ b.c }}", "{% set x = 1 %}", "{% if title %}"), FIELDS)
    assert [one.place.number for one in found if one.place] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    "said",
    [
        "{{ ''.__class__ }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ title.__init__ }}",
        "{{ title.__init__.__globals__ }}",
        "{{ parties.append }}",
        "{{ keeper['name'] }}",
        "{{ title['__class__'] }}",
        "{{ title | attr('__class__') }}",
        "{{ title | upper('x') }}",
        "{{ title | safe }}",
        "{{ title | map('x') }}",
        "{{ cycler }}",
        "{{ cycler.__init__.__globals__.os }}",
        "{{ lipsum() }}",
        "{{ range(1000000000) }}",
        "{{ self }}",
        "{{ 9 ** 9 ** 9 ** 9 }}",
        "{{ 'a' * 1000000000 }}",
        "{{ title ~ title }}",
        "{{ title if title else 'x' }}",
        "{{ title() }}",
        "{{ 'x' }}",
        "{{ [title] }}",
        "{% import 'os' as os %}",
        "{% from 'os' import x %}",
        "{% include '/etc/passwd' %}",
        "{% extends 'x' %}",
        "{% set x = 1 %}",
        "{% macro x() %}",
        "{% call x() %}",
        "{% block x %}",
        "{% raw %}",
        "{% do title %}",
        "{% for x in range(1000000000) %}{% endfor %}",
        "{% for x in ''.__class__.__mro__ %}{% endfor %}",
        "{% for x in title.__class__ %}{% endfor %}",
        "{% if title.__class__ %}{% endif %}",
        "{% if ''.__class__ == 'x' %}{% endif %}",
        "{% if title in parties %}{% endif %}",
        "{% if title == title.upper() %}{% endif %}",
        "{{ " + "(" * 140 + ")" * 140 + " }}",
    ],
)
def test_code_in_a_template_is_refused_and_never_run(said: str) -> None:
    content = template(said)
    assert checked(content, FIELDS)
    with pytest.raises(Refused):
        written(content, FIELDS, {"title": "x", "parties": [], "cycler": "y"})


@pytest.mark.parametrize("name", MADE)
def test_a_hostile_file_is_refused(name: str) -> None:
    content = hostile(name)
    with pytest.raises(Refused):
        checked(content, FIELDS)
    with pytest.raises(Refused):
        written(content, FIELDS, {})


def test_the_list_of_fields_shows_each_as_it_is_written() -> None:
    assert [(one.tag, one.depth) for one in fields_said(FIELDS)] == [
        ("{{ title }}", 0),
        ("{{ kind }}", 0),
        ("{{ today }}", 0),
        ("{{ keeper.name }}", 0),
        ("{% for party in parties %} … {% endfor %}", 0),
        ("{{ party.name }}", 1),
        ("{{ party.days }}", 1),
        ("{% for task in party.tasks %} … {% endfor %}", 1),
        ("{{ task.text }}", 2),
    ]


def test_a_text_box_that_stands_twice_is_told_of_once() -> None:
    pen = Template()
    paragraph = pen.p("x")._p
    w, mc = paragraph.nsmap["w"], "http://schemas.openxmlformats.org/markup-compatibility/2006"
    within = f'<w:txbxContent xmlns:w="{w}"><w:p><w:r><w:t>{{{{ wrong }}}}</w:t></w:r></w:p>'
    both = "".join(f"<mc:{n}>{within}</w:txbxContent></mc:{n}>" for n in ("Choice", "Fallback"))
    paragraph[-1].append(
        etree.fromstring(f'<mc:AlternateContent xmlns:mc="{mc}">{both}</mc:AlternateContent>')
    )
    (found,) = checked(pen.done(), FIELDS)
    assert found.values == {"name": "wrong"}
    assert found.place == Place(say.BODY, 2, "{{ wrong }}")


def test_a_part_full_of_braces_is_one_finding() -> None:
    (found,) = checked(template("{{" * 200_000), FIELDS)
    assert found.problem == say.TOO_MANY


def test_a_file_of_another_kind_of_word_is_refused() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    content = with_part(DOCUMENT, f'<w:document xmlns:w="{strict}"><w:body/></w:document>')
    with pytest.raises(Refused, match="no ordinary Word file"):
        checked(content, FIELDS)


PIECES = st.sampled_from(
    ["{% for p in parties %}", "{% endfor %}", "{% if title %}", "{% else %}", "{% endif %}",
     "{{ title }}", "{{ p.name }}", "{{", "%}", "x", "\t"]
)  # fmt: skip


@settings(max_examples=examples(120), deadline=None)
@given(
    st.lists(st.lists(PIECES, max_size=4), max_size=6),
    st.lists(st.tuples(*[st.lists(PIECES, max_size=3)] * 2), min_size=1, max_size=4),
)
def test_any_order_of_tags_has_findings_or_can_be_written(
    paragraphs: list[list[str]], rows: list[tuple[list[str], list[str]]]
) -> None:
    pen = Template()
    for runs in paragraphs:
        pen.p(*runs)
    pen.table(*(("".join(first), "".join(second)) for first, second in rows))
    content = pen.done()
    if not checked(content, FIELDS):
        values = {"title": "t", "parties": [{"name": "a"}, {"name": "b"}]}
        said = everything(written(content, FIELDS, values))
        assert "{{" not in said
        assert "{%" not in said
