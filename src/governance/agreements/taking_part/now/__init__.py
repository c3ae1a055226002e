"""The parties for which an agreement in force holds now."""
