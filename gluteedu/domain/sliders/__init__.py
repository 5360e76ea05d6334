"""Symptom sliders: what they are made of, how they are read, and the proof that they are safe."""
