"""The course's light markup, and how hard a text is to read."""
