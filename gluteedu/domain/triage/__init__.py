"""Findings, the rules over them, red flags, likelihoods: from answers to a level of care."""
