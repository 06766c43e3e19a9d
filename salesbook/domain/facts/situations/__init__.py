"""What a call can be about: the states that people are in, and what is said in each."""
