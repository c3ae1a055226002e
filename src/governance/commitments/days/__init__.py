"""The calendar: which milestone lies on which day, for who takes part in its agreement."""
