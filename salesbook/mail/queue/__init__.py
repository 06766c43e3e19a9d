"""Letters sent one after the other, at the pace that a server allows."""
