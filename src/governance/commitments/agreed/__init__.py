"""The commitments of an agreement as they were agreed, whoever keeps them and however it goes."""
