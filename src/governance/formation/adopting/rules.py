"""Whether a draft can take a clause: that it asks what the text uses. Pure."""

from __future__ import annotations

from msgspec.structs import replace

from governance.base.errors import N_
from governance.library.bracketing import shown
from governance.library.clauses.rules import Clause
from governance.library.filling import template_complaints
from governance.library.passages import ModelArticle, passages
from governance.library.rules import Model

NO_CLAUSE = N_("Choose a clause of the library.")
NO_VARIANT = N_("Choose a variant of this clause.")
UNASKED = N_("This text uses {names}, which this agreement does not have.")
OWN_WORDS = N_(
    "This section has words of its own that the clause did not have. Say that they may go, or "
    "keep the section as it is."
)


def unasked(model: Model, clause: Clause, variant: str, version: str, article: str) -> list[str]:
    """The places that a text of a clause uses and a draft does not have, as one types them."""
    text = clause.text_in(version, variant, article)
    itself = ModelArticle(article, "", text=text, passages=passages(article, "", text)[0])
    others = tuple(one for one in model.articles if one.key != article)
    known = replace(model, articles=(*others, itself))
    found = (str(c.values.get("name", "")) for c in template_complaints(known, itself))
    return [shown(f"{{{{ {name} }}}}") for name in dict.fromkeys(found) if name]
