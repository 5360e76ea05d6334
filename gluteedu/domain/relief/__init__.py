"""What brings relief, for whom, and what must be asked first."""
