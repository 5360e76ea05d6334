"""Health, metrics, logs, and life under a JupyterHub."""
