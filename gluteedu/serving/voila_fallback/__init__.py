"""Voila's own way of showing a notebook, for one with widgets that are not the course's."""
