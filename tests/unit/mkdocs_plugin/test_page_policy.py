"""Which policy a site's pages carry, and what authors are told of what it stops."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from mkdocs.config.base import ValidationError
from mkdocs.config.defaults import MkDocsConfig

from journeybook.mkdocs_plugin.page_policy import PolicyOption, held_back, site_policy
from journeybook.mkdocs_plugin.preview_server import with_script_allowed
from journeybook.site.content_policy import header_policy, policy


def site(tmp_path: Path, **said: Any) -> MkDocsConfig:
    (tmp_path / "docs").mkdir(exist_ok=True)
    config = MkDocsConfig(str(tmp_path / "mkdocs.yml"))
    config.load_dict({"site_name": "Site", "theme": {"name": "material"}, "plugins": ["search"], **said})
    failed, _ = config.validate()
    assert not failed
    return config


def test_the_policy_of_a_page_lacks_only_what_browsers_take_in_headers_alone() -> None:
    assert header_policy() == f"{policy()}; frame-ancestors 'none'"
    assert "unsafe-inline" not in policy()


def test_a_portal_of_its_own_has_the_strict_policy(tmp_path: Path) -> None:
    assert site_policy("auto", site(tmp_path)) == (policy(), None)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"extra_javascript": ["https://cdn.example/x.js"]}, "extra_javascript"),
        ({"extra_javascript": ["own.js"]}, "extra_javascript"),
        ({"extra_css": ["//cdn.example/x.css"]}, "extra_css"),
        ({"extra": {"analytics": {"provider": "google"}}}, "extra.analytics"),
        ({"theme": {"name": "material", "custom_dir": "own"}}, "theme.custom_dir"),
        ({"theme": {"name": "material", "icon": {"annotation": "material/plus"}}}, "theme.icon.annotation"),
        ({"hooks": ["hook.py"]}, "hooks"),
        ({"plugins": ["search", "material/offline"]}, "plugin material/offline"),
        (
            {
                "markdown_extensions": [
                    {
                        "pymdownx.superfences": {
                            "custom_fences": [{"name": "mermaid", "class": "mermaid", "format": "x"}]
                        }
                    }
                ]
            },
            "Mermaid diagrams",
        ),
    ],
)
def test_code_of_a_sites_own_is_not_stopped_without_a_word(
    said: dict[str, Any], told: str, tmp_path: Path
) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "main.html").write_text('{% extends "base.html" %}<script>own()</script>')
    (tmp_path / "hook.py").write_text("")
    config = site(tmp_path, **said)
    made, why = site_policy("auto", config)
    assert made is None
    assert why is not None
    assert f"because of {told}:" in why
    assert site_policy("strict", config) == (policy(), None)
    assert site_policy("off", config) == (None, None)


def test_overrides_without_code_keep_the_policy(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "main.html").write_text(
        '{% extends "journeybook/base.html" %}{% block announce %}A{% endblock %}'
    )
    config = site(tmp_path, theme={"name": "material", "custom_dir": "own"}, extra_css=["own.css"])
    assert site_policy("auto", config) == (policy(), None)


@pytest.mark.parametrize(
    ("said", "taken"),
    [
        ("auto", "auto"),
        (True, "strict"),
        (False, "off"),
        (
            {
                "img-src": "https: *.example.org",
                "script-src": ["unsafe-inline", "'sha256-abc='", "https://a.example/x.js"],
            },
            {
                "img-src": ["https:", "*.example.org"],
                "script-src": ["'unsafe-inline'", "'sha256-abc='", "https://a.example/x.js"],
            },
        ),
    ],
)
def test_settings_are_taken(said: object, taken: object) -> None:
    assert PolicyOption().validate(said) == taken


@pytest.mark.parametrize(
    "said",
    [
        "loose",
        3,
        {"img-src": 3},
        {"pictures": ["https:"]},
        {"img-src": ["https:; script-src *"]},
        {"img-src": ['https:"><script>']},
        {"default-src": ["*"]},
    ],
)
def test_settings_that_mean_nothing_or_more_than_they_say_are_refused(said: object) -> None:
    with pytest.raises(ValidationError):
        PolicyOption().validate(said)


def test_sources_are_added_to_what_the_strict_policy_says(tmp_path: Path) -> None:
    made, _ = site_policy({"img-src": ["https:"], "frame-src": ["https://film.example"]}, site(tmp_path))
    assert made is not None
    assert "img-src 'self' data: https:;" in made
    assert made.endswith("frame-src https://film.example")


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<p>plain <code>&lt;script&gt;</code></p><table><td align='right'>1</td></table>", None),
        ('<img src="../a.png" alt="onload=x">', None),
        ('<p class="mermaid">words</p>', None),
        ("<script>run()</script>", "a script"),
        ('<script src="https://cdn.example/x.js"></script>', "a script of another host"),
        ('<button onclick="run()">', "an attribute that runs script"),
        ('<pre class="mermaid"><code>', "a Mermaid diagram"),
        ('<td style="color: red">', "a style"),
        ('<img alt="" src="https://badge.example/x.svg">', "a picture of another host"),
        ('<iframe src="https://film.example/"></iframe>', "a frame"),
        ("<video src=a.mp4>", "a film"),
    ],
)
def test_authors_are_told_what_the_policy_stops(html: str, told: str | None) -> None:
    found = list(held_back(html, "auto", "docs/a.md"))
    assert [each.code for each in found] == (["JB915"] if told else [])
    assert all(str(told) in each.message for each in found)


def test_what_a_site_adds_sources_for_is_let_be() -> None:
    assert list(held_back('<img src="https://a.example/x.png">', {"img-src": ["https:"]}, "docs/a.md")) == []


PAGE = (
    b'<head><meta http-equiv="Content-Security-Policy" content="%b"></head><body>%b<script>%b</script></body>'
)


def test_only_the_script_for_reloading_is_let_in_and_only_where_it_stands() -> None:
    said = policy().encode()
    page = PAGE % (said, b"", b"livereload(1, 2);")
    assert b"'wasm-unsafe-eval' 'sha256-" in with_script_allowed(page)
    for other in (
        PAGE % (said, b"<script>livereload(1)</script>", b"other()"),
        PAGE % (b"script-src 'self' 'unsafe-inline'", b"", b"livereload(1, 2);"),
        b"<body><script>livereload(1, 2);</script></body>",
    ):
        assert with_script_allowed(other) == other
