"""The trail of one agreement, one organisation and one person, to read and to export."""
