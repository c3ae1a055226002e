"""An agreement with everything its text is made of, and the models to choose from."""

from __future__ import annotations

from functools import cache
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from governance.agreements import queries as agreements
from governance.agreements.registering import queries as registering
from governance.agreements.registering.writing.rules import LANGUAGE, written
from governance.agreements.rules import AgreementKind, EntryRule, ExtensionRule, WithdrawalRule
from governance.agreements.taking_part.queries import PartyView
from governance.agreements.versions.queries import VersionView
from governance.base.actor import Actor, Role, RoleKind
from governance.base.database import DATABASE
from governance.base.ids import new_id
from governance.base.views import moment
from governance.commitments import queries as commitments
from governance.commitments.agreed.queries import CommitmentView
from governance.library import folders
from governance.library.drafts import with_text
from governance.library.rules import Model, Term


class Forming(Struct, frozen=True):
    """An agreement as it takes shape. ``model`` carries the agreement's own term; ``cited_as`` is
    what its text calls it: of an amendment, the short title of the agreement that it changes."""

    agreement: agreements.AgreementView
    parties: list[PartyView]
    version: VersionView
    commitments: list[CommitmentView]
    model: Model
    cited_as: str

    @property
    def made_with(self) -> str | None:
        """With what the text was made when it was fixed; none while it is open."""
        return self.version.made_with if self.version.frozen_at else None

    @property
    def bodies(self) -> list[UUID]:
        """The organisations that are a party."""
        return [party.organisation_id for party in self.parties]


NO_MODEL = Model(
    "", "", "", "", AgreementKind.CONVENANT, "", LANGUAGE, "", (), Term(), (), (), (), (), ()
)
"""Of an agreement that was signed elsewhere: it has a text, and nothing that a model asks."""


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
    if view.registration_id:
        version = await _as_registered(view, version, by)
    model = replace(model_of(view.model_key) if view.model_key else NO_MODEL, term=term)
    return Forming(
        view,
        await agreements.parties(agreement_id, by=by),
        version,
        await commitments.of_agreement(agreement_id, by=by),
        with_text(model, version.source) if version.source else model,
        await _cited_as(view, by),
    )


async def _as_registered(
    view: agreements.AgreementView, version: VersionView, by: Actor
) -> VersionView:
    """The version of an agreement that was signed elsewhere: its text is what was registered."""
    kept = await registering.of_agreement(view.id, by=by)
    if version.content is not None or kept is None:
        return version
    number, dated = str(version.number), moment(version.made_at)
    text = written(view.title, view.short_title, kept.passages, version=number, dated=dated)
    return replace(version, content=text)


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
