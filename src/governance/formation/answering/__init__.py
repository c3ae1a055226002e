"""What a person typed in the blanks of a draft."""
