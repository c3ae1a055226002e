"""Checklists: rule sets as data (``agreements/checklists``), and an agreement judged by them."""
