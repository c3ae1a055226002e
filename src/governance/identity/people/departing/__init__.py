"""The end of a person's time here: nobody signs in after the last day."""
