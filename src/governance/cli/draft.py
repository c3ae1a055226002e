"""``governance draft``: a document from files alone, without a database."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import click

from governance.base.errors import N_, Complaint, Refused, complain
from governance.base.places import shipped
from governance.cli.helping import Helping
from governance.cli.models import NO_MODEL
from governance.documents.blocks import Document
from governance.library.answers import read_what_can_be, told
from governance.library.checks import checked, wrong
from governance.library.folders import read as read_model
from governance.library.papers import agreement_document

WRITERS = {
    ".docx": "governance.documents.docx:write_docx",
    ".pdf": "governance.documents.pdf:write_pdf",
    ".html": "governance.documents.html:write_html",
    ".txt": "governance.documents.text:write_text",
}
"""Which writer makes which file; only the one that is asked is loaded."""

NO_WRITER = N_("No document of the form “{suffix}” can be made; choose one of {known}.")


@click.command(
    cls=Helping,
    help=N_("Make a document of the model agreement in MODEL, a folder or its key."),
)
@click.argument("model", type=click.Path(path_type=Path))
@click.option(
    "--answers",
    required=True,
    type=click.Path(path_type=Path),
    help=N_("TOML file with the answers."),
)
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    help=N_("The document: .docx, .pdf, .html or .txt."),
)
@click.option("--draft", "as_draft", is_flag=True, help=N_("Show open blanks instead of refusing."))
def draft(model: Path, answers: Path, out: Path, as_draft: bool) -> None:
    """Read, check, make, write."""
    writer = writer_for(out)
    document = drafted(model, answers, as_draft)
    made = writer(document)
    content = made if isinstance(made, bytes) else made.encode("utf-8")
    try:
        out.write_bytes(content)
    except (OSError, ValueError) as error:
        raise Refused([Complaint(str(out), _unwritten(error))]) from None


def _unwritten(error: Exception) -> str:
    """Why a file cannot be written, in our own words."""
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return N_("The folder of this file does not exist.")
        case IsADirectoryError():
            return N_("This is a folder, not a file.")
        case PermissionError():
            return N_("This file may not be written.")
        case OSError(errno=28):
            return N_("This file cannot be written: the disk is full.")
    return N_("This file cannot be written.")


def drafted(model: Path, answers: Path, as_draft: bool) -> Document:
    """The document of a model folder and a file of answers, with every complaint placed."""
    whole = read_model(_folder(model))
    found, source, unread = read_what_can_be(answers)
    judge = wrong if as_draft else checked
    complain(told(judge(whole, found.answers), found, source, unread))
    return agreement_document(
        whole, found.answers, version=found.version, dated=found.moment, draft=as_draft
    )


def writer_for(out: Path) -> Callable[[Document], bytes | str]:
    """The writer for the form that a file name asks."""
    place = WRITERS.get(out.suffix.lower())
    if place is None:
        values = {"suffix": out.suffix, "known": ", ".join(WRITERS)}
        raise Refused([Complaint("--out", NO_WRITER, values)])
    module, _, name = place.partition(":")
    writer: Callable[[Document], bytes | str] = getattr(import_module(module), name)
    return writer


def _folder(model: Path) -> Path:
    """The folder itself, or the shipped model of that name."""
    for folder in (model, shipped("agreements") / model):
        if (folder / "model.toml").is_file():
            return folder
    raise Refused([Complaint(str(model), NO_MODEL)])
