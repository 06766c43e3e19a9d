"""The action `cycle`: what happened to customers since they ordered, and what happens next with each account."""
