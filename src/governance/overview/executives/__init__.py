"""A change of people: a new executive (collegewisseling), and the handover file with it."""
