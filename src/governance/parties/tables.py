"""Who there is: organisations and their authorities, regions, committees, filled functions."""

from __future__ import annotations

from typing import Any

from piccolo.columns import (
    UUID,
    Boolean,
    Date,
    ForeignKey,
    Numeric,
    SmallInt,
    Text,
    Timestamptz,
    Varchar,
)

from governance.base.table import Record, Stored, reference


class Organisation(Record):
    """A body that can be a party: a municipality, a public body, a foundation, a cooperation."""

    kind = Varchar(length=40, null=False, help_text="Kind of party (partijsoort)")
    name = Varchar(length=200, null=False, help_text="Full name")
    short_name = Varchar(length=80, null=False, help_text="Name in tables and drawings")
    sort_key = Varchar(length=220, null=False, index=True, help_text="From the name, in Python")
    search_key = Varchar(length=220, null=False, index=True, help_text="From the name, in Python")
    cbs_code = Varchar(length=6, null=False, help_text="CBS code (GM and four digits), or empty")
    tooi_uri = Varchar(length=200, null=False, help_text="URI in the TOOI register, or empty")
    oin = Varchar(length=20, null=False, help_text="Organisation identification number, or empty")
    kvk = Varchar(length=8, null=False, help_text="Number in the trade register, or empty")
    legal_personality = Boolean(
        default=True, null=False, help_text="Whether it can owe something itself"
    )
    acting_body: ForeignKey[Any] = reference(
        "Organisation", null=True, help_text="Penvoerder: acts where legal personality is missing"
    )
    level = Varchar(
        length=20, default="local", null=False, help_text="local, regional, national, international"
    )
    mailbox = Varchar(
        length=254,
        default="",
        null=False,
        help_text="Functional mailbox for this subject, or empty",
    )
    keeper: ForeignKey[Any] = reference(
        "Organisation", null=True, help_text="Who keeps this entry; none: the service"
    )
    source = Varchar(
        length=20, default="", null=False, help_text="Register that it follows: tooi, cbs, or empty"
    )
    valid_from = Date(default=None, null=True, help_text="Exists from this day")
    valid_until = Date(default=None, null=True, help_text="Exists until this day, not included")


class OrganisationName(Stored, tablename="organisation_name"):
    """A name that an organisation bore before: the name of today stands with the organisation."""

    organisation = reference(Organisation, help_text="Who bore it")
    name = Varchar(length=200, null=False, help_text="Full name")
    short_name = Varchar(length=80, null=False, help_text="Name in tables and drawings")
    search_key = Varchar(length=220, null=False, index=True, help_text="From the name, in Python")
    valid_until = Date(default=None, null=False, help_text="Borne until this day, not included")


class Reorganisation(Stored):
    """A herindeling, noted in one act: some organisations end, and others go on for them."""

    happens_on = Date(default=None, null=False, help_text="First day of the successors")
    made_at = Timestamptz(default=None, null=False, help_text="When it was noted, UTC")
    made_by = UUID(default=None, null=False, help_text="The person who noted it")
    made_by_function = Varchar(length=200, null=False, help_text="What that person was then")


class Succession(Stored):
    """An organisation goes on as another (herindeling): from a day, by merger, split or transfer.

    The predecessor ends on that day, and the successor exists then: so no ring can be made.
    """

    predecessor = reference(Organisation, help_text="Who ended")
    successor = reference(Organisation, help_text="Who goes on")
    happens_on = Date(default=None, null=False, help_text="First day of the successor")
    reorganisation = reference(
        Reorganisation, null=True, help_text="The act that noted it; none: a register did"
    )


class Authority(Record):
    """A bestuursorgaan of an organisation: the college, the mayor, a board, a chief prosecutor."""

    organisation = reference(Organisation, help_text="Whose authority")
    kind = Varchar(length=40, null=False, help_text="Kind of authority")
    name = Varchar(length=200, null=False, help_text="As an agreement names it")
    represented_by_function = Varchar(
        length=200, null=False, help_text="The function that represents it"
    )


class Grouping(Record):
    """A region of some kind: regions overlap and do not nest, so membership is many to many."""

    kind = Varchar(length=40, null=False, help_text="region, police_unit, riec, care_region, …")
    name = Varchar(length=200, null=False, help_text="Full name")
    sort_key = Varchar(length=220, null=False, index=True, help_text="From the name, in Python")
    search_key = Varchar(length=220, null=False, index=True, help_text="From the name, in Python")
    code = Varchar(length=20, default="", null=False, help_text="Code (VR01, PV20), or empty")
    keeper = reference(
        Organisation,
        null=True,
        help_text="Who keeps this region and its members; none: the service",
    )
    source = Varchar(
        length=20, default="", null=False, help_text="Register that it follows: tooi, cbs, or empty"
    )
    valid_until = Date(default=None, null=True, help_text="Exists until this day, not included")


