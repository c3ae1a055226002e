"""Words, days and numbers of reports in the language of the document."""
