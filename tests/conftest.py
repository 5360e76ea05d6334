"""What all tests share: nobody's record is touched, and hypothesis judges results, never time."""

import os

from hypothesis import settings

# Tests of the record choose a store of their own; no other test, nor its server, keeps any.
os.environ["GLUTEEDU_STORE"] = "none"
for name in ("GLUTEEDU_LEARNER", "JUPYTERHUB_USER"):
    os.environ.pop(name, None)

settings.register_profile("course", deadline=None)
settings.load_profile("course")
