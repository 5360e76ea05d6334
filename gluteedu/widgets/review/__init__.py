"""The review deck."""
