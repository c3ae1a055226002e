"""The house style and the letters of an organisation, in Word: handed in, used, and kept.

Every file is a version; one of each name is in use, and without one ours is.
"""
