"""Pages and routes with which a delay of a line is accepted, and accepted no longer."""
