"""Campaigns: how far each is, what the answers say, and what is missing before a proposition may be pitched."""
