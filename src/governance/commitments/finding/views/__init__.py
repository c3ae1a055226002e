"""Lists that people keep under a name, for themselves or shared with their organisation."""
