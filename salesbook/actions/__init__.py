"""What a person can ask for; the only place where planners meet files, clocks and networks."""
