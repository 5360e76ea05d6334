"""The case clinic."""
