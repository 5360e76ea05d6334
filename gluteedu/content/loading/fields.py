"""Types of fields that many schemas share."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

Text = Annotated[str, Field(min_length=1)]
"""A text that is not empty."""

Texts = Annotated[list[Text], Field(min_length=1)]
"""A list with at least one text."""

Sources = Texts
"""Ids of sources; something that says what is true has at least one."""

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
"""A name that other files use: a small letter, then small letters, digits and _."""
