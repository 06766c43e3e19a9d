"""Mailings: who gets one, who must not, and how far each letter is."""
