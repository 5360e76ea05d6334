"""What the course is made of: its lessons, in reading order."""
