"""Letters: what they are made of, drafts on the disk, and addresses as people type them."""
