"""The learner's own record."""
