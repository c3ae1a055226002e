"""What is owed, as a letter tells of it: by whom, and until when."""
