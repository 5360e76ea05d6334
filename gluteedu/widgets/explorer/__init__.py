"""The explorer of causes."""
