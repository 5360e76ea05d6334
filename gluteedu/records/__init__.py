"""The record: an append-only log of what learners did, and who the learner is."""
