"""Why somebody must be left alone: the same for calls and for letters."""
