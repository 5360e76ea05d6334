"""What all tests share: hypothesis judges what a function returns, never how long it takes."""

from hypothesis import settings

settings.register_profile("course", deadline=None)
settings.load_profile("course")
