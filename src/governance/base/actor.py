"""Who acts: a person, with the roles that count today, and for whom each role is held."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from msgspec import Struct


class RoleKind(StrEnum):
    """What a person may be in the application (roltoewijzing)."""

    ADMINISTRATOR = "administrator"
    LINKING_PIN = "linking_pin"
    SECRETARY = "secretary"
    CHAIR = "chair"
    MEMBER = "member"
    DESIGNATED_OFFICER = "designated_officer"
    AUDITOR = "auditor"
    READER = "reader"
    SYSTEM_ADMINISTRATOR = "system_administrator"


class Role(Struct, frozen=True):
    """One role assignment in force: held for an organisation, a committee or a region.

    A system administrator holds it for the whole service. ``regions`` are those it reaches: the
    one it is held for, or those that its organisation is a member of. ``stands_in_for`` is the
    function of whom the holder stands in for (waarnemen), empty for a role of one's own.
    ``past`` are the organisations that ended and for which its organisation goes on: their
    history may be read, and nothing of it changed.
    """

    id: UUID
    kind: RoleKind
    organisation_id: UUID | None = None
    committee_id: UUID | None = None
    region_id: UUID | None = None
    regions: tuple[UUID, ...] = ()
    stands_in_for: str = ""
    past: tuple[UUID, ...] = ()

    @property
    def for_all(self) -> bool:
        """Whether it is held for the whole service."""
        return (self.organisation_id, self.committee_id, self.region_id) == (None, None, None)


class Actor(Struct, frozen=True):
    """Who does something. ``function`` is what the person is ("linking pin, gemeente X").

    ``token_of``: of a machine that came with an API token, the function of who made that token.
    """

    person_id: UUID
    function: str
    roles: tuple[Role, ...] = ()
    token_of: str | None = None

    @property
    def machine(self) -> bool:
        """Whether it is a machine: what only people do is shut to it, whatever its roles."""
        return self.token_of is not None

    @property
    def organisations(self) -> frozenset[UUID]:
        """The organisations that the actor acts for."""
        return frozenset(r.organisation_id for r in self.roles if r.organisation_id)

    @property
    def committees(self) -> frozenset[UUID]:
        """The committees that the actor belongs to."""
        return frozenset(r.committee_id for r in self.roles if r.committee_id)

    @property
    def regions(self) -> frozenset[UUID]:
        """The regions that the actor's roles reach."""
        return frozenset(region for role in self.roles for region in role.regions)

    def role(
        self,
        *kinds: RoleKind,
        organisation: UUID | None = None,
        committee: UUID | None = None,
    ) -> Role | None:
        """The role of one of the kinds, for this organisation or committee where one is given."""
        for held in self.roles:
            if (
                held.kind in kinds
                and organisation in (None, held.organisation_id)
                and committee in (None, held.committee_id)
            ):
                return held
        return None

    def organisations_as(self, *kinds: RoleKind) -> frozenset[UUID]:
        """The organisations for which the actor holds one of the roles."""
        return frozenset(
            r.organisation_id for r in self.roles if r.kind in kinds and r.organisation_id
        )

    def committees_as(self, *kinds: RoleKind) -> frozenset[UUID]:
        """The committees for which the actor holds one of the roles."""
        return frozenset(r.committee_id for r in self.roles if r.kind in kinds and r.committee_id)
