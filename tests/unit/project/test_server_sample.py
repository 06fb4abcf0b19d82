"""The sample configuration of the guide is the policy of the pages, and a whole one that nginx takes."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from journeybook.site.content_policy import header_policy
from places import ROOT

sys.path.insert(0, str(ROOT / "tests" / "benchmarks"))

from serve_load import configuration, sample_configuration


def test_the_sample_sends_the_policy_that_pages_are_tested_under() -> None:
    said = re.search(r'add_header Content-Security-Policy "([^"]*)" always;', sample_configuration())
    assert said is not None
    assert said[1] == header_policy()
    assert "img-src 'self' data:" in said[1]


def test_nginx_takes_the_sample(tmp_path: Path) -> None:
    program = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
    if program is None:
        pytest.skip("there is no nginx on this machine")
    settings = tmp_path / "nginx.conf"
    settings.write_text(configuration(tmp_path, tmp_path / "site", 18080, 18081))
    done = subprocess.run(
        [program, "-t", "-q", "-c", str(settings)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
