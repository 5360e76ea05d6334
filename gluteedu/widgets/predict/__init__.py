"""Predict, then see."""
