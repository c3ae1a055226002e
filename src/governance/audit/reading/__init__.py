"""Reading the trail by page: newest first, filtered, and only what somebody may read."""
