"""Remarks upon the paragraphs of a draft, answers to them, and that they are settled."""
