"""Asking organisations to fill a function, and each quarter whether what stands there is right."""
