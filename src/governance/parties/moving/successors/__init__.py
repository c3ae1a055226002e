"""Successors of organisations: they begin as their predecessors end, and what hung on these goes
on at them. Steps of the act above that notes the reorganisation, in its transaction."""
