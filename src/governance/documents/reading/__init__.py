"""Words that come back on paper: a file from Word or LibreOffice read as text with its changes."""
