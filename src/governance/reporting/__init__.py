"""Report rounds: linking pins report, the secretary accepts, the committee adopts."""
