"""Letters: drafted, looked through, sent, handed to bulk senders, and answers read."""
