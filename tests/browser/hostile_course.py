"""A copy of the course whose every sentence carries markup and script, and a look for what acts."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import nbformat
import yaml
from playwright.sync_api import BrowserContext, Page

import gluteedu

# Whatever acts sets `pwned`, or asks the server for something below /canary.
SCRIPT = '<img src=/canary/img onerror="pwned=1"><script>pwned=2</script>"><svg onload=pwned=3>'
HOSTILE = (
    SCRIPT + '<a href="javascript:pwned=4">go</a> [go](javascript:pwned=5) '
    "[d](data:text/html,pwned) ![i](/canary/md) &lt;img src=/canary/e onerror=pwned=6&gt; "
    "</title></style></textarea></script><script>pwned=7</script> <!-- ]]> "
    "$\\href{javascript:pwned=8}{x}$ $\\text{<img src=/canary/m onerror=pwned=9>}$ "
    "{{ 613+72 }} {% raw %} ${pwned=10} <b>\u202ebackwards"
)
# The same without an end of a tag or of a link: checks that look for whole ones let it through.
UNENDED = (
    "<img src=/canary/o onerror=pwned=1 x=\"' &lt;img src=/canary/e onerror=pwned=2&gt; "
    "[go]: javascript:pwned=3 {{ 613+72 }} {% raw %} </script <svg onload=pwned=4 \u202ebackwards"
)
READABLE = "<img src=/canary/"
CHECKED = ("items", "predictions", "sliders")  # their check refuses tags and links by name
_CODE = {"when", "yes_when", "no_when", "terms", "shape"}  # rules, and shapes that a pattern checks

PAGE = "02-exercise-induced-pain"
FOREIGN = "03-muscle-injury"  # with a widget that only the whole of Voila can show
PROSE = "04-pregnancy-and-sciatic-pain"  # its author writes the markup, and is trusted to
WIDGETS = """
objectives("02-exercise-induced-pain")|safety_check()|due_today()|course_map()|body_map()
quiz("muscles_surface")|quiz("soreness_timing")|quiz("first_days")|quiz("pre_test")
figure("soreness_by_day")|table("prevention")|slider("soreness_course")|predict("draw_soreness")
predict("guess_relief")|explorer()|case_clinic()|relief_planner()|claims()|source_list()
glossary()|sources("02-exercise-induced-pain")|progress()|completion()|my_record()|review()
before_and_after()
"""


# Words beside which a test looks for what a person typed, and words handed to a style sheet
# as a quoted string, where markup has no meaning.
LEFT_AS_THEY_ARE = {"my_record", "present"}


def make_course(folder: Path) -> dict[str, str]:
    """Package, data and lessons in ``folder``; what a server of it needs in its environment."""
    root = Path(gluteedu.__file__).parent
    shutil.copytree(root, folder / "gluteedu", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(root.parent / "data", folder / "data")
    for path in sorted((folder / "data").rglob("*.yaml")):
        said = UNENDED if path.parent.name in CHECKED else HOSTILE
        if path.parent.name == "words":
            if path.stem in LEFT_AS_THEY_ARE:
                continue
            said = said.replace("{x}", "x")  # a place to fill, and nobody fills it
        spoilt = _spoilt(yaml.safe_load(path.read_text("utf-8")), said, path.stem)
        text = yaml.safe_dump(spoilt, sort_keys=False, allow_unicode=True, width=10**6)
        path.write_text(text, encoding="utf-8")
    _spoil_cells(folder / "data" / "findings.csv", ("meaning", "label", "question", "unit"))
    _spoil_cells(folder / "data" / "tables" / "prevention.csv", ("studies",))
    lessons = folder / "notebooks"
    lessons.mkdir()
    calls = [call for line in WIDGETS.split("\n") for call in line.split("|") if call]
    _write_lesson(lessons / f"{PAGE}.ipynb", [*calls, f"print({json.dumps(HOSTILE)})"])
    place = {"PYTHONPATH": str(folder)}
    subprocess.run(  # stores the outputs, so that the page has what is readable without a kernel
        [sys.executable, "-m", "gluteedu", "notebooks", "--notebooks", lessons],
        env={**os.environ, **place},
        cwd=folder,
        check=True,
        capture_output=True,
    )
    fails, foreign = f"raise ValueError({json.dumps(HOSTILE)})", "import ipywidgets"
    few = ['quiz("first_days")', 'slider("soreness_course")', "glossary()", fails]
    slider = "ipywidgets.IntSlider()"
    _write_lesson(lessons / f"{FOREIGN}.ipynb", [*few, f"{foreign}\n{slider}"])
    _write_lesson(lessons / f"{PROSE}.ipynb", few[:1], prose=HOSTILE)
    return place


def _spoilt(node: Any, said: str, stem: str, *path: Any) -> Any:
    """The same, with ``said`` after every sentence; what is read as a rule stays as it is."""
    if isinstance(node, dict):
        return {name: _spoilt(value, said, stem, *path, name) for name, value in node.items()}
    if isinstance(node, list):
        return [_spoilt(value, said, stem, *path, i) for i, value in enumerate(node)]
    if not isinstance(node, str) or " " not in node or _CODE & set(path):
        return node
    if stem == "figures" and path[-1] == "title":
        return said[:79]  # a title has at most 80 letters
    return f"{node} {said}"


def _spoil_cells(path: Path, columns: tuple[str, ...]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        for name in columns:
            row[name] = row[name] and f"{row[name]} {HOSTILE}"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def _write_lesson(path: Path, calls: list[str], prose: str = "") -> None:
    new = nbformat.v4
    cells = [new.new_markdown_cell(f"# A lesson\n\nSome words.\n\n{prose}")]
    notes = new.new_markdown_cell(f"*Speaker notes.* {prose}")
    notes.metadata["slideshow"] = {"slide_type": "notes"}
    cells.append(notes)
    cells += [new.new_code_cell(call) for call in ("from gluteedu.lesson import *", *calls)]
    nbformat.write(new.new_notebook(cells=cells), path)


ACTING = """() => {
  const found = [];
  const bad = /pwned|canary|javascript:|data:text/i;
  const look = (root) => {
    for (const el of root.querySelectorAll("*")) {
      if (el.shadowRoot) look(el.shadowRoot);
      const script = el.localName === "script" && !/json/.test(el.type);
      if ((script || el.localName === "style") && /pwned/.test(el.textContent)) found.push(el);
      for (const { name, value } of el.attributes) {
        const leads = /^(href|src|srcset|srcdoc|action|formaction|data|style|xlink:href)$/i;
        const table = el.download && /^data:text\\/csv[;,]/.test(value); // it is saved, never shown
        if ((/^on/i.test(name) || leads.test(name)) && bad.test(value) && !table) found.push(el);
      }
    }
  };
  look(document);
  return found.map((el) => el.outerHTML.slice(0, 160));
}"""


class Canary:
    """What acted in the pages of a context: dialogs, pages that opened, canaries asked for."""

    def __init__(self, context: BrowserContext) -> None:
        self.sung: list[str] = []
        context.on("page", self._watch)
        context.on("dialog", lambda dialog: (self.sung.append(dialog.message), dialog.dismiss()))
        context.on("request", lambda asked: self._ask(asked.url))

    def _watch(self, page: Page) -> None:
        page.on("popup", lambda other: self.sung.append(f"opened {other.url}"))

    def _ask(self, url: str) -> None:
        if urlparse(url).path.startswith("/canary/"):
            self.sung.append(url)

    def silent(self, page: Page) -> None:
        """Nothing acted, and nothing in the page could act."""
        acting = page.evaluate(ACTING)
        assert acting == [], acting
        assert page.evaluate("typeof pwned") == "undefined", page.url
        assert self.sung == [], self.sung
