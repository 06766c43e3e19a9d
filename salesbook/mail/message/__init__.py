"""From texts and files to a message, and to drafts on the disk."""
