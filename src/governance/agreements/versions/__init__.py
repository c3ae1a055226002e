"""The versions of the text: begun, kept with answers, frozen with articles, begun again."""
