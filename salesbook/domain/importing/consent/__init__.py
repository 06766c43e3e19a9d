"""Who may be written to, from what files of other programs say."""
