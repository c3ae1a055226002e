"""Who fills which function of the field: for whom, with which scope, reachable where."""
