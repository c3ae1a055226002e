"""Ordinary agreements in Word, as people wrote them: read as parties, recitals and articles."""
