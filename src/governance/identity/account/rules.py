"""Which passwords are good: long, and not easily guessed. Nothing is asked of its signs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from governance.base.errors import N_, Complaint

SHORTEST, LONGEST = 12, 128
NO_PASSWORD = N_("You have no password here.")
SAME = N_("This is the password that you have. Choose another.")
WRONG_NOW = N_("This is not the password that you have now.")
TOO_MANY_NOW = N_("Too many wrong passwords. From {time} you can try again.")
TOO_SHORT = N_("Use at least {limit} characters, for example four words; there are {length} now.")
TOO_LONG = N_("Use at most {limit} characters; there are {length} now.")
WHY: Mapping[str, str] = {
    "known": N_("It is easily guessed: it is made of what is known of you, or of common words."),
    "dictionary": N_("It is easily guessed: many people use it, or it is made of common words."),
    "spatial": N_("It is easily guessed: the keys stand beside one another."),
    "repeat": N_("It is easily guessed: the same is repeated."),
    "sequence": N_("It is easily guessed: it is a row such as abc or 123."),
    "date": N_("It is easily guessed: it is mostly a date."),
    "regex": N_("It is easily guessed: it is mostly a year."),
}
EASY = N_("It is easily guessed. Make it longer, for example four words that are not a saying.")


def complaints(password: str, guessed_by: str, field: str) -> Iterator[Complaint]:
    """What is wrong with a password that somebody chooses. ``guessed_by`` is what
    ``passwords.guessed_by`` found."""
    length = len(password)
    if 0 < length < SHORTEST:
        yield Complaint(field, TOO_SHORT, {"limit": SHORTEST, "length": length})
    elif length > LONGEST:
        yield Complaint(field, TOO_LONG, {"limit": LONGEST, "length": length})
    elif length and guessed_by:
        yield Complaint(field, WHY.get(guessed_by, EASY))
