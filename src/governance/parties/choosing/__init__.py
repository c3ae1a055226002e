"""Which organisations a form lets choose from, also where the register has thousands."""
