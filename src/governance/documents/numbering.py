"""How articles, paragraphs and items are numbered: the same in every form of a document."""

from __future__ import annotations

from collections.abc import Iterator

from governance.base.errors import N_
from governance.base.words import translate
from governance.documents.blocks import Article, Block, Clause, Document, Heading

ALPHABET = "abcdefghijklmnopqrstuvwxyz"
ARTICLE = N_("Article {number}")


def letters(number: int) -> str:
    """1 is a, 26 is z, 27 is aa: as Word counts its lower letters."""
    times, place = divmod(number - 1, len(ALPHABET))
    return ALPHABET[place] * (times + 1)


def item(number: int, depth: int = 0) -> str:
    """The mark of an item of an ordered list: a. in the list, 1° in a list below an item."""
    return f"{letters(number)}." if depth == 0 else f"{number}°"


def clause(number: int, article: Article) -> str:
    """The number of a paragraph (lid); a single one has none."""
    return f"{number}." if len(article.clauses) > 1 else ""


def article(number: int, language: str) -> str:
    """Artikel n, in the language of the document."""
    return translate(language[:2], ARTICLE, number=number)


def numbered(blocks: tuple[Block, ...]) -> Iterator[tuple[int, Block]]:
    """Every block with the number of its article; 0 for what is no article."""
    count = 0
    for block in blocks:
        if isinstance(block, Article):
            count += 1
            yield count, block
        else:
            yield 0, block


def contents(document: Document) -> Iterator[tuple[int, str, str]]:
    """What a table of contents lists: level, text and anchor of headings and articles."""
    for number, block in numbered(document.blocks):
        if isinstance(block, Heading) and block.level == 1:
            yield 1, block.text, block.anchor
        elif isinstance(block, Article):
            yield 2, f"{article(number, document.language)} {block.title}", block.anchor


def clauses(of: Article) -> Iterator[tuple[str, Clause]]:
    """The paragraphs of an article with their numbers."""
    for number, one in enumerate(of.clauses, 1):
        yield clause(number, of), one
