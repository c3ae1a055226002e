"""An indicator with what is measured of it: per period, organisation and region."""
