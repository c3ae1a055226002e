"""A real mail server on loopback that keeps what it takes and answers as a test asks."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any
from uuid import UUID

from aiosmtpd.smtp import SMTP, AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from tests.conftest import KEY

from governance.audit.rules import THE_SERVICE
from governance.base.database import DATABASE
from governance.base.ids import new_id
from governance.base.settings import Settings
from governance.notices.actions import post
from governance.notices.letters.rules import Invitation, Letter
from governance.notices.rules import Receiver

AT = datetime(2027, 1, 15, 12, tzinfo=UTC)
FROM = "Bestuurlijke afspraken <afspraken@dienst.example>"
BASE = "https://afspraken.dienst.example"
OK = "250 OK"


@dataclass
class MailBox:
    """What came in, and what is answered: to each address its answers in turn, then 250."""

    port: int = 0
    taken: list[EmailMessage] = field(default_factory=list)
    envelopes: list[tuple[str, list[str]]] = field(default_factory=list)
    answers: dict[str, list[str]] = field(default_factory=dict)
    at_data: list[str] = field(default_factory=list)
    slow: float = 0.0
    asked: int = 0

    async def handle_RCPT(self, *said: Any) -> str:  # noqa: N802 - as aiosmtpd calls it
        _, _, envelope, address, _ = said
        answers = self.answers.get(address)
        answer = answers.pop(0) if answers else OK
        if answer == OK:
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, *given: Any) -> str:  # noqa: N802
        _, _, envelope = given
        self.asked += 1
        await asyncio.sleep(self.slow)
        said = self.at_data.pop(0) if self.at_data else OK
        if said == OK:
            message = message_from_bytes(envelope.content, policy=default)
            assert isinstance(message, EmailMessage)
            self.taken.append(message)
            self.envelopes.append((envelope.mail_from, envelope.rcpt_tos))
        return said


@asynccontextmanager
async def mail_box(**options: Any) -> AsyncIterator[MailBox]:
    """A mail server; ``options`` are those of aiosmtpd, and ``ssl`` for TLS from the start."""
    box, tls = MailBox(), options.pop("ssl", None)
    loop = asyncio.get_running_loop()
    options = {"enable_SMTPUTF8": False, "hostname": "localhost", **options}
    server = await loop.create_server(
        lambda: SMTP(box, loop=loop, **options), "127.0.0.1", 0, ssl=tls
    )
    box.port = server.sockets[0].getsockname()[1]
    try:
        yield box
    finally:
        server.close()
        await server.wait_closed()


def lets_in(user: str, password: str) -> dict[str, Any]:
    """Options of a server that asks who hands in mail."""

    def known(server: Any, session: Any, envelope: Any, mechanism: str, said: Any) -> AuthResult:
        right = (said.login, said.password) == (user.encode(), password.encode())
        return AuthResult(success=right, handled=False)

    return {"authenticator": known, "auth_required": True}


def settings(box: MailBox | int, scheme: str = "smtp", who: str = "", **more: Any) -> Settings:
    """Settings of a service that sends by a server."""
    port = box.port if isinstance(box, MailBox) else box
    url = f"{scheme}://{who}localhost:{port}"
    given = {"smtp_url": url, "mail_from": FROM, "base_url": BASE, "secret_key": KEY}
    return Settings(**{**given, **more})


def certificates(folder: Path, name: str = "localhost") -> tuple[ssl.SSLContext, Path]:
    """A certificate of our own making for a server, and the file by which it is trusted."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, private = folder / "authority.pem", folder / "key.pem"
    pem.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem, private)
    return context, pem


def invitation(**values: Any) -> Invitation:
    """An invitation that says everything."""
    said = {
        "link": "/uitnodigingen/a-secret-of-one-time",
        "until": date(2027, 1, 22),
        "role": "linking pin",
        "held_for": "Noordstad",
        "invited_by": "beheerder, Region office",
    }
    return Invitation(**{**said, **values})


async def posted(
    address: str = "pin@noordstad.example",
    letter: Letter | None = None,
    *,
    language: str = "nl",
    organisation: UUID | None = None,
    at: datetime = AT,
    **more: Any,
) -> UUID:
    """A message in the outbox, in a transaction as every action has it."""
    async with DATABASE.transaction():
        made = await post(
            organisation or new_id(),
            Receiver(address, language, more.pop("person_id", None)),
            letter or invitation(),
            cause=("invitation", new_id()),
            by=THE_SERVICE,
            at=at,
            **more,
        )
    assert made is not None
    return made


async def row(notice_id: UUID) -> dict[str, Any]:
    """A message as it is stored."""
    [found] = await DATABASE.fetch("select * from notice where id = $1", notice_id)
    return dict(found)


async def trail(notice_id: UUID) -> list[str]:
    """What the trail says of a message, in order."""
    rows = await DATABASE.fetch(
        "select verb from trail_entry where thing_id = $1 order by number", notice_id
    )
    return [found["verb"] for found in rows]
