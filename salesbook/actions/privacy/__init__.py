"""What is held about a person: shown to them, and taken away."""
