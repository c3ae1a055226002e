"""Words on paper: a tree of blocks in; docx, pdf and html out.

Pure: no tables, no domain, no web. One source, three outputs that agree."""
