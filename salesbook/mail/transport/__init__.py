"""The ways out: a mail server, Drafts folders, Outlook, files."""
