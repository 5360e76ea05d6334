"""Questions from other programs, read and turned into items."""
