"""Whether the score is worth anything here: how well it told, at a past day, who came back afterwards."""
