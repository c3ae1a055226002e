"""In and out as a whole: registers, files of other systems, archives."""
