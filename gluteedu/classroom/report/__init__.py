"""The class report: its figures, its tables, its page."""
