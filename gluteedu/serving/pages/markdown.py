"""A lesson's prose for the page: as Voila renders it, but with maths as MathML."""

from __future__ import annotations

from latex2mathml.converter import convert

from gluteedu.serving.compat.voila import VoilaMarkdownRenderer


class CourseMarkdown(VoilaMarkdownRenderer):  # type: ignore[misc]
    """Voila's renderer; ``$…$`` and ``$$…$$`` become MathML."""

    def inline_math(self, body: str) -> str:
        """Maths within a sentence."""
        return str(convert(body))

    def block_math(self, body: str) -> str:
        """Maths on a line of its own."""
        return str(convert(body, display="block"))

    multiline_math = block_math
