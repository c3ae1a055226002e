"""Letters in an organisation's own Word template: checked with places, filled in, sandboxed.

A template is a ``.docx`` with tags (``{{ field }}``, ``{% for … %}``, ``{% if … %}``). No code of
a template is ever run: tags are read into a small tree, and only declared fields are looked up.
Pure: which fields there are is handed in from above.
"""
