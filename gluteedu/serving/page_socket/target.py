"""The name by which a page's channel and the kernel behind it find each other."""

PAGE_TARGET = "gluteedu.page"
"""The target of the comm that a server opens in a lesson's kernel."""
