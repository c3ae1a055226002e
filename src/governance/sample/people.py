"""The people of the sample: functions, no names; six of them can sign in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from governance.base.actor import Actor, Role, RoleKind
from governance.base.names import search_key, sort_key
from governance.base.views import add
from governance.identity.tables import Person, RoleAssignment
from governance.parties.tables import Filling

NOBODY = "no password: nobody signs in as this function"


class People:
    """People by function; only those of the sample can sign in."""

    def __init__(
        self,
        functions: Mapping[str, str],
        signs_in: str,
        ids: Mapping[str, UUID],
        committee: UUID,
        since: date,
        password_hash: str,
    ) -> None:
        self.functions, self.signs_in = functions, signs_in
        self.ids, self.committee = ids, committee
        self.since, self.password_hash = since, password_hash

    async def add(self, kind: RoleKind, of: str = "") -> Actor:
        """A function for an organisation, or without one for the committee; who runs the
        service holds a role for all of it."""
        shown = kind is not RoleKind.LINKING_PIN or of == self.signs_in
        name = self.functions[f"{kind}_signs_in_as"]
        function = self.functions[kind].format(municipality=of)
        person = await add(
            Person(
                sign_in_name=name if shown else f"{name}.{search_key(of).replace(' ', '-')}",
                function=function,
                password_hash=self.password_hash if shown else NOBODY,
                sort_key=sort_key(function),
                search_key=search_key(function),
            )
        )
        organisation = self.ids[of] if of else None
        everywhere = kind is RoleKind.SYSTEM_ADMINISTRATOR
        committee = None if of or everywhere else self.committee
        filling = None
        if kind is RoleKind.LINKING_PIN:
            filling = await add(
                Filling(
                    organisation=organisation,
                    function=kind,
                    holder_function=function,
                    valid_from=self.since,
                )
            )
        role = await add(
            RoleAssignment(
                person=person,
                kind=kind,
                organisation=organisation,
                committee=committee,
                filling=filling,
                valid_from=self.since,
            )
        )
        return Actor(person, function, (Role(role, kind, organisation, committee),))
