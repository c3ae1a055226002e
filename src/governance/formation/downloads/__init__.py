"""The text to read and to take away: preview, Word, PDF, the signed files."""
