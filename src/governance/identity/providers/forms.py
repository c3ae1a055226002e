"""What is handed in: the file of providers, and a logout token."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

Word = Annotated[str, Meta(max_length=200)]


class MappedForm(Struct, frozen=True, forbid_unknown_fields=True):
    """``[[providers.<key>.mapped]]``: who has this value in a claim is of this organisation."""

    claim: Word
    value: Word
    organisation: Word


class ProviderForm(Struct, frozen=True, forbid_unknown_fields=True):
    """``[providers.<key>]`` of the file of providers."""

    name: Word
    issuer: Annotated[str, Meta(max_length=500)]
    client_id: Word
    second_factor: dict[str, tuple[str, ...]]
    client_secret_file: str = ""
    client_secret_variable: str = ""
    secret_in_body: bool = False
    scopes: tuple[str, ...] = ("openid", "email")
    acr_values: tuple[str, ...] = ()
    email_claim: Word = "email"
    email_trusted: bool = False
    userinfo: bool = False
    allowed_organisations: tuple[str, ...] = ()
    mapped: tuple[MappedForm, ...] = ()
    clock_skew: Annotated[int, Meta(ge=0, le=300)] = 60


class ProvidersForm(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    providers: dict[str, ProviderForm]


class LogoutForm(Struct, frozen=True):
    """What a provider sends when somebody signed out there (back-channel logout)."""

    logout_token: Annotated[str, Meta(max_length=20_000)] = ""
