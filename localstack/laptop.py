"""The command `alcove` and the world that it serves on this machine, as their users have them."""

import json
import os
import pathlib
import subprocess
import tempfile

from world import Api

PATIENCE_SECONDS = 60


def alcove(*arguments):
    """Runs the command, and gives the document that it prints. It builds itself if it has to."""
    ran = subprocess.run(["./alcove", *arguments, "--json"], capture_output=True, text=True)
    assert ran.returncode == 0, f"alcove {' '.join(arguments[:2])}: {ran.returncode} {ran.stdout}{ran.stderr}"
    return json.loads(ran.stdout)


class Laptop:
    """A world, with data of its own, for as long as the context lasts."""

    def __init__(self, world):
        self.world = world

    def __enter__(self):
        self.kept = tempfile.TemporaryDirectory(prefix="alcove-laptop.")
        self.folder = pathlib.Path(self.kept.name)
        # What a command needs to find it.
        self.here = ["--data", str(self.folder / "data")]
        with open(self.folder / "log", "wb") as log:
            self.process = subprocess.Popen(
                ["./alcove", "dev", self.world, "--port", "0", "--no-jit", "--json", *self.here],
                env={**os.environ, "ALCOVE_HOME": str(self.folder / "home")},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
            )
        started = self.process.stdout.readline()
        if not started:
            said = (self.folder / "log").read_text(encoding="utf-8")
            self.__exit__()
            raise AssertionError(f"alcove dev has not started: {said}")
        self.api = Api(json.loads(started)["url"])
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.communicate(timeout=PATIENCE_SECONDS)
        self.kept.cleanup()

    def token(self, tenant, user):
        return alcove("token", "--tenant", tenant, "--user", user, *self.here)["token"]

    def export(self, tenant, name, where):
        """A tenant's export as a file in the laptop's folder, and its records, as they can be compared."""
        file = self.folder / name
        alcove("export", "--tenant", tenant, "--out", str(file), *where)
        first, *records, last = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines())
        assert (first["kind"], last["kind"]) == ("begin", "end"), (first, last)
        # Its id, its plan and its commits' numbers are another there, and so is the time.
        own = {name: first[name] for name in ("name", "tier", "state")}
        return str(file), [own, *sorted(records, key=json.dumps)]
