"""Who there is: organisations and their authorities, regions, committees, filled functions."""

from __future__ import annotations

from typing import Any

from piccolo.columns import Boolean, Date, ForeignKey, Varchar

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
    valid_from = Date(default=None, null=True, help_text="Exists from this day")
    valid_until = Date(default=None, null=True, help_text="Exists until this day, not included")


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


class Membership(Stored):
    """An organisation belongs to a region for a period."""

    grouping = reference(Grouping, help_text="The region")
    organisation = reference(Organisation, help_text="The member")
    valid_from = Date(default=None, null=False, help_text="Member from this day")
    valid_until = Date(default=None, null=True, help_text="Member until this day, not included")


class Committee(Record):
    """A steering committee (stuurgroep) or another table that decides together."""

    kind = Varchar(length=40, null=False, help_text="steering_committee, regional_table, …")
    name = Varchar(length=200, null=False, help_text="Full name")
    sort_key = Varchar(length=220, null=False, index=True, help_text="From the name, in Python")
    grouping = reference(Grouping, help_text="The region that it steers")
    organisation = reference(Organisation, help_text="The organisation that keeps its records")


class Seat(Stored):
    """A seat at a committee's table, held by a function of an organisation."""

    committee = reference(Committee, help_text="The committee")
    organisation = reference(Organisation, help_text="Whose seat")
    holder_function = Varchar(length=200, null=False, help_text="The function that sits there")
    part = Varchar(length=20, null=False, help_text="chair, secretary or member")
    valid_from = Date(default=None, null=False, help_text="From this day")
    valid_until = Date(default=None, null=True, help_text="Until this day, not included")


class Filling(Record):
    """Functie-invulling: which function of an organisation fills a function of the field."""

    organisation = reference(Organisation, help_text="Where the function is filled")
    function = Varchar(length=40, null=False, help_text="linking_pin, designated_officer, …")
    holder_function = Varchar(length=200, null=False, help_text="The function that fills it")
    valid_from = Date(default=None, null=False, help_text="From this day")
    valid_until = Date(default=None, null=True, help_text="Until this day, not included")
