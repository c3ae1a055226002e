"""Totstandkoming: how a model and answers become an agreement with commitments, papers and a start.

Stands above agreements and commitments because the text holds both."""