class Membership(Record):
    """An organisation belongs to a region for a period."""

    grouping = reference(Grouping, help_text="The region")
    organisation = reference(Organisation, help_text="The member")
    part = Varchar(
        length=20, default="member", null=False, help_text="member, or host (centrumgemeente)"
    )
    valid_from = Date(default=None, null=False, help_text="Member from this day")
    valid_until = Date(default=None, null=True, help_text="Member until this day, not included")


class Committee(Record):
    """A steering committee (stuurgroep) or another table that decides together."""

    kind = Varchar(length=40, null=False, help_text="steering_committee, regional_table, …")
    name = Varchar(length=200, null=False, help_text="Full name")
    sort_key = Varchar(length=220, null=False, index=True, help_text="From the name, in Python")
    grouping = reference(Grouping, help_text="The region that it steers")
    organisation = reference(Organisation, help_text="The organisation that keeps its records")
    purpose = Text(default="", null=False, help_text="What it is for")
    meetings_per_year = SmallInt(default=None, null=True, help_text="Agreed number of meetings")
    valid_until = Date(default=None, null=True, help_text="Exists until this day, not included")


class Seat(Record):
    """A seat at a committee's table, held by a function of an organisation.

    Personal data is on that table for this seat only where its basis, protocol and DPIA are
    named: otherwise it sits there without personal data.
    """

    committee = reference(Committee, help_text="The committee")
    organisation = reference(Organisation, help_text="Whose seat")
    holder_function = Varchar(length=200, null=False, help_text="The function that sits there")
    part = Varchar(length=20, null=False, help_text="chair, secretary or member")
    function = Varchar(
        length=40,
        default="",
        null=False,
        help_text="Function of the field that sits here, or empty",
    )
    basis = Varchar(
        length=200, default="", null=False, help_text="Legal basis for personal data, or empty"
    )
    protocol = Varchar(length=200, default="", null=False, help_text="Protocol, or empty")
    dpia = Varchar(length=200, default="", null=False, help_text="DPIA (assessment), or empty")
    valid_from = Date(default=None, null=False, help_text="From this day")
    valid_until = Date(default=None, null=True, help_text="Until this day, not included")


class Filling(Record):
    """Functie-invulling: which function of an organisation fills a function of the field.

    It serves one organisation or one region. Parallel fillings with another scope are normal;
    of the same function, part and scope there is one at a time.
    """

    organisation = reference(
        Organisation, null=True, help_text="Served organisation; none: it serves a region"
    )
    grouping = reference(Grouping, null=True, help_text="Served region; none: an organisation")
    provider = reference(
        Organisation, null=True, help_text="Who provides it; none: the served organisation itself"
    )
    function = Varchar(length=40, null=False, help_text="linking_pin, designated_officer, …")
    part = Varchar(length=10, default="holder", null=False, help_text="holder or deputy")
    holder_function = Varchar(length=200, null=False, help_text="The function that fills it")
    age = Varchar(length=20, default="", null=False, help_text="Of victims it is for; empty: all")
    domain = Varchar(length=20, default="", null=False, help_text="care, safety; empty: both")
    exploitation = Varchar(
        length=30, default="", null=False, help_text="Form of exploitation; empty: all"
    )
    mailbox = Varchar(length=254, default="", null=False, help_text="Functional mailbox")
    email = Varchar(length=254, default="", null=False, help_text="Work e-mail")
    telephone = Varchar(length=40, default="", null=False, help_text="Work telephone")
    shielded = Boolean(
        default=False, null=False, help_text="Afgeschermd: e-mail and telephone are for own use"
    )
    mandate = Varchar(length=200, default="", null=False, help_text="Reference of the mandate")
    fte = Numeric(default=None, null=True, help_text="Capacity, in full-time units")
    fte_agreed = Numeric(default=None, null=True, help_text="Agreed capacity, in full-time units")
    purpose = Text(default="", null=False, help_text="What it is for")
    confirmed_on = Date(default=None, null=True, help_text="Last confirmed to be right on this day")
    valid_from = Date(default=None, null=False, help_text="From this day")
    valid_until = Date(default=None, null=True, help_text="Until this day, not included")
