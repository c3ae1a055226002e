"""The words of the trail for indicators and measurements."""
