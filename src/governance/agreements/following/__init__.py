"""An agreement that follows another one, or stands beside it: what a draft says of that."""
