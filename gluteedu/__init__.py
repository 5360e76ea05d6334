"""gluteedu: an interactive course about glute and hamstring pain.

Importing the package costs next to nothing; the course itself is reached through
``gluteedu.lesson`` (the one-line calls that the notebooks use) and the ``gluteedu`` command.
"""

__version__ = "0.1.0"
