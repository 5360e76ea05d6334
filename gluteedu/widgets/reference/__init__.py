"""Pages without moving parts: care cards, objectives, claims, sources, terms."""
