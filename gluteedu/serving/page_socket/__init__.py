"""The websocket of a page, and the kernels behind open pages."""
