"""Measures the course side by side with stock Voila and two peers: `make bench`."""
