"""Finished call lines to activities."""
