"""Electronic signatures inside a PDF: what can be said of each without asking anybody.

Nothing is fetched, and no certificate is held against a list of who may be trusted: that a
signature is intact says that this key signed these bytes, and never who the key is of.
"""

from __future__ import annotations

import struct
import zlib
from datetime import date, datetime
from enum import StrEnum
from typing import IO, Any

from asn1crypto.x509 import Name
from msgspec import Struct
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, DiffResult
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.status import SignatureCoverageLevel

MOST = 20
"""Signatures and saved stages of one file that are looked at: a paper has a few."""
_LONGEST = 200
_WEAK = frozenset({"md5", "sha1"})
# What the library meets in a file that is not what it says to be; its own errors apart.
_MET = (
    PdfError, SigningError, SignatureValidationError, ValueError, TypeError, LookupError,
    AttributeError, ArithmeticError, AssertionError, RuntimeError, NotImplementedError, EOFError,
    OSError, struct.error, zlib.error,
)  # fmt: skip


class Later(StrEnum):
    """What happened to the file after it was signed."""

    NOTHING = "nothing"
    SIGNED_ON = "signed_on"
    """Only what goes with signing: another signature, a time stamp, a field filled in."""
    CHANGED = "changed"
    UNKNOWN = "unknown"


class ElectronicSignature(Struct, frozen=True, rename="camel"):
    """One signature in a PDF. ``intact``: what it covers is as it was signed, by this key.

    ``covers_all``: it covers the whole file as it is now; ``later`` what came after. ``subject``
    and ``issuer`` stand in the certificate and nobody vouches for them here; ``valid_from`` and
    ``valid_until`` are its days; ``signed_at`` is by the clock of who signed. ``weak``: with a
    method that is not safe any more.
    """

    intact: bool
    covers_all: bool
    later: Later
    subject: str
    issuer: str
    valid_from: date
    valid_until: date
    signed_at: datetime | None
    weak: bool

    @property
    def in_time(self) -> bool | None:
        """Whether the certificate was valid on the day of signing; none: no day stands there."""
        on = self.signed_at.date() if self.signed_at else None
        return None if on is None else self.valid_from <= on <= self.valid_until


class Signed(Struct, frozen=True, rename="camel"):
    """The electronic signatures in a PDF; ``unread``: there are more that cannot be read."""

    signatures: tuple[ElectronicSignature, ...] = ()
    unread: int = 0


def signed(file: IO[bytes]) -> Signed:
    """What can be said of the electronic signatures in a PDF; of a file without any, nothing.

    A file in which nothing can be read that is a signature counts as one that cannot be read.
    """
    file.seek(0)
    try:
        reader = PdfFileReader(file, strict=False)
        fields = list(enumerate_sig_fields(reader, filled_status=True))
    except _MET:
        return Signed(unread=1)
    found, unread = [], max(0, len(fields) - MOST)
    for name, _, field in fields[:MOST]:
        try:
            one = EmbeddedPdfSignature(reader, field, name)
            if one.sig_object_type != "/DocTimeStamp":
                found.append(_facts(one, reader))
        except _MET:
            unread += 1
    return Signed(tuple(found), unread)


def _facts(one: EmbeddedPdfSignature, reader: PdfFileReader) -> ElectronicSignature:
    certificate: Any = one.signer_cert
    covers = _covers(one)
    intact, valid = validate_sig_integrity(
        one.signer_info, certificate, "data", one.compute_digest()
    )
    return ElectronicSignature(
        intact and valid,
        covers is SignatureCoverageLevel.ENTIRE_FILE,
        _later(one, covers, reader),
        _named(certificate.subject),
        _named(certificate.issuer),
        certificate.not_valid_before.date(),
        certificate.not_valid_after.date(),
        one.self_reported_timestamp,
        one.md_algorithm in _WEAK,
    )


def _covers(one: EmbeddedPdfSignature) -> SignatureCoverageLevel:
    """How far a signature reaches; only the place of the signature itself may be left out."""
    four = [int(number) for number in one.byte_range]
    left_out = len(one.pkcs7_content) * 2 + 2
    if len(four) != 4 or four[0] != 0 or four[2] != four[1] + left_out:
        return SignatureCoverageLevel.UNCLEAR
    return one.evaluate_signature_coverage()


def _later(
    one: EmbeddedPdfSignature, covers: SignatureCoverageLevel, reader: PdfFileReader
) -> Later:
    if covers is SignatureCoverageLevel.ENTIRE_FILE:
        return Later.NOTHING
    if covers is not SignatureCoverageLevel.ENTIRE_REVISION or reader.xrefs.total_revisions > MOST:
        return Later.UNKNOWN
    found = DEFAULT_DIFF_POLICY.review_file(
        reader, one.signed_revision, field_mdp_spec=one.fieldmdp, doc_mdp=one.docmdp_level
    )
    return Later.SIGNED_ON if isinstance(found, DiffResult) else Later.CHANGED


def _named(name: Name) -> str:
    """A name in a certificate, as people read it: what it is called, and of which organisation."""
    parts = name.native
    asked = [parts.get(part) for part in ("common_name", "organization_name")]
    said = ", ".join(str(part) for part in asked if part) or name.human_friendly
    plain = "".join(sign if sign.isprintable() else " " for sign in said)
    return " ".join(plain.split())[:_LONGEST]
