"""How fast nginx serves a portal of 1,000 maps while new sites are published, and whether a request fails.

The configuration is the sample of the guide "Setting up a portal", word for word but for its port, its certificate and the
folder of the site. A second server of the same nginx stands in for oauth2-proxy and lets everybody in, so that each
request is asked for as with a sign-in. While clients ask for pages, scripts, pictures and data, copies of the site are published
one after the other.

    python tests/benchmarks/serve_load.py                        builds 1,000 maps first: minutes
    python tests/benchmarks/serve_load.py --site DIR             a site that was built before
    python tests/benchmarks/serve_load.py --seconds 60 --clients 32

Needs nginx with its auth_request module, as Debian's `nginx-light` has it.
"""

from __future__ import annotations

import argparse
import http.client
import multiprocessing
import os
import random
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from synthetic_portal import write_sources

from journeybook.publication.publication import publish
from journeybook.publication.target import target_at

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "guide" / "setting-up-a-portal.md"

SETTINGS = """\
site_name: Load
site_url: https://portal.example/
theme: {name: material, font: false}
plugins: [journeybook]
"""

AROUND = """\
worker_processes 2;
pid PLACE/nginx.pid;
error_log PLACE/error.log warn;
events { worker_connections 1024; }
http {
  include /etc/nginx/mime.types;
  default_type application/octet-stream;
  access_log off;
  client_body_temp_path PLACE/body;
  proxy_temp_path PLACE/proxy;
  fastcgi_temp_path PLACE/fastcgi;
  uwsgi_temp_path PLACE/uwsgi;
  scgi_temp_path PLACE/scgi;
  server {
    listen 127.0.0.1:SIGN_IN;
    location = /oauth2/auth { return 202; }
    location / { return 404; }
  }
SAMPLE
}
"""


@dataclass
class Answers:
    """What clients got: seconds of each answer, and what was wrong with others."""

    seconds: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def sample_configuration() -> str:
    """The server block of the guide."""
    found = re.search(r"```nginx\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    assert found, "the guide has a sample for nginx"
    return found[1]


def configuration(place: Path, site: Path, port: int, sign_in: int) -> str:
    """A whole configuration around the sample, and every change of it."""
    sample = sample_configuration()
    for said, here in {
        "listen 443 ssl;": f"listen 127.0.0.1:{port};",
        "root /srv/journeys/site;": f"root {site};",
        "http://127.0.0.1:4180": f"http://127.0.0.1:{sign_in}",
    }.items():
        assert said in sample, f"the sample says `{said}`"
        sample = sample.replace(said, here)
    return AROUND.replace("PLACE", str(place)).replace("SIGN_IN", str(sign_in)).replace("SAMPLE", sample)


def addresses(site: Path) -> list[str]:
    """What readers ask for: pages three times as often as everything else."""
    files = [f"/{each.relative_to(site).as_posix()}" for each in sorted(site.rglob("*")) if each.is_file()]
    pages = [each.removesuffix("index.html") for each in files if each.endswith("/index.html")]
    rest = [each for each in files if not each.endswith(".html") and "/pagefind/" not in each]
    source = random.Random(3)
    return source.choices(pages, k=3000) + source.choices(rest, k=1000)


def ask(port: int, wanted: Sequence[str], seed: int, until: float, found: Answers) -> None:
    """Ask for addresses over one connection until a moment."""
    source = random.Random(seed)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    while time.time() < until:
        address = source.choice(wanted)
        begun = time.perf_counter()
        try:
            connection.request("GET", address)
            with connection.getresponse() as answer:
                length = len(answer.read())
                policy = answer.headers.get("Content-Security-Policy")
            if answer.status != 200 or not length or not policy:
                found.faults.append(
                    f"{address}: status {answer.status}, {length} bytes, policy {policy is not None}"
                )
        except (OSError, http.client.HTTPException) as fault:
            found.faults.append(f"{address}: {fault!r}")
            connection.close()
        found.seconds.append(time.perf_counter() - begun)


def clients(
    port: int, wanted: Sequence[str], count: int, until: float, results: multiprocessing.Queue
) -> None:
    """Some clients in threads of one process, whose answers go into `results`."""
    found = Answers()
    threads = [
        threading.Thread(target=ask, args=(port, wanted, seed, until, found), daemon=True)
        for seed in range(count)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    results.put((found.seconds, found.faults))


def free_port() -> int:
    """A port that nobody uses."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def built(folder: Path, maps: int) -> Path:
    """The site of a portal of synthetic maps, built now."""
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    write_sources(folder / "maps", maps)
    command = [sys.executable, "-c", "from journeybook.cli import main; main()", "build", "--keep", "0"]
    subprocess.run(command, cwd=folder, check=True)
    return folder / "site"


def link_files(source: Path, staging: Path) -> None:
    """Fill a folder with the files of a site, as further names of the same files: half a gigabyte need not be copied."""
    shutil.copytree(source, staging, dirs_exist_ok=True, copy_function=os.link)


def main() -> None:
    """Run it as the command line says."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--site", type=Path, help="a site that was built before")
    options.add_argument("--maps", type=int, default=1000)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--clients", type=int, default=32)
    options.add_argument(
        "--pause", type=float, default=2, help="seconds between two sites that are published"
    )
    wanted = options.parse_args()
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "portal").mkdir()
        source = wanted.site or built(folder / "portal", wanted.maps)
        target = target_at(folder / "www" / "site", {})

        def put() -> None:
            publish(
                target,
                lambda staging, _: link_files(source, staging),
                lambda _: None,
                keep=1,
                wait=0,
            )

        put()
        port, sign_in = free_port(), free_port()
        settings = folder / "nginx.conf"
        settings.write_text(configuration(folder, target.path, port, sign_in), encoding="utf-8")
        with subprocess.Popen([program, "-c", str(settings), "-g", "daemon off;"]) as server:
            try:
                measure(port, addresses(target.path), wanted, put)
            finally:
                server.terminate()


def measure(port: int, asked: Sequence[str], wanted: argparse.Namespace, put) -> None:
    """Let clients ask while sites are published, and print what they got."""
    results: multiprocessing.Queue = multiprocessing.Queue()
    begun = time.time()
    until = begun + wanted.seconds
    processes = [
        multiprocessing.Process(target=clients, args=(port, asked, wanted.clients // 2, until, results))
        for _ in range(2)
    ]
    for each in processes:
        each.start()
    published = 0
    while time.time() < until:
        put()
        published += 1
        time.sleep(wanted.pause)
    gathered = [results.get() for _ in processes]
    for each in processes:
        each.join()
    seconds = sorted(second for found, _ in gathered for second in found)
    faults = [fault for _, found in gathered for fault in found]
    milliseconds = [
        1000 * each for each in (statistics.median(seconds), seconds[int(len(seconds) * 0.99)], seconds[-1])
    ]
    sys.stdout.write(
        f"{len(seconds):,} requests by {wanted.clients} clients in {wanted.seconds:.0f} s, "
        f"{len(seconds) / wanted.seconds:,.0f} a second; median {milliseconds[0]:.1f} ms, p99 {milliseconds[1]:.1f} ms, "
        f"longest {milliseconds[2]:.0f} ms; {published} sites published meanwhile; {len(faults)} faults\n"
    )
    sys.stdout.write("".join(f"  {each}\n" for each in faults[:10]))


if __name__ == "__main__":
    main()
