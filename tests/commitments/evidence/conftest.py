"""Stores in which the files of evidence can be kept."""

from __future__ import annotations

from tests.builders.peers import folder

__all__ = ["folder"]
