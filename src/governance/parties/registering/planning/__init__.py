"""The plan of taking over a register: what is new, changed, ended, and what stays."""
