"""What each kind of mail says: its values, and its words in two languages."""
