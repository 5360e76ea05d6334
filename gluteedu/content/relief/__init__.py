"""The relief planner's measures and words, read from ``data/`` and checked."""
