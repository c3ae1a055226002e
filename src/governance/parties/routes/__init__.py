"""Reporting routes: where a signal goes, who follows up on the victim's and the offender's side."""
