"""PDFs that are signed electronically, with a key that is thrown away."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO

from asn1crypto import keys, x509
from cryptography import x509 as certificates
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import AuthorityInformationAccessOID, NameOID
from pyhanko.pdf_utils.generic import NumberObject, pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko_certvalidator.registry import SimpleCertificateStore
from tests.builders.files import pdf

WHO, ISSUER = "J. de Vries-Ondertekenaar", "Wegwerp-CA"
ASK = [
    certificates.AccessDescription(method, certificates.UniformResourceIdentifier(f"http://{at}"))
    for method, at in (
        (AuthorityInformationAccessOID.OCSP, "127.0.0.1:9/ocsp"),
        (AuthorityInformationAccessOID.CA_ISSUERS, "127.0.0.1:9/ca.cer"),
    )
]
"""Where a certificate says that one could ask about it."""
SIGNED_AT = datetime(2026, 11, 20, 9, tzinfo=UTC)


def signer(who: str = WHO, since: datetime = SIGNED_AT - timedelta(days=30)) -> signers.Signer:
    """A key with a certificate of nobody, valid for a year."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = [(NameOID.COMMON_NAME, who), (NameOID.ORGANIZATION_NAME, "Gemeente Noordstad")]
    name = certificates.Name([certificates.NameAttribute(*part) for part in subject])
    issuer = certificates.Name([certificates.NameAttribute(NameOID.COMMON_NAME, ISSUER)])
    made = (
        certificates.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(certificates.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(since + timedelta(days=365))
        .add_extension(certificates.AuthorityInformationAccess(ASK), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return signers.SimpleSigner(
        x509.Certificate.load(made.public_bytes(serialization.Encoding.DER)),
        keys.PrivateKeyInfo.load(private),
        SimpleCertificateStore(),
    )


async def signed_pdf(
    content: bytes | None = None, *, field: str = "Ondertekening", by: signers.Signer | None = None
) -> bytes:
    """A PDF that is signed, or signed once more."""
    writer = IncrementalPdfFileWriter(BytesIO(content or pdf("het getekende blad")))
    made = await signers.async_sign_pdf(
        writer, signers.PdfSignatureMetadata(field_name=field), by or signer()
    )
    found: bytes = made.getvalue()
    return found


def overwritten(content: bytes) -> bytes:
    """A byte of what was signed is another one."""
    return content.replace(b"het getekende blad", b"het vervalste blad")


def added_to(content: bytes) -> bytes:
    """A page is turned after the file was signed, in a stage of its own."""
    writer = IncrementalPdfFileWriter(BytesIO(content))
    page = writer.root["/Pages"]["/Kids"][0]
    page[pdf_name("/Rotate")] = NumberObject(90)
    writer.update_container(page)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()
