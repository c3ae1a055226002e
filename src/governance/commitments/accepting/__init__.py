"""Accepting a delay until a day: the steering committee's answer to what is late or at risk."""
