"""What a build of many invented pages costs: wall time, CPU, memory, with one core and with two. Run by `make load`.

Needs the release build, `zstd` and `taskset`. The pages and the datasets lie in a temporary folder (`TMPDIR`).
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release"


def invent(pages: int, out: Path) -> int:
    """Writes the pages to `out`, compressed; how many bytes of JSON lines they are."""
    generator = subprocess.Popen([TARGET / "examples/load", "--pages", str(pages)], stdout=subprocess.PIPE)
    zstd = subprocess.Popen(["zstd", "-q", "-3", "-o", out], stdin=subprocess.PIPE)
    size = 0
    while block := generator.stdout.read(1 << 20):
        size += len(block)
        zstd.stdin.write(block)
    zstd.stdin.close()
    if generator.wait() or zstd.wait():
        sys.exit("expected pages, found none; see above")
    return size


def build(pages: Path, out: Path, cores: str) -> tuple:
    """Seconds on the clock, seconds of CPU, and the greatest memory in MB."""
    command = ["taskset", "-c", cores, TARGET / "qikan", "build", pages, "--out", out, "--quiet"]
    start = time.monotonic()
    _, status, used = os.wait4(subprocess.Popen(command).pid, 0)
    if status:
        sys.exit(f"expected a dataset, found exit code {os.waitstatus_to_exitcode(status)}")
    return time.monotonic() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--pages", type=int, default=200_000)
    count = arguments.parse_args().pages
    with tempfile.TemporaryDirectory(prefix="qikan-load-") as folder:
        pages = Path(folder) / "pages.jsonl.zst"
        size = invent(count, pages)
        print(f"{count} pages, {size / 1e6:.1f} MB as JSON lines, {pages.stat().st_size / 1e6:.1f} MB compressed\n")
        print("| cores | wall s | CPU s | peak MB | MB/s | pages/s |\n|---|---|---|---|---|---|")
        for cores in ["0", "0,1"]:
            wall, cpu, peak = build(pages, Path(folder) / f"dataset-{cores}", cores)
            many = len(cores.split(","))
            print(f"| {many} | {wall:.1f} | {cpu:.1f} | {peak:.0f} | {size / 1e6 / wall:.1f} | {count / wall:.0f} |")


if __name__ == "__main__":
    main()
