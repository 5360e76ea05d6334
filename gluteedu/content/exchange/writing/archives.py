"""Makes zip archives the same at every run: a fixed date, the same order, no machine's traces."""

from __future__ import annotations

import io
import zipfile

THE_DATE = (2020, 1, 1, 0, 0, 0)
"""The date of every file in an archive, in place of the hour at which it was made."""


def settled(archive: bytes) -> bytes:
    """The zip ``archive`` with the same files under the same names, dates and rights made fixed."""
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as read,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as write,
    ):
        for name in sorted(read.namelist()):
            info = zipfile.ZipInfo(name, THE_DATE)
            info.external_attr = 0o644 << 16
            info.create_system = 3
            info.compress_type = zipfile.ZIP_DEFLATED
            write.writestr(info, read.read(name))
    return result.getvalue()
