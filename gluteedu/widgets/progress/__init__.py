"""The learner's progress."""
