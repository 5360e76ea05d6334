"""gluteedu: an interactive course about glute and hamstring pain.

Importing the package costs next to nothing; the course itself is reached through
``gluteedu.lesson`` (the one-line calls that the notebooks use) and the ``gluteedu`` command.
"""

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """``gluteedu.assess`` and ``gluteedu.plan_relief``, read when first asked for."""
    if name in ("assess", "plan_relief"):
        from gluteedu.content.course import assessing

        return getattr(assessing, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
