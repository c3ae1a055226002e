"""Many commitments changed at once: first shown line by line, then done as a whole, then undone.

What can be changed is a row of ``fields``: each names the action of its own package that writes it
and the permission that this asks; here is only what is the same for all of them.
"""
