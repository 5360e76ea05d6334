"""Findings, red flags, likelihoods, cases and vignettes, read from ``data/`` and checked."""
