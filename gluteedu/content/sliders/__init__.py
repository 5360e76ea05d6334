"""Symptom sliders, read from ``data/`` and checked."""
