"""Makes ids out of titles and texts: small letters and digits, each used once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

LONGEST_ID = 40


def slug(text: str, longest: int = LONGEST_ID) -> str:
    """``text`` as small ASCII letters and digits joined by ``_``, cut between words; may be empty.

    Letters with marks lose them (é is e); letters of other scripts are left out.
    """
    plain = unicodedata.normalize("NFKD", text[:500]).encode("ascii", "ignore").decode().casefold()
    words = re.findall(r"[a-z0-9]+", plain)
    found = ""
    for word in words:
        joined = f"{found}_{word}" if found else word[:longest]
        if len(joined) > longest:
            break
        found = joined
    return found


def unused_id(wanted: str, taken: Collection[str], fallback: str) -> str:
    """``wanted`` as an id, or ``fallback``, with a number behind it where it is taken."""
    base = slug(wanted) or fallback
    found, number = base, 2
    while found in taken:
        found = f"{base}_{number}"
        number += 1
    return found
