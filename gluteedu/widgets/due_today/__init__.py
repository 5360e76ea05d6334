"""How many cards are due today."""
