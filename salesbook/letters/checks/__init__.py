"""What is wrong with a letter's text before anybody gets it."""
