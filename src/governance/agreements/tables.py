"""The agreement and its versions, articles, parties, decisions and signatures."""

from __future__ import annotations

from typing import Any

from piccolo.columns import UUID, Boolean, Date, ForeignKey, Integer, Text, Timestamptz, Varchar
from piccolo.columns.base import Column
from piccolo.columns.column_types import DEFAULT, JSONB
from piccolo.querystring import QueryString

from governance.base.table import Record, Stored, reference
from governance.files.tables import StoredFile
from governance.parties.tables import Authority, Committee, Organisation


class Searched(Column):
    """The words of a row as they are searched; the database makes them, nobody writes them."""

    value_type = str

    @property
    def column_type(self) -> str:
        return "TSVECTOR"

    def default(self) -> QueryString:
        return DEFAULT


class Agreement(Record):
    """A bestuurlijke afspraak, from first draft to its end."""

    keeper = reference(Organisation, help_text="The organisation that keeps the record")
    committee = reference(Committee, null=True, help_text="The committee that watches over it")
    kind = Varchar(length=40, null=False, help_text="Kind of agreement, as the model says")
    model_key = Varchar(length=80, null=False, help_text="The model that it was drafted from")
    model_version = Varchar(length=20, null=False, help_text="Version of that model")
    title = Varchar(length=300, null=False, help_text="Full title")
    short_title = Varchar(length=120, null=False, help_text="Citeertitel")
    sort_key = Varchar(length=320, null=False, index=True, help_text="From the title, in Python")
    search_key = Varchar(length=320, null=False, index=True, help_text="From the title, in Python")
    state = Varchar(length=20, null=False, index=True, help_text="As in the workflow")
    audience = Varchar(length=20, null=False, help_text="Who may see it once it is no draft")
    term_months = Integer(default=None, null=True, help_text="Looptijd in months, or indefinite")
    extension_rule = Varchar(length=30, null=False, help_text="What happens at the end of term")
    extension_months = Integer(default=None, null=True, help_text="Months of one extension")
    notice_months = Integer(default=None, null=True, help_text="Opzegtermijn in months")
    enforceable = Boolean(default=False, null=False, help_text="Whether it is enforceable at law")
    entry_rule = Varchar(length=30, null=False, help_text="all_signed or date_after_all_signed")
    entry_date = Date(default=None, null=True, help_text="The date of the second entry rule")
    entry_number = Integer(default=None, null=True, help_text="How many parties must have signed")
    withdrawal_rule = Varchar(
        length=20, default="others_go_on", null=False, help_text="What a withdrawal does"
    )
    end_event = Varchar(length=300, default="", null=False, help_text="The event that ends it")
    published_on = Date(default=None, null=True, help_text="Day of its publication")
    publication_reference = Varchar(
        length=120, default="", null=False, help_text="Where it was published"
    )
    ended_because = Varchar(length=20, default="", null=False, help_text="As in EndReason")
    entered_into_force_on = Date(default=None, null=True, help_text="Set by the rule, never typed")
    ends_on = Date(default=None, null=True, help_text="First day that it no longer holds")
    shared_at = Timestamptz(default=None, null=True, help_text="When a draft was shared, UTC")
    predecessor: ForeignKey[Any] = reference(
        "Agreement", null=True, help_text="The agreement that it follows"
    )
    amends: ForeignKey[Any] = reference(
        "Agreement", null=True, help_text="The agreement that it changes, of an amendment"
    )
    supplements: ForeignKey[Any] = reference(
        "Agreement", null=True, help_text="The agreement that it stands beside, of an addendum"
    )


class AgreementVersion(Record):
    """One version of the text; frozen when it is put up for decision."""

    agreement = reference(Agreement, help_text="Of which agreement")
    number = Integer(null=False, help_text="1, 2, 3, …")
    answers = JSONB(default="{}", null=False, help_text="Blanks and choices as filled in")
    content = JSONB(default=None, null=True, help_text="The tree of blocks, once frozen")
    content_hash = Varchar(length=64, default="", null=False, help_text="SHA-256 of the content")
    made_with = Varchar(length=300, default="", null=False, help_text="Versions that rendered it")
    made_at = Timestamptz(default=None, null=False, help_text="When it was begun, UTC")
    frozen_at = Timestamptz(default=None, null=True, help_text="When it was frozen, UTC")
    source = JSONB(default=None, null=True, help_text="Its text with blanks; none: the model's")
    frozen_for = Varchar(
        length=20, default="", null=False, help_text="decision, negotiation, evidence"
    )
    note = Varchar(length=300, default="", null=False, help_text="What this version is of")


class TextChange(Stored, tablename="text_change"):
    """One change of one section of a text, so that it can be undone."""

    agreement_version = reference(AgreementVersion, help_text="Of which version")
    section = Varchar(length=80, null=False, help_text="Name of the section")
    behind = Varchar(length=80, default="", null=False, help_text="Behind which one it stood")
    before = JSONB(default=None, null=True, help_text="The section before; none: it was added")
    after = JSONB(default=None, null=True, help_text="The section after; none: it was left out")
    made_at = Timestamptz(default=None, null=False, help_text="When, UTC")
    made_by = UUID(default=None, null=False, help_text="The person who changed it")
    on_behalf_of = Varchar(length=200, null=False, help_text="For which function that was done")


class TextTyping(Stored, tablename="text_typing"):
    """What a person is typing in a section and has not saved yet."""

    agreement = reference(Agreement, help_text="In which agreement")
    section = Varchar(length=80, null=False, help_text="Name of the section")
    person = UUID(default=None, null=False, help_text="Who types")
    function = Varchar(length=200, null=False, help_text="What that person is")
    typed = JSONB(default="{}", null=False, help_text="The fields as they were typed")
    seen = Varchar(length=64, null=False, help_text="Hash of the section that was begun from")
    saved_at = Timestamptz(default=None, null=False, help_text="When it was kept last, UTC")


