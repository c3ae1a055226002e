"""What giving and ending a role begin and end with, in the transaction of their action."""
