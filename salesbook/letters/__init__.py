"""Letters: what a template says to each reader, and what people see before anything is sent."""
