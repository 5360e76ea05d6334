"""The colours and shapes of the causes as a style sheet: what tokens.css is for all else."""

from __future__ import annotations

from collections.abc import Iterator

from gluteedu.domain.triage.causes import Causes, CauseStyle


def cause_style(causes: Causes) -> str:
    """Custom properties for light and dark, and the shape of whatever carries ``data-cause``.

    ``--g-ID`` is the colour of a cause, ``--g-light-ID`` that on light paper in either theme,
    ``--g-causes`` lists the ids. ``--g-curve`` and ``--g-bar`` colour data that has no cause.
    """
    light = {style.id: style.light for style in causes.styles}
    dark = {style.id: style.dark for style in causes.styles}
    both = [f"--g-light-{id}: {colour};" for id, colour in light.items()]
    both.append(f"--g-causes: {' '.join(causes.ids)};")
    return "\n".join(
        [
            f":root {{ {' '.join([*_colours(causes, light), *both])} }}",
            f'[data-jp-theme-light="false"] {{ {" ".join(_colours(causes, dark))} }}',
            *(_shape(style) for style in causes.styles),
        ]
    )


def _colours(causes: Causes, colours: dict[str, str]) -> Iterator[str]:
    named = {**colours, "curve": colours[causes.curve], "bar": colours[causes.bar]}
    yield from (f"--g-{name}: {colour};" for name, colour in named.items())


def _shape(style: CauseStyle) -> str:
    rounded = "50%" if style.clip == "circle" else "0"
    clip = style.clip if style.clip.startswith("polygon") else "none"
    return f'[data-cause="{style.id}"] {{ --g-cause-round: {rounded}; --g-cause-clip: {clip}; }}'
