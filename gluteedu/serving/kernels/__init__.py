"""Kernels forked from a warm process: a kernel provisioner for ``jupyter_client``."""
