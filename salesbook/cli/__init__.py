"""The terminal: from what is typed to an action, and from its outcome to lines and an exit status."""
