"""Model agreements: found in folders, filled in with answers, made into a document.

``rules`` holds the plain Structs, ``folders`` reads a model, ``answers`` reads and
``checks`` judges a set of answers, ``papers`` makes the block tree of them. Nothing here
knows the database, but the own library of an organisation in ``clauses``.
"""
