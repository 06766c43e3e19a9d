"""Small tools that know nothing of workbooks or customers."""
