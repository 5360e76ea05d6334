"""The symptom slider."""
