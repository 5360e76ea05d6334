"""The map of the course."""
