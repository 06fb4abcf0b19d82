"""The search client: documents in, the files of an index out, and a program that never outlives its work."""

from __future__ import annotations

import gzip
import json
import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from journeybook.pages.page import Page, SearchRecord
from journeybook.search.canonical_index import UnknownContentError, canonical
from journeybook.search.documents import Document, document, page_document
from journeybook.search.pagefind_client import Indexing, SearchUnavailableError, index_of, pagefind_program


def documents(count: int, languages: tuple[str, ...] = ("en",)) -> list[Document]:
    return [
        document(
            f"/journeys/m{number}/",
            f"Map {number}",
            f'<h1 id="m{number}">Map {number}</h1>\n'
            + "\n".join(
                f'<h3 id="m{number}--t-{step}">Step {step}</h3>\n<p>Waits {step * number % 17} days for a date</p>'
                for step in range(6)
            ),
            language=languages[number % len(languages)],
            filters={
                "persona": (f"Amira {number % 5}, remote", "Tom"),
                "type": ("current",),
                "status": ("x", "y"),
            },
            meta={"kind": "Journey"},
        )
        for number in range(count)
    ]


def fragments(files: dict[str, bytes]) -> list[dict]:
    """What the index keeps of each page."""
    found = []
    for path, content in files.items():
        if path.startswith("fragment/"):
            found.append(json.loads(gzip.decompress(content).removeprefix(b"pagefind_dcd")))
    return found


def test_an_index_holds_every_document_with_its_anchors_meta_and_filters() -> None:
    files = index_of(documents(3))
    pages = {each["url"]: each for each in fragments(files)}
    assert sorted(pages) == ["/journeys/m0/", "/journeys/m1/", "/journeys/m2/"]
    page = pages["/journeys/m2/"]
    assert page["meta"] == {"kind": "Journey", "title": "Map 2"}
    assert page["filters"] == {
        "persona": ["Amira 2, remote", "Tom"],
        "type": ["current"],
        "status": ["x", "y"],
    }
    assert [each["id"] for each in page["anchors"]] == ["m2", *(f"m2--t-{step}" for step in range(6))]
    assert "Waits 10 days for a date" in page["content"]


