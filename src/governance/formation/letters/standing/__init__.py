"""How an agreement stands, as far as letters about it tell."""
