"""What the course rests on and refers to: sources, claims, tables, curves, the body map."""
