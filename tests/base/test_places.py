"""Why a folder cannot be written, in words of ours: never in English inside a Dutch sentence."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from governance.base.places import why_unwritable
from governance.base.words import translate


def test_a_folder_that_cannot_be_made_is_told_in_dutch(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as gone:
        (tmp_path / "gone" / "data").mkdir()
    said = translate("nl", why_unwritable(gone.value))
    assert said == "hij is er niet en kan niet worden gemaakt"


def test_what_is_rare_is_told_by_its_code_and_not_in_words_of_the_system() -> None:
    assert why_unwritable(OSError(errno.EIO, os.strerror(errno.EIO))) == "EIO"
