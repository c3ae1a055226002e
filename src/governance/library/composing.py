"""A model composed of clauses: an article that names a clause instead of a file of its own."""

from __future__ import annotations

import os
import re
from pathlib import Path

from msgspec.structs import replace

from governance.base.errors import N_, Complaint, Refused
from governance.base.places import shipped
from governance.library.filling import NO_BLANK, NO_BLANK_LIKE
from governance.library.keys import like
from governance.library.passages import ModelArticle
from governance.library.sources import Path_, Source, read_text

FOLDER, CLAUSE_FILE = "clauses", "clause.toml"

NO_CLAUSE = N_("The library has no clause “{key}”.")
NO_CLAUSE_LIKE = N_("The library has no clause “{key}”; did you mean “{like}”?")
NO_WORDING = N_("The clause “{key}” has no variant “{variant}” in version “{version}”.")
FILE_TOO = N_("An article names a file or a clause, not both.")


def folder_of_clauses(model: Path) -> Path:
    """Where the clauses of a model lie: beside its folder, else those that are shipped."""
    beside = model.resolve().parent / FOLDER
    return beside if beside.is_dir() else shipped("agreements") / FOLDER


def composed(
    model: Path, article: ModelArticle, at: Path_, source: Source
) -> tuple[ModelArticle, list[Complaint]]:
    """The article with the text of its clause, and why there is none."""
    clause, folder = article.clause, folder_of_clauses(model)
    assert clause is not None  # noqa: S101 - only who names one comes here
    there = {path.parent.name for path in folder.glob(f"*/{CLAUSE_FILE}")}
    if clause.key not in there:
        near = like(clause.key, there)
        problem = NO_CLAUSE_LIKE if near else NO_CLAUSE
        return article, [source.complaint(at, problem, key=clause.key, like=near)]
    texts = {(path.parent.name, path.stem): path for path in (folder / clause.key).glob("*/*.md")}
    path = texts.get((clause.version, clause.variant))
    if path is None:
        values = {"key": clause.key, "variant": clause.variant, "version": clause.version}
        return article, [source.complaint(at, NO_WORDING, **values)]
    if article.file:
        return article, [source.complaint(at, FILE_TOO)]
    try:
        text = read_text(path, source.file)
    except Refused as refused:
        return article, list(refused.complaints)
    file = os.path.relpath(path, model.resolve())
    return replace(article, file=file, text=pointing(text, clause.key, article.key)), []


def pointing(text: str, clause: str, article: str) -> str:
    """The text of a clause, pointing to its own paragraphs where they stand in an article."""
    here, there = (f"par.{key.replace('-', '_')}_" for key in (clause, article))
    return re.sub(rf"\b{re.escape(here)}(?=\w)", there, text)


def pointed(complaint: Complaint, article: ModelArticle, at: Path_, source: Source) -> Complaint:
    """A complaint about an article; what a clause asks and this model does not, is told where the
    model names the clause."""
    if article.clause and complaint.problem in (NO_BLANK, NO_BLANK_LIKE):
        return replace(complaint, file=source.file, line=source.line(at))
    return complaint
