"""The whole course: its library, and what must fit between its files."""
