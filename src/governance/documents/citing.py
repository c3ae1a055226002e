"""How an article is referred to: the words of a citation, and of the links on a page."""

from __future__ import annotations

from msgspec import Struct

from governance.base.words import translate
from governance.documents import words
from governance.documents.blocks import Article, Document
from governance.documents.numbering import article


class Citation(Struct, frozen=True):
    """An article as it is cited, with what stands on the buttons beside it."""

    refer: str
    said: str
    link: str
    copy_link: str
    copy_said: str
    copied: str


def cited(document: Document, number: int, block: Article) -> Citation:
    """Artikel n (heading) of the agreement in this version, in the language of the document."""
    language, named = document.language[:2], article(number, document.language)
    how = words.CITED_DRAFT if document.draft else words.CITED
    title, version = block.title, document.version
    said = translate(
        language, how, article=named, title=title, agreement=document.short_title, version=version
    )
    refer, link, copy_link, copy_said = (
        translate(language, one, article=named.lower())
        for one in (words.REFER, words.LINK, words.COPY_LINK, words.COPY_CITATION)
    )
    return Citation(refer, said, link, copy_link, copy_said, translate(language, words.COPIED))
