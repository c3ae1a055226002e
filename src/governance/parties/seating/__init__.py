"""Tables at which organisations sit: existence, members and rhythm, never what is said there."""
