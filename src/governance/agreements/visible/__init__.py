"""Which agreements somebody sees: the only place that narrows them."""
