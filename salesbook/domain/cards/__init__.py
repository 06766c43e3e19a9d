"""An account or a person on one page."""