def test_an_index_comes_with_what_a_browser_loads_and_no_foreign_interface() -> None:
    names = [path for path in index_of(documents(2)) if "/" not in path]
    assert {"pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "wasm.en.pagefind"} <= set(names)
    assert [name for name in names if "ui" in name or "highlight" in name] == []


def test_the_same_documents_give_the_same_bytes() -> None:
    made = documents(60, ("en", "ar", "de", "xx"))
    first = index_of(made)
    for _ in range(3):
        assert index_of(made) == first


def test_every_file_that_an_index_points_to_is_there() -> None:
    files = index_of(documents(40, ("en", "ar")))
    for language, about in json.loads(files["pagefind-entry.json"])["languages"].items():
        meta = gzip.decompress(files[f"pagefind.{about['hash']}.pf_meta"]).decode("latin-1")
        filters = [path for path in files if path.startswith(f"filter/{language}_")]
        assert len(filters) == 3
        for path in filters:
            assert path.removeprefix("filter/").removesuffix(".pf_filter") in meta


def test_no_document_gives_no_file() -> None:
    assert index_of([]) == {}


def test_a_thousand_documents_take_seconds_not_minutes() -> None:
    # The package's own client sleeps a tenth of a second for each answer, so that it needs more than 100 s.
    with Indexing(seconds=60) as indexing:
        for each in documents(1000):
            indexing.add(each)
        assert len(indexing.files()) > 1000


@pytest.mark.parametrize(
    "markup", ["", "<p>", "\0", "<h2 id=>x", "&#0;&bogus;", "<script>x</script>", "𝔘" * 5000]
)
def test_any_body_is_indexed(markup: str) -> None:
    assert fragments(index_of([document("/a/", "A <b>&", markup), *documents(1)]))


def test_titles_filters_and_meta_are_text() -> None:
    hostile = '"><script>alert(1)</script><p data-x="'
    made = document("/a/", hostile, "<p>word</p>", filters={"f": (hostile,)}, meta={"m": hostile})
    (page,) = fragments(index_of([made]))
    assert page["meta"] == {"title": hostile, "m": hostile}
    assert page["filters"] == {"f": [hostile]}
    assert page["content"].strip().rstrip(".") == "word"


def test_a_page_without_a_record_is_not_found() -> None:
    assert page_document(Page("a/", "A", "<p>x</p>")) is None
    found = page_document(Page("a/", "A", "<p>x</p>", search=SearchRecord("<p>y</p>", "ar")))
    assert found is not None
    assert 'lang="ar"' in found.html
    assert "<p>y</p>" in found.html


def test_pages_about_the_portal_itself_can_be_told_from_all_others() -> None:
    record = SearchRecord("<p>x</p>", filters={"kind": ("Rule",)}, reference=True)
    explained = page_document(Page("rules/", "Rules", "", search=record))
    assert explained is not None
    (page,) = fragments(index_of([explained]))
    assert page["filters"] == {"kind": ["Rule"], "reference": ["yes"]}
    assert "reference" not in document("/a/", "A", "<p>x</p>").html


def program(folder: Path, body: str) -> Path:
    """A program that takes the place of Pagefind's."""
    path = folder / "pagefind"
    path.write_text(f"#!{sys.executable}\nimport base64, json, os, sys, time\n{body}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def files_of(made: list[Document], path: Path, seconds: float) -> dict[str, bytes]:
    with Indexing(path, seconds=seconds) as indexing:
        for each in made:
            indexing.add(each)
        return indexing.files()


ANSWER = 'print(base64.b64encode(json.dumps({{"message_id": 1, "payload": {}}}).encode()).decode(), end=",", flush=True)'


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("sys.exit(3)", "ended before"),
        ("os.kill(os.getpid(), 9)", "ended before"),
        ("print('not base64 at all,', flush=True); time.sleep(60)", "not understood"),
        ("print('e30=,', flush=True); time.sleep(60)", "not understood"),
        (ANSWER.format('{"type": "Error", "message": "no\\n room"}') + "; time.sleep(60)", "says: no room"),
        ("time.sleep(60)", "no answer within"),
    ],
)
def test_a_program_that_fails_is_one_line_and_leaves_nothing_running(
    body: str, message: str, tmp_path: Path
) -> None:
    path = program(tmp_path, f"open({str(tmp_path / 'pid')!r}, 'w').write(str(os.getpid()))\n{body}")
    seconds = 1.5 if "within" in message else 60
    with pytest.raises(SearchUnavailableError, match=message) as raised:
        files_of(documents(300), path, seconds)
    assert "\n" not in str(raised.value)
    started = tmp_path / "pid"
    if started.exists() and started.read_text():
        with pytest.raises(ProcessLookupError):
            os.kill(int(started.read_text()), 0)


def test_a_missing_program_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(SearchUnavailableError, match="cannot be started"):
        index_of(documents(1), tmp_path / "nowhere")


def test_an_index_that_is_given_up_ends_at_once() -> None:
    with Indexing() as indexing:
        for each in documents(200):
            indexing.add(each)
        process = indexing._process
    assert process is not None
    assert process.returncode is not None
    indexing.end()  # a second time is no fault


def test_the_program_ends_when_its_caller_is_killed() -> None:
    code = (
        "import os, time\nfrom journeybook.search.pagefind_client import Indexing\n"
        "with Indexing() as indexing:\n    print(indexing._process.pid, flush=True)\n    time.sleep(60)\n"
    )
    caller = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    assert caller.stdout is not None
    child = int(caller.stdout.readline())
    caller.kill()
    caller.wait()
    caller.stdout.close()
    status = Path(f"/proc/{child}/stat")
    if not status.parent.parent.joinpath("self").exists():
        pytest.skip("this system has no /proc to look for a process in")
    until = time.monotonic() + 20
    while status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z":
        assert time.monotonic() < until, "the search program is still running"
        time.sleep(0.05)


def test_the_program_is_the_one_of_the_package() -> None:
    assert pagefind_program().name.startswith("pagefind")


def test_an_unknown_form_of_file_is_told_from_a_known_one() -> None:
    files = index_of(documents(2))
    path = next(path for path in files if path.startswith("filter/"))
    for content in (b"pagefind_dcd\xa0", b"other", b"pagefind_dcd\x82cabc", b"pagefind_dcd\x01\x01"):
        with pytest.raises(UnknownContentError):
            canonical({**files, path: gzip.compress(content)})
