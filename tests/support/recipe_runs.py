"""Runs the recipes as a host would: their steps in bash, in a real repository, with stand-ins for the host alone.

Expressions of GitHub are looked up by their exact words in what a test says, so that a new one is not overlooked.
`gh` and `curl` are programs that write down how they were called and answer what a test says. Installing is left out:
the environment is there already.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")

_STAND_IN = """\
#!{python}
import json, os, pathlib, sys
arguments = sys.argv[1:]
sent = {{}}
for each in arguments:
    name, at, file = each.partition("@")
    if at and name.rstrip("=").isidentifier() and os.path.isfile(file):
        sent[name.rstrip("=")] = pathlib.Path(file).read_text("utf-8")
if "--body-file" in arguments:
    sent["body"] = pathlib.Path(arguments[arguments.index("--body-file") + 1]).read_text("utf-8")
with open(os.environ["STAND_IN_CALLS"], "a", encoding="utf-8") as calls:
    calls.write(json.dumps({{"arguments": arguments, "sent": sent}}) + "\\n")
for words, answer in json.load(open(os.environ["STAND_IN_ANSWERS"], encoding="utf-8")):
    if all(any(word in each for each in arguments) for word in words):
        sys.stdout.write(answer)
        break
"""

_PYTHON = """\
#!/bin/sh
case "$*" in "-m pip install"*) exit 0 ;; esac
exec {python} "$@"
"""


@dataclass(frozen=True)
class Step:
    """What became of a step: its name, its exit code and everything that it printed."""

    name: str
    code: int
    log: str


@dataclass
class Calls:
    """How the host was called, call by call, and what it answers: the first whose words are all among the arguments."""

    folder: Path
    answers: list[tuple[list[str], str]] = field(default_factory=list)

    @property
    def made(self) -> list[dict[str, Any]]:
        """Each call: `arguments`, and `sent` with the texts that were handed over."""
        file = self.folder / "calls"
        return [json.loads(line) for line in file.read_text("utf-8").splitlines()] if file.exists() else []

    def forget(self) -> None:
        """Begin anew."""
        (self.folder / "calls").unlink(missing_ok=True)


@dataclass
class Host:
    """A machine of GitHub's or GitLab's with a working copy of a repository."""

    folder: Path
    workspace: Path
    calls: Calls

    @property
    def temp(self) -> Path:
        """The folder that a job may use."""
        return self.folder / "temp"

    @property
    def summary(self) -> str:
        """What GitHub shows below a run."""
        return (self.folder / "summary.md").read_text("utf-8")

    def artifact(self, name: str) -> Path:
        """What was uploaded under a name."""
        return self.folder / "artifacts" / name

    def bash(self, script: str, env: Mapping[str, str] = {}, *, name: str = "", folder: str = ".") -> Step:
        """A step of shell as hosts run it, in a folder of the workspace."""
        (self.calls.folder / "answers").write_text(json.dumps(self.calls.answers), encoding="utf-8")
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=self.workspace / folder,
            env={**self._environment(), **env},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=300,
        )
        return Step(name, done.returncode, done.stdout)

    def github(
        self, workflow: str, job: str, known: Mapping[str, str | bool], env: Mapping[str, str]
    ) -> list[Step]:
        """The steps of a job that are run, up to one that fails; `known` are its expressions and what they give."""
        known = {"runner.temp": str(self.temp), "github.token": "a-token", "github.run_id": "1", **known}
        whole = yaml.safe_load((self.workspace / ".github" / "workflows" / workflow).read_text("utf-8"))
        folder = whole["defaults"]["run"].get("working-directory", ".")
        plan = whole["jobs"][job]
        shown = {**plan.get("env", {}), **env}
        steps: list[Step] = []
        for each in plan["steps"]:
            if "if" in each and not known[each["if"]]:
                continue
            settings = {key: _filled(value, known) for key, value in each.get("with", {}).items()}
            if "uses" in each:
                self._use(each["uses"].partition("@")[0], settings)
                continue
            own = {key: _filled(value, known) for key, value in each.get("env", {}).items()}
            shown |= self._handed_on()
            steps.append(self.bash(each["run"], {**shown, **own}, name=each.get("name", ""), folder=folder))
            if steps[-1].code:
                break
        return steps

    def gitlab(self, job: str, env: Mapping[str, str]) -> Step:
        """A job of the pipeline."""
        plan = yaml.safe_load((self.workspace / ".gitlab-ci.yml").read_text("utf-8"))
        own = {**plan.get(plan[job].get("extends"), {}), **plan[job]}
        settings = {
            key: str(value) for each in (plan, own) for key, value in each.get("variables", {}).items()
        }
        script = "\n".join([*own.get("before_script", ()), *own["script"]])
        return self.bash(script, {**settings, "CI_PROJECT_DIR": str(self.workspace), **env}, name=job)

    def _handed_on(self) -> dict[str, str]:
        """Variables that steps have set for those after them."""
        file = self.folder / "env"
        lines = file.read_text("utf-8").splitlines() if file.exists() else []
        return dict(line.split("=", 1) for line in lines)

    def _use(self, action: str, settings: Mapping[str, str]) -> None:
        if action == "actions/upload-artifact":
            source = Path(settings["path"])
            target = self.artifact(settings.get("name", source.name))
            shutil.rmtree(target, ignore_errors=True)
            target.parent.mkdir(exist_ok=True)
            (shutil.copytree if source.is_dir() else shutil.copy)(source, target)
        elif action == "actions/download-artifact":
            shutil.copytree(self.artifact(settings["name"]), settings["path"], dirs_exist_ok=True)
        else:
            assert action in {
                "actions/cache",
                "actions/checkout",
                "actions/setup-python",
                "actions/upload-pages-artifact",
                "actions/deploy-pages",
            }

    def _environment(self) -> dict[str, str]:
        programs = self.folder / "programs"
        return {
            "PATH": f"{programs}{os.pathsep}{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "PYTHONPYCACHEPREFIX": os.environ.get("PYTHONPYCACHEPREFIX", ""),
            "GIT_CONFIG_NOSYSTEM": "1",
            "RUNNER_TEMP": str(self.temp),
            "GITHUB_STEP_SUMMARY": str(self.folder / "summary.md"),
            "GITHUB_ENV": str(self.folder / "env"),
            "GITHUB_REPOSITORY": "acme/journeys",
            "STAND_IN_CALLS": str(self.calls.folder / "calls"),
            "STAND_IN_ANSWERS": str(self.calls.folder / "answers"),
        }


def host(folder: Path, workspace: Path) -> Host:
    """A machine with stand-ins for what talks to its host, and with the environment of the tests."""
    programs = folder / "programs"
    programs.mkdir(parents=True)
    (folder / "temp").mkdir()
    stand_in = _STAND_IN.format(python=sys.executable)
    written = {"gh": stand_in, "curl": stand_in, "python": _PYTHON.format(python=sys.executable)}
    for name, text in written.items():
        (programs / name).write_text(text, encoding="utf-8")
        (programs / name).chmod(0o755)
    return Host(folder, workspace, Calls(folder))


def _filled(value: Any, known: Mapping[str, str | bool]) -> str:
    return _EXPRESSION.sub(lambda found: str(known[found[1]]), str(value))
