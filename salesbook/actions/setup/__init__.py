"""Buttons and mail made to work on this computer, and what is missing for them."""
