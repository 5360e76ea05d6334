"""Where the course keeps this user's data: the record, the server's key."""

from __future__ import annotations

import os
from pathlib import Path


def user_folder() -> Path:
    """The absolute path of this user's data folder; ``GLUTEEDU_HOME`` names another.

    It need not exist yet.
    """
    named = os.environ.get("GLUTEEDU_HOME")
    if named:
        return Path(named).absolute()
    from platformdirs import user_data_path

    return user_data_path("gluteedu", appauthor=False)
