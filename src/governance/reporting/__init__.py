"""Report rounds: what linking pins report, what the secretary accepts, what the committee adopts."""
