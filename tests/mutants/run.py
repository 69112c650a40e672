"""Breaks each listed guard in a copy of the house and runs the tests that must notice. `make mutants`; minutes, so not in CI.

First the same tests run on the unbroken copy: a test that fails anyway notices nothing. `--broken-only` leaves that out, for
when the whole suite has just been seen green. Words after it choose guards by their names.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue

from tests.mutants.guards import all_guards

ROOT = Path(__file__).parents[2]
#: What must be noticed, of all guards.
LEAST = 0.98
COPIES = os.cpu_count() or 1
#: A broken guard may make a test hang; then it was noticed.
PATIENCE = 600  # seconds


def copy_house(folder):
    """The files git knows, with the same environment."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, folder / name)
    (folder / ".venv").symlink_to(ROOT / ".venv")
    if (ROOT / "var/tests").exists():  # the migrated database that tests start from
        shutil.copytree(ROOT / "var/tests", folder / "var/tests")
    return folder


def passes(house, tests):
    """Whether the tests pass in this copy, on a database of its own."""
    environment = os.environ | {"TEST_DIR": str(house / "var" / "run"), "PYTHONDONTWRITEBYTECODE": "1"}
    (house / "var").mkdir(exist_ok=True)
    command = [sys.executable, "-m", "pytest", "-n", "0", "-x", "-q", *tests]
    try:
        done = subprocess.run(command, cwd=house, env=environment, capture_output=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return False
    if done.returncode not in (0, 1):
        # Nothing collected, a wrong name, a broken option: no test has noticed anything.
        raise SystemExit(f"pytest could not run {' '.join(tests)}:\n{done.stdout.decode()[-2000:]}")
    return done.returncode == 0


def is_noticed(house, guard):
    """Whether a test fails while this guard is broken."""
    path = house / guard.file
    whole = path.read_text()
    path.write_text(guard.broken(whole))
    try:
        return not passes(house, guard.tests)
    finally:
        path.write_text(whole)


def main():
    broken_only, names = "--broken-only" in sys.argv, [name for name in sys.argv[1:] if not name.startswith("--")]
    guards = [guard for guard in all_guards() if not names or any(name in guard.name for name in names)]
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="engage-mutants-") as folder:
        houses = Queue()
        for number in range(COPIES):
            houses.put(copy_house(Path(folder) / str(number)))

        def in_a_house(ask, *args):
            house = houses.get()
            try:
                return ask(house, *args)
            finally:
                houses.put(house)

        with ThreadPoolExecutor(COPIES) as pool:
            tests = [] if broken_only else sorted({test for guard in guards for test in guard.tests})
            whole = list(pool.map(lambda test: in_a_house(passes, [test]), tests))
            if not all(whole):
                failed = [test for test, passed in zip(tests, whole, strict=True) if not passed]
                raise SystemExit(f"Fail while every guard is whole: {failed}")
            noticed = []
            for guard, was_noticed in zip(guards, pool.map(lambda guard: in_a_house(is_noticed, guard), guards), strict=True):
                noticed.append(was_noticed)
                print(f"{'noticed    ' if was_noticed else 'NOT NOTICED'}  {guard.name}  ({guard.file})", flush=True)
    print(f"{len(guards)} guards, {sum(noticed)} noticed, {time.monotonic() - began:.0f} s")
    sys.exit(sum(noticed) < LEAST * len(guards))


if __name__ == "__main__":
    main()
