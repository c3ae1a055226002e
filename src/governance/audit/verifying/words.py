"""What is wrong with a chain, in messages of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from governance.audit.verifying.rules import Fault
from governance.base.errors import N_

FAULT_WORDS: Mapping[str, str] = {
    Fault.HASH: N_("its content is not what was written then"),
    Fault.ORDER: N_("it was written as entry {belongs} and stands in another place now"),
    Fault.GAP: N_("entries are missing before it, from {since} on"),
    Fault.LINK: N_("it does not follow from the entry before it, which was written anew"),
    Fault.TAIL: N_("this entry and what came after it are missing"),
    Fault.HEAD: N_("the end of the chain is not this entry as it was written"),
    Fault.PERSONAL: N_("the personal value that stands apart from it was changed"),
    Fault.REWRITTEN: N_("written anew since the checkpoint, somewhere from {since} on"),
    Fault.CUT_OFF: N_("it was there at the checkpoint and is missing, somewhere from {since} on"),
    Fault.CHECKPOINT: N_(
        "the checkpoint in the database was changed or signed with another key, or one before it "
        "is gone"
    ),
    Fault.SIGNATURE: N_("the checkpoint of this file was changed, or signed with another key"),
    Fault.NO_CHECKPOINT: N_("the checkpoint of this file is not in the database any more"),
}
