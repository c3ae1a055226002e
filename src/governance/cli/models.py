"""``governance models``: which model agreements there are and what each asks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import msgspec

from governance.base.errors import N_, Complaint, complain
from governance.base.words import counted, translate
from governance.cli.helping import Helping
from governance.cli.saying import language_of
from governance.library.folders import found, found_in, read
from governance.library.rules import Blank, BlankKind, Model
from governance.library.saying import at_first

KIND_WORDS = {
    BlankKind.TEXT: N_("text"),
    BlankKind.LONG_TEXT: N_("longer text"),
    BlankKind.DATE: N_("date"),
    BlankKind.NUMBER: N_("number"),
    BlankKind.MONEY: N_("amount in euros"),
    BlankKind.CHOICE: N_("choice"),
    BlankKind.YES_NO: N_("yes or no"),
    BlankKind.ORGANISATION: N_("organisation"),
    BlankKind.FUNCTION: N_("function"),
}
NO_MODEL = N_("There is no model agreement here.")
_TEXTS = ("articles", "annexes", "recitals", "recital_passages")


@click.command(
    cls=Helping,
    help=N_("List the model agreements in FOLDER (or those shipped) and what they ask."),
)
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help=N_("As JSON, for machines."))
@click.pass_context
def models(ctx: click.Context, folder: Path | None, as_json: bool) -> None:
    """One model when FOLDER is one, else every model in it."""
    if folder is None:
        there = found()
    else:
        there = (read(folder),) if (folder / "model.toml").is_file() else found_in(folder)
        complain([] if there else [Complaint(str(folder), NO_MODEL)])
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode([_bare(m) for m in there])))
        return
    language = language_of(ctx.ensure_object(dict).get("language"))
    for model in there:
        click.echo("\n".join(_told(model, language)) + "\n")


def _bare(model: Model) -> dict[str, object]:
    """A model without its texts and without the place where it was read."""
    said: dict[str, object] = msgspec.to_builtins(model)
    articles = [
        {name: value for name, value in msgspec.to_builtins(a).items() if name != "text"}
        for a in model.articles
    ]
    return {n: v for n, v in said.items() if n not in (*_TEXTS, "folder")} | {"articles": articles}


def _told(model: Model, language: str) -> Iterator[str]:
    stand = len(at_first(model))
    yield f"{model.key} ({model.version})"
    yield f"  {model.subtitle}"
    yield f"  {model.summary}"
    yield "  " + ", ".join(
        (
            counted(language, N_("{number} article"), N_("{number} articles"), stand),
            counted(
                language,
                N_("{number} commitment"),
                N_("{number} commitments"),
                len(model.commitments),
            ),
            counted(language, N_("{number} question"), N_("{number} questions"), len(model.blanks)),
        )
    )
    for blank in model.blanks:
        yield _asked(blank, language)
        for option in blank.options:
            yield f"        {option.key} = {option.text}"


def _asked(blank: Blank, language: str) -> str:
    kind = translate(language, KIND_WORDS[blank.kind])
    optional = "" if blank.required else ", " + translate(language, N_("may stay empty"))
    return f"    {blank.key}: {blank.question} ({kind}{optional})"
