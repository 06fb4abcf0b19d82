"""What the check of a built site finds, and what it lets be."""

from __future__ import annotations

import base64
import datetime
import gzip
import hashlib
import json
import os
import time
from pathlib import Path

import pytest

from journeybook.checks.registry import RULES
from journeybook.cli import journeybook
from journeybook.site.content_policy import Policy, policy
from journeybook.site.scripts import script
from journeybook.site.site_check import Allowed, check_site
from journeybook.site.stylesheets import stylesheet
from journeybook.site.theme import theme_folder

CARRIED = f'<meta http-equiv="Content-Security-Policy" content="{policy()}">'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">%s</svg>'


def page(body: str, head: str = CARRIED) -> str:
    return f"<!doctype html><html><head>{head}<title>A</title></head><body>{body}</body></html>"


def put(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def names(folder: Path, allowed: Allowed | None = None) -> list[str]:
    """The names of the rules that are broken."""
    return [RULES[each.code].name for each in check_site(folder, allowed or Allowed())]


def test_the_demonstration_portal_is_clean(portal_site: Path) -> None:
    assert check_site(portal_site) == ()


PLAIN = [
    '<a href="https://elsewhere.example/?a=1&amp;b=javascript:">link</a><a href="mailto:a@b.example">mail</a>',
    '<a href="/journeys/">here</a><a href="#part">here</a><img src="../a.png" alt="onerror=run()">',
    '<img src="data:image/png;base64,AAAA" alt="">',
    '<p title="&lt;img src=x onerror=run()&gt;">&lt;script&gt;run()&lt;/script&gt; on x = 1 &amp; javascript:run()</p>',
    '<script type="application/json">{"a": "\\u003cscript>"}</script>',
    '<link rel="canonical" href="https://portal.example/"><link rel="alternate" href="https://portal.example/feed.xml">',
    '<svg viewBox="0 0 1 1"><path fill="url(#level)" d="M0 0"></path><title>A &lt; B</title></svg>',
    '<button data-on="https://elsewhere.example/" data-src="//elsewhere.example">b</button>',
    '<blockquote cite="https://elsewhere.example/">words</blockquote>',
    '<script src="../assets/journeybook.js"></script>',
]


@pytest.mark.parametrize("body", PLAIN)
def test_what_every_page_may_hold_is_let_be(body: str, tmp_path: Path) -> None:
    assert check_site(put(tmp_path, {"index.html": page(body)})) == ()


SCRIPTS = [
    "<script>run()</script>",
    "<SCRIPT>run()</SCRIPT >",
    "<script type=module>run()</script>",
    "<script type=text/javascript>run()",
    "<script src='data:text/javascript,run()'></script>",
    "<img src=x onerror=run()>",
    "<img/src='x'/onerror=run()>",
    "<img src='x'onerror=run()>",
    '<p title="a"\nONCLICK\n=\n"run()">a</p>',
    "<svg/onload=run()>",
    "<svg><script href='a.js'></script><a xlink:href='javascript:run()'>a</a></svg>",
    '<a href="javascript:run()">a</a>',
    '<a href=" java\tscr\nipt:run()">a</a>',
    '<a href="&#106;avascript&colon;run()">a</a>',
    '<a href="&#x01;javascript:run()">a</a>',
    '<a href="vbscript:run()">a</a>',
    '<a href="data:text/html,<script>run()</script>">a</a>',
    '<form action="javascript:run()"></form>',
    '<button formaction="javascript:run()">b</button>',
    '<iframe srcdoc="&lt;script&gt;run()&lt;/script&gt;"></iframe>',
    '<iframe src="data:text/html,a"></iframe>',
    '<object data="data:text/html,a"></object>',
    '<svg><animate attributeName=href values="a;javascript:run()"></animate></svg>',
    '<meta http-equiv=refresh content="0; url=javascript:run()">',
    # Where a browser sees a tag and a hasty reader sees a text, or the other way round.
    '<!-- <a title="--><img src=x onerror=run()> -->',
    "<!--><img src=x onerror=run()>-->",
    '<svg><title><a title="</title><img src=x onerror=run()>"></svg>',
    "<textarea><a title='</textarea><img src=x onerror=run()>'>",
    "<style><a title='</style><img src=x onerror=run()>'>",
    "<noscript><p title='</noscript><img src=x onerror=run()>'>",
    '<script type="application/json"><!-- <script> </script><img src=x onerror=run()></script>',
    "<math><mtext><table><mglyph><style><img src=x onerror=run()>",
    '<a title=\' href="/x\' onclick=run`1` b="/">a</a>',
    "<a title=' href=\"/x/' onclick=run`1` b=\">a</a>",
    '<a href="a"/onclick=run`1`>a</a>',
    '<a x=y"z onmouseover=run() w=">a</a>',
    '<a ="x onmouseover=run() y=">a</a>',
]


@pytest.mark.parametrize("body", SCRIPTS)
def test_whatever_could_run_is_found(body: str, tmp_path: Path) -> None:
    assert "script-in-site" in names(put(tmp_path, {"index.html": page(body)}))


OTHER_HOSTS = [
    '<script src="https://cdn.example/a.js"></script>',
    '<script src="//cdn.example/a.js"></script>',
    '<script src="\\\\cdn.example/a.js"></script>',
    '<script src="/\t/cdn.example/a.js"></script>',
    '<script src=" https:cdn.example/a.js"></script>',
    '<img src="https://cdn.example/a.png" alt="">',
    '<img srcset="a.png 1x, https://cdn.example/a.png 2x" alt="">',
    '<picture><source srcset="//cdn.example/a.png"></picture>',
    '<link rel="stylesheet" href="https://cdn.example/a.css">',
    '<link rel="preconnect" href="https://cdn.example">',
    '<link rel="canonical dns-prefetch" href="//cdn.example">',
    '<link href="https://cdn.example/a.css">',
    '<iframe src="https://films.example/"></iframe>',
    '<video poster="https://cdn.example/a.png"></video>',
    '<object data="https://cdn.example/a.svg"></object>',
    '<form action="https://elsewhere.example/"></form>',
    '<a href="/" ping="https://elsewhere.example/">a</a>',
    '<base href="https://elsewhere.example/">',
    '<meta http-equiv="refresh" content="0;url=https://elsewhere.example/">',
    '<p style="background: url(https://cdn.example/a.png)">a</p>',
    '<p style="background: \\75rl(//cdn.example/a.png)">a</p>',
    "<style>@import 'https://cdn.example/a.css';</style>",
    '<svg><image href="https://cdn.example/a.png"></image></svg>',
    '<svg><use xlink:href="//cdn.example/a.svg#b"></use></svg>',
    '<svg><rect fill="url(https://cdn.example/a.svg#b)"></rect></svg>',
    '<table background="https://cdn.example/a.png"></table>',
]


@pytest.mark.parametrize("body", OTHER_HOSTS)
def test_whatever_is_loaded_from_another_host_is_found(body: str, tmp_path: Path) -> None:
    assert set(names(put(tmp_path, {"index.html": page(body)}))) == {"address-of-another-host"}


def test_a_finding_has_its_place_and_a_way_out(tmp_path: Path) -> None:
    put(
        tmp_path, {"a/index.html": f"<!doctype html>\n{CARRIED}\n<p>A</p>\n  <img src=//cdn.example/a.png>\n"}
    )
    (found,) = check_site(tmp_path)
    assert (str(found.place), found.severity) == ("a/index.html:4:3", "error")
    assert found.message == "`src` of `<img>` leads to `//cdn.example/a.png`"
    assert "policy: {img-src: […]}" in str(found.help)


FILES: dict[str, tuple[str | bytes, str | None]] = {
    "a.svg": (SVG % '<a xlink:href="https://elsewhere.example/"><text>a</text></a>', None),
    "b.svg": (SVG % "<script>run()</script>", "script-in-site"),
    "c.svg": (SVG % '<rect onclick="run()"/>', "script-in-site"),
    "d.svg": (SVG % '<a xlink:href="java&#10;script:run()"><text>a</text></a>', "script-in-site"),
    "e.svg": (SVG % '<image href="https://cdn.example/a.png"/>', "address-of-another-host"),
    "f.svg": (SVG % "<style>@import url(//cdn.example/a.css);</style>", "address-of-another-host"),
    "g.svg": (f'<?xml-stylesheet href="a.xsl"?>{SVG % ""}', "address-of-another-host"),
    "h.svg": (
        '<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        "unexpected-file",
    ),
    "i.svg": ("<html xmlns='http://www.w3.org/1999/xhtml'/>", "unexpected-file"),
    "j.svg": ("<svg>", "unexpected-file"),
    "k.svg": (SVG % '<set attributeName="href" to="javascript:run()"/>', "script-in-site"),
    "a.xml": (
        '<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://portal.example/"/></feed>',
        None,
    ),
    "b.xml": ('<a xmlns:h="http://www.w3.org/1999/xhtml"><h:script>run()</h:script></a>', "script-in-site"),
    "c.xml": (
        '<feed xmlns="http://www.w3.org/2005/Atom"><content type="html">&lt;img src=x onerror=run()&gt;</content></feed>',
        "script-in-site",
    ),
    "a.css": (
        "/* url(https://cdn.example) */ a { background: url(data:image/png;base64,AA) url(b.png) }",
        None,
    ),
    "b.css": ("@font-face { src: url('https://cdn.example/a.woff2') }", "address-of-another-host"),
    "c.css": ("a { background: image-set('//cdn.example/a.png' 1x) }", "address-of-another-host"),
    "a.js": ("run()", "script-in-site"),
    "assets/journeybook.js": (script(), None),
    "assets/journeybook-search.js": (script("search"), None),
    "assets/journeybook-dates.js": (script("dates", datetime.date(2026, 9, 1)), None),
    "b/journeybook-dates.js": (
        script("dates").replace('builtDay = ""', 'builtDay = "1";run("")'),
        "script-in-site",
    ),
    "assets/journeybook.css": (stylesheet(), None),
    "assets/journeybook-map.css": (stylesheet("map"), None),
    "assets/journeybook-early.js": ((theme_folder() / "assets/journeybook-early.js").read_bytes(), None),
    "a.json": ('{"url": "https://elsewhere.example/", "text": "<script>run()</script>"}', None),
    "b.json": ("<script>run()</script>", "unexpected-file"),
    "a.webmanifest": ('{"icons": [{"src": "https://cdn.example/a.png"}]}', "address-of-another-host"),
    "a.txt": ("What <script> means.", None),
    "b.txt": ("<!doctype html><script>run()</script>", "unexpected-file"),
    "c.txt": (b"caf\xe9", "unexpected-file"),
    "a.csv": ("date,value\n", None),
    "b.csv": (b"date,value\n\0", "unexpected-file"),
    "a.ics": ("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", None),
    "b.ics": ("title: A", "unexpected-file"),
    "a.png": (b"\x89PNG\r\n\x1a\n....", None),
    "b.png": ("<svg/>", "unexpected-file"),
    "a.woff2": (b"wOF2....", None),
    "a.pf_meta": (gzip.compress(b"pagefind_dcd...."), None),
    "b.pf_meta": (gzip.compress(b"run()"), "unexpected-file"),
    "sitemap.xml.gz": (gzip.compress(b"<urlset><loc>https://portal.example/</loc></urlset>"), None),
    "b/sitemap.xml.gz": (gzip.compress(b"<a/>"), "unexpected-file"),
    "a.exe": (b"MZ", "unexpected-file"),
    "a.htm": ("<p>A</p>", "unexpected-file"),
    "a.xhtml": ("<p>A</p>", "unexpected-file"),
    "a.php": ("<?php run();", "unexpected-file"),
    "a.mp4": (b"....ftyp", "unexpected-file"),
    "bare": ("a", "unexpected-file"),
    ".git/config": ("[core]", "unexpected-file"),
    "a\u202etxt.txt": ("a", "unexpected-file"),
    "CNAME": ("journeys.example", None),
    "a.html": ("<p>A</p>", "page-without-policy"),
    "b.html": (page("<p>A</p>", CARRIED.replace("'self'", "*")), "page-without-policy"),
    "c.html": (page("<p>A</p>", CARRIED.replace("default-src 'none'; ", "")), "page-without-policy"),
    "d.html": ('<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">', None),
    "e.html": (page("<p>A</p>", '<meta http-equiv="refresh" content="0; url=../now/">'), None),
    "f.html": (
        page(
            "",
            '<script>var anchor=window.location.hash.substr(1);location.href="../now/"+(anchor?"#"+anchor:"")</script>'
            '<meta http-equiv="refresh" content="0; url=../now/">',
        ),
        None,
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_of_a_known_kind_and_what_its_name_says(name: str, tmp_path: Path) -> None:
    content, broken = FILES[name]
    assert names(put(tmp_path, {name: content})) == ([broken] if broken else [])


def test_links_and_pipes_are_found_and_nobody_waits_for_them(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("/etc/hostname")
    (tmp_path / "b").symlink_to(".")
    os.mkfifo(tmp_path / "c.html")
    assert names(tmp_path) == ["unexpected-file"] * 3


def hashed(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@pytest.mark.parametrize(
    ("additions", "body"),
    [
        ({"script-src": [f"'sha256-{hashed('own()')}'"]}, "<script>own()</script>"),
        ({"script-src": ["'unsafe-inline'"]}, "<script>own()</script><p onclick='own()'>a</p>"),
        (
            {"script-src": ["https://cdn.example/lib/"]},
            '<script src="https://cdn.example/lib/a.js"></script>',
        ),
        ({"img-src": ["https:"]}, '<img src="https://anybody.example/a.png">'),
        ({"frame-src": ["*.films.example"]}, '<iframe src="https://a.films.example/b"></iframe>'),
        ({"form-action": ["https://forms.example"]}, '<form action="https://forms.example/a"></form>'),
    ],
)
def test_what_the_settings_add_to_the_policy_is_let_be_and_nothing_beside(
    additions: dict[str, list[str]], body: str, tmp_path: Path
) -> None:
    more = policy(additions)
    head = f'<meta http-equiv="Content-Security-Policy" content="{more}">'
    put(tmp_path, {"index.html": page(body, head)})
    assert check_site(tmp_path, Allowed(more)) == ()
    assert check_site(tmp_path) != ()


@pytest.mark.parametrize(
    ("source", "address", "let"),
    [
        ("https://cdn.example", "http://cdn.example/a", False),
        ("https://cdn.example", "https://cdn.example.evil/a", False),
        ("https://cdn.example", "https://evil@cdn.example/a", True),
        ("https://cdn.example", "https://cdn.example@evil.example/a", False),
        ("https://cdn.example/lib", "https://cdn.example/library", False),
        ("*.cdn.example", "https://cdn.example/", False),
        ("*.cdn.example", "https://evilcdn.example/", False),
        ("cdn.example:443", "https://cdn.example/", True),
        ("'self'", "https://self/", False),
        ("*", "https://anybody.example/", True),
        ("https:", "https://[broken/", False),
    ],
)
def test_a_source_of_a_policy_names_what_a_browser_takes_it_for(source: str, address: str, let: bool) -> None:
    assert Policy.of(f"img-src {source}").lets_load("img-src", address) is let


def test_a_site_without_a_policy_has_its_files_checked(tmp_path: Path) -> None:
    put(tmp_path, {"index.html": "<script>own()</script>", "own.js": "own()", "a.exe": "MZ"})
    assert names(tmp_path, Allowed(None)) == ["unexpected-file"]
    assert names(tmp_path, Allowed(None, endings=frozenset({"exe"}))) == []


def test_the_command_says_it_with_places_and_ends_with_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    put(tmp_path, {"site/a/index.html": page("\n<img src=x onerror=run()>"), "site/own.js": "own()"})

    def run(*arguments: str) -> tuple[int, str]:
        with pytest.raises(SystemExit) as ended:
            journeybook.main(["check-site", *arguments])
        return ended.value.code, capsys.readouterr().out

    status, told = run("site")
    assert status == 1
    assert "--> site/a/index.html:2:1" in told
    assert "--> site/own.js:1:1" in told
    assert "Found 2 mistakes in 2 files of the site." in told
    status, told = run("site", "--format", "json")
    assert status == 1
    assert [each["name"] for each in json.loads(told)["diagnostics"]] == ["script-in-site", "script-in-site"]
    # What the settings name is known; what a page holds is not.
    put(tmp_path, {"mkdocs.yml": "plugins: [journeybook]\nextra_javascript: [own.js]\n"})
    status, told = run("site", "--format", "concise")
    assert (status, told.count("\n")) == (1, 1)
    put(tmp_path, {"mkdocs.yml": "plugins: [{journeybook: {policy: false}}]\n"})
    assert run("site") == (0, "Nothing is wrong with the site.\n")
    assert run("nowhere")[0] == 2
    assert run("site", "--config", "nowhere.yml")[0] == 2


def test_it_takes_time_by_size_alone(tmp_path: Path) -> None:
    def seconds(body: str) -> float:
        put(tmp_path, {"index.html": page(body)})
        begun = time.process_time()
        check_site(tmp_path)
        return time.process_time() - begun

    check_site(tmp_path)
    for piece in (
        '<a x="',
        "<a x='<b ",
        "<",
        "<a ",
        "<!--",
        "<svg><title>",
        "<script>",
        "\"'<a b=",
        '<a b="<">',
        "&#1;<p a=(",
    ):
        few, many = (min(seconds(piece * count) for _ in range(2)) for count in (2_000, 16_000))
        assert many < 40 * few + 0.5, piece
