"""Items, written for other programs."""
