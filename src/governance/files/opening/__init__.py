"""Opening the scan of a paper, to see that whoever is asked for the proof can."""
