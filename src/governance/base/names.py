"""Keys by which names sort and are found; made here because the database has no ICU."""

from __future__ import annotations

import re
import unicodedata

_ARTICLE = re.compile(r"^'[st][- ]")
_NOT_WORD = re.compile(r"[^0-9a-z]+")


def search_key(name: str) -> str:
    """Lower case, no accents, one space between words: ``'s-Gravenhage`` is ``s gravenhage``."""
    bare = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(c for c in bare if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", letters).strip()


def file_name(*parts: str) -> str:
    """A plain name of a file: ``Convenant Aanpak``, ``v2`` is ``convenant-aanpak-v2``."""
    return "-".join(word for part in parts for word in search_key(part[:80]).split())


def sort_key(name: str) -> str:
    """As :func:`search_key`, with the article ``'s``/``'t`` behind the name."""
    text = name.casefold()
    article = _ARTICLE.match(text)
    if article is None:
        return search_key(text)
    return f"{search_key(text[article.end() :])} {search_key(article.group())}"
