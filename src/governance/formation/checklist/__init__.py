"""The checklist of an agreement: judged by the rule sets, answered by people, kept as a record."""
