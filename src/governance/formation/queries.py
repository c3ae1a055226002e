"""An agreement with everything its text is made of, and the models to choose from."""

from __future__ import annotations

from functools import cache
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from governance.agreements import queries as agreements
from governance.agreements.rules import EntryRule, ExtensionRule, WithdrawalRule
from governance.agreements.taking_part.queries import PartyView
from governance.agreements.versions.queries import VersionView
from governance.base.actor import Actor, Role, RoleKind
from governance.base.database import DATABASE
from governance.base.ids import new_id
from governance.commitments import queries as commitments
from governance.library import folders
from governance.library.drafts import with_text
from governance.library.rules import Model, Term


class Forming(Struct, frozen=True):
    """An agreement as it takes shape. ``model`` carries the agreement's own term; ``cited_as`` is
    what its text calls it: of an amendment, the short title of the agreement that it changes."""

    agreement: agreements.AgreementView
    parties: list[PartyView]
    version: VersionView
    commitments: list[commitments.CommitmentView]
    model: Model
    cited_as: str

    @property
    def bodies(self) -> list[UUID]:
        """The organisations that are a party."""
        return [party.organisation_id for party in self.parties]


@cache
def model_of(key: str) -> Model:
    """The shipped model with this key, read once. Raises :class:`NotFound`."""
    return folders.model(key)


@cache
def models() -> tuple[Model, ...]:
    """Every shipped model, by title, read once. Who is signed in may read them all."""
    return tuple(sorted(folders.found(), key=lambda model: model.title))


async def forming(agreement_id: UUID, *, by: Actor) -> Forming:
    """An agreement that the actor sees, with parties, answers and commitments: 10 queries."""
    view = await agreements.agreement(agreement_id, by=by)
    term = Term(
        view.term_months,
        ExtensionRule(view.extension_rule),
        view.extension_months,
        view.notice_months,
        EntryRule(view.entry_rule),
        view.entry_number,
        WithdrawalRule(view.withdrawal_rule),
        view.end_event,
        view.enforceable,
    )
    version = await agreements.current_version(agreement_id, by=by)
    model = replace(model_of(view.model_key), term=term)
    return Forming(
        view,
        await agreements.parties(agreement_id, by=by),
        version,
        await commitments.of_agreement(agreement_id, by=by),
        with_text(model, version.source) if version.source else model,
        await _cited_as(view, by),
    )


async def _cited_as(view: agreements.AgreementView, by: Actor) -> str:
    of = await agreements.agreement(view.amends, by=by) if view.amends else view
    return of.short_title


async def the_service() -> Actor:
    """The service itself, which no one is: it sees what waits for its day, and holds no role
    that changes anything. 1 query."""
    rows = await DATABASE.fetch(
        "select distinct keeper from agreement where state in ('signed', 'in_force')"
    )
    roles = tuple(Role(new_id(), RoleKind.READER, row["keeper"]) for row in rows)
    return Actor(UUID(int=0), "governance", roles)
