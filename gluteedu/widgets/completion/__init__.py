"""The completion page."""
