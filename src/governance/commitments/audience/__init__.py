"""Choosing who may see how a commitment of one party stands, line by line.

What each audience sees is a table in ``commitments.sharing.rules``; here the party that owes the
commitment chooses one, and is told what a narrower one cannot take back.
"""
