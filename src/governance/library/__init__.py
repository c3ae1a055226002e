"""Model agreements: found in folders, filled in with answers, made into a document.

``rules`` holds the plain Structs, ``folders`` reads a model, ``answers`` reads and
``checks`` judges a set of answers, ``papers`` makes the block tree of them. None of these
knows the database; only ``looks`` does, the Word files that an organisation has of its own, and
``clauses``, its own library.
"""
