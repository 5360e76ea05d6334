"""`python -m benchmarks`: measures all of it, or parts, and writes the report."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from benchmarks import crowd_rows, machine, page_rows, peer_rows
from benchmarks.browser import loads
from benchmarks.imports import KERNEL, import_times
from benchmarks.picture import draw
from benchmarks.places import HERE, OUR_PYTHON, ROOT, NotReadyError, environment
from benchmarks.report import markdown, write
from benchmarks.results import QUICK, Plan, Results


def _imports(plan: Plan, results: Results) -> None:
    with results.part("imports"):
        results.add("import_bare_ms", {"import": import_times(plan.imports)})
        results.add("import_kernel_ms", {"import": import_times(plan.imports, KERNEL)})


def _kernels(plan: Plan, results: Results) -> None:
    with results.part("kernels"), tempfile.TemporaryDirectory(prefix="gluteedu-bench-") as scratch:
        command = [str(OUR_PYTHON), "-m", "benchmarks.kernels", f"--kernels={plan.kernels}"]
        env = {**environment(Path(scratch)), "PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=240)
        if done.returncode:
            raise RuntimeError(done.stderr[-400:])
        results.note("kernels", done.stdout.strip())


GROUPS: dict[str, Callable[[Plan, Results], None]] = {
    "imports": _imports,
    "pages": page_rows.measure,
    "crowd": crowd_rows.measure,
    "peers": peer_rows.measure,
    "kernels": _kernels,
}


def main() -> int:
    """Run; 1 where a part failed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--only", nargs="+", choices=GROUPS, metavar="GROUP", help=", ".join(GROUPS)
    )
    parser.add_argument("--quick", action="store_true", help="few repetitions; says little")
    parser.add_argument("--out", type=Path, help="folder to write to, even what is not a whole run")
    asked = parser.parse_args()
    plan = QUICK if asked.quick else Plan()
    whole = not asked.only and not asked.quick
    results, began = Results(), time.monotonic()
    try:
        run = {
            "day": machine.today(),
            "revision": machine.revision(),
            "machine": machine.machine(),
            "versions": machine.versions(),
            "plan": asdict(plan),
        }
    except NotReadyError as error:
        print(error, file=sys.stderr)
        return 1
    for name in asked.only or GROUPS:
        GROUPS[name](plan, results)
    for what, number in loads.items():
        results.count(what, number)
    run["minutes"] = round((time.monotonic() - began) / 60, 1)
    folder = asked.out or (HERE if whole else Path(tempfile.mkdtemp(prefix="gluteedu-bench-")))
    folder.mkdir(parents=True, exist_ok=True)
    write(folder, results, run)
    (folder / "results.svg").write_text(draw(results), encoding="utf-8")
    print(markdown(results, run))
    print(f"Written to {folder}", file=sys.stderr)
    return 1 if results.failed else 0


if __name__ == "__main__":
    sys.exit(main())
