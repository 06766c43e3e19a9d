"""Which stored results of formulas an edit makes untrue."""
