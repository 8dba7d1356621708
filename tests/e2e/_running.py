"""Runs the program under test and tells what it did and used. Read by the tests, no test itself."""
import os
import subprocess
import tempfile
from dataclasses import dataclass

ENTENTE = os.environ["ENTENTE"]
SANITIZED = os.environ.get("ENTENTE_SANITIZED") == "1"  # limits on memory and time do not apply
MEMORY_MB = 512                                         # the promise of docs/limits.md
SKIPPED = 77


@dataclass
class Done:
    returncode: int
    stdout: bytes
    stderr: bytes
    used_mb: int

    @property
    def first_line(self):
        return self.stderr.decode("utf-8", "replace").split("\n")[0]


def run(arguments, folder=".", **options):
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = subprocess.Popen([ENTENTE, *arguments], cwd=folder, **{"stdout": out, "stderr": err, "stdin": subprocess.DEVNULL} | options)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        return Done(child.returncode, out.read(), err.read(), usage.ru_maxrss // 1024)


def files_below(folder):
    """Every file with its content, and every link with its target, by path."""
    found = {}
    for path, folders, names in os.walk(os.fsencode(folder)):
        for name in names + folders:
            file = os.path.join(path, name)
            if os.path.islink(file):
                found[os.path.relpath(file, os.fsencode(folder))] = b"-> " + os.readlink(file)
            elif os.path.isfile(file):
                with open(file, "rb") as content:
                    found[os.path.relpath(file, os.fsencode(folder))] = content.read()
    return found