class TextRemark(Record, tablename="text_remark"):
    """A remark upon one paragraph of a draft, or an answer to one."""

    agreement = reference(Agreement, help_text="In which agreement")
    section = Varchar(length=80, null=False, help_text="Name of the section")
    passage = Varchar(length=80, null=False, help_text="Key of the paragraph; empty: all of it")
    answers: ForeignKey[Any] = reference("TextRemark", null=True, help_text="What it answers")
    words = Varchar(length=2000, null=False, help_text="What is remarked")
    made_at = Timestamptz(default=None, null=False, help_text="When, UTC")
    made_by = UUID(default=None, null=False, help_text="Who made it")
    organisation = reference(Organisation, null=True, help_text="For which organisation")
    on_behalf_of = Varchar(length=200, null=False, help_text="For which function")
    settled_at = Timestamptz(default=None, null=True, help_text="When it was settled, UTC")
    settled_by = UUID(default=None, null=True, help_text="Who settled it")
    settled_for = Varchar(length=200, default="", null=False, help_text="For which function")


class Article(Stored):
    """One article of a frozen version, so that it can be cited and found."""

    agreement_version = reference(AgreementVersion, help_text="Of which version")
    number = Integer(null=False, help_text="Artikel n")
    key = Varchar(length=60, null=False, help_text="Stays the same over versions")
    title = Varchar(length=200, null=False, help_text="Its heading")
    text = Text(null=False, help_text="What it says, plain")
    searched = Searched(null=False, help_text="Heading and text as searched, in Dutch")


class Party(Record):
    """An organisation that takes part in an agreement, in one form."""

    agreement = reference(Agreement, help_text="In which agreement")
    organisation = reference(Organisation, help_text="Who")
    participation = Varchar(length=20, null=False, help_text="Deelnamevorm")
    acting_body = reference(
        Organisation, null=True, help_text="Penvoerder, where legal personality is missing"
    )
    position = Integer(null=False, help_text="Place in the list of parties, from 1")
    joined_on = Date(default=None, null=True, help_text="First day that it holds for this party")
    left_on = Date(default=None, null=True, help_text="First day that it no longer does")
    case_number = Varchar(length=80, default="", null=False, help_text="Its own zaaknummer")


class PartyAuthority(Record):
    """One authority through which a party acts: it decides once and signs once."""

    party = reference(Party, help_text="Of which party")
    authority = reference(Authority, help_text="Which authority")
    represented_by_function = Varchar(
        length=200, null=False, help_text="The function that represents it here"
    )
    position = Integer(null=False, help_text="Place within the party, from 1")


class Decision(Record):
    """The decision of one authority to enter into the agreement, or not to."""

    party_authority = reference(PartyAuthority, unique=True, help_text="Whose decision")
    agreement_version = reference(AgreementVersion, help_text="The text decided upon")
    decided_by = Varchar(length=200, null=False, help_text="The authority or function")
    decided_on = Date(default=None, null=False, help_text="Legal day of the decision")
    number = Varchar(length=80, null=False, help_text="Number of the decision")
    outcome = Varchar(length=10, default="agreed", null=False, help_text="As in Outcome")
    reason = Varchar(length=1000, default="", null=False, help_text="Why, where it is no plain yes")
    reserved_until = Date(default=None, null=True, help_text="Until when it is reserved")
    recorded_at = Timestamptz(default=None, null=False, help_text="When it was typed, UTC")
    recorded_by = UUID(default=None, null=False, help_text="The person who typed")
    on_behalf_of = Varchar(length=200, null=False, help_text="For which function it was typed")


class Signature(Record):
    """The signature of one authority."""

    party_authority = reference(PartyAuthority, unique=True, help_text="Whose signature")
    agreement_version = reference(AgreementVersion, help_text="The text signed")
    signed_by_function = Varchar(length=200, null=False, help_text="The function that signed")
    signed_on = Date(default=None, null=False, help_text="Legal day of the signature")
    capacity = Varchar(length=30, null=False, help_text="own_right, mandate, …")
    capacity_reference = Varchar(
        length=120, null=False, help_text="Reference of the mandate, or empty"
    )
    recorded_at = Timestamptz(default=None, null=False, help_text="When it was typed, UTC")
    recorded_by = UUID(default=None, null=False, help_text="The person who typed")
    on_behalf_of = Varchar(length=200, null=False, help_text="For which function it was typed")


class SignatureScan(Stored, tablename="signature_scan"):
    """The scan of a signed page. It may be taken off a signature; its file is kept."""

    agreement = reference(Agreement, help_text="Of which agreement")
    party_authority = UUID(default=None, null=False, help_text="Whose signature")
    signature = UUID(default=None, null=False, index=True, help_text="Which signature")
    file = reference(StoredFile, unique=True, help_text="The file that is kept")
    attached_at = Timestamptz(default=None, null=False, help_text="When it was attached, UTC")
    attached_by = UUID(default=None, null=False, help_text="The person who attached it")
    on_behalf_of = Varchar(length=200, null=False, help_text="For which function that was done")
    electronic = JSONB(default=None, null=True, help_text="Electronic signatures in it, if a PDF")
    removed_at = Timestamptz(default=None, null=True, help_text="When it was taken off, UTC")
    removed_by = UUID(default=None, null=True, help_text="The person who took it off")
    reason = Varchar(length=500, default="", null=False, help_text="Why it was taken off")
