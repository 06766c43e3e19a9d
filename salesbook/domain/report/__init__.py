"""What a manager shows on Monday: the figures of a week or a month, out of the tables."""
