"""The relief planner."""
