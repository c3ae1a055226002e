"""Confirming that it is still you, before what is sensitive."""
