"""The parts of a book: which it has, and what it lacks. Pure."""
