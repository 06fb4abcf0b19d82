"""One small portal for each case; what is edited is compared as text, so that nothing else can have changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeybook.editing.rename.rename_plan import Plan, open_portal, plan_renaming
from journeybook.editing.source_text import EditingError
from journeybook.library.lookup import find


def portal(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    (root / "maps" / "journeys").mkdir(parents=True, exist_ok=True)
    return root


def plan(root: Path, old: str, new: str, *, keep: bool = True) -> Plan:
    opened = open_portal(root, "maps", "docs")
    return plan_renaming(opened, find(old, opened.library), new, keep=keep)


def after(root: Path, old: str, new: str, *, keep: bool = True) -> dict[str, str]:
    return {file: now.decode() for file, (_, now) in plan(root, old, new, keep=keep).files.items()}


WHO = "maps/personas/ana.yml"


def test_everything_but_the_id_stays_byte_for_byte(tmp_path: Path) -> None:
    text = (
        "\ufefftitle:   'A map'   # kept\r\npersonas:  [ tom ,ana ]# not a comment\r\n".replace(
            "# not a comment", ""
        )
        + 'stages:\r\n- {title: S, emotion: {ana: -1.50, "tom": +1}, quotes: [{text: \'Hm, ana\', persona: "ana"}]}\r\n'
    )
    root = portal(
        tmp_path,
        {WHO: "title: Ana\n", "maps/personas/tom.yml": "title: Tom\n", "maps/journeys/m.yml": text},
    )
    made = plan(root, "ana", "ana-lima")
    assert made.files["maps/journeys/m.yml"][1].decode() == (
        text.replace(" ,ana ]", " ,ana-lima ]").replace("{ana:", "{ana-lima:").replace('"ana"', '"ana-lima"')
    )
    assert made.files[WHO][1] == b"title: Ana\nwas: [ana]\n"
    assert made.moves == {WHO: "maps/personas/ana-lima.yml"}


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("title: T\n", "title: T\nwas: [old]\n"),
        ("title: T  # why\nrole: R\n", "title: T  # why\nwas: [old]\nrole: R\n"),
        ("title: >-\n  T\n  U\nrole: R\n", "was: [old]\ntitle: >-\n  T\n  U\nrole: R\n"),
        ("{title: T, role: R}\n", "{title: T, was: [old], role: R}\n"),
        ("title: T\nwas: older\n", "title: T\nwas: [older, old]\n"),
        ("title: T\nwas: [older]  # x\n", "title: T\nwas: [older, old]  # x\n"),
        ("title: T\nwas: [older,\n  oldest]\n", "title: T\nwas: [older,\n  oldest, old]\n"),
        ("title: T\nwas:\n  - older  # x\nrole: R\n", "title: T\nwas:\n  - older  # x\n  - old\nrole: R\n"),
        ("title: T\nwas:\n", "title: T\nwas: [old]\n"),
        ("title: T\nwas: []\n", "title: T\nwas: [old]\n"),
        ("title: T\nwas: new\n", "title: T\nwas: old\n"),
        ("title: T\nwas: [a, new]\n", "title: T\nwas: [a, old]\n"),
    ],
)
def test_the_former_id_is_written_as_the_file_is_written(tmp_path: Path, before: str, expected: str) -> None:
    root = portal(tmp_path, {"maps/personas/old.yml": before})
    assert after(root, "persona:old", "new")["maps/personas/old.yml"] == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("### Pays {#pay}\n\n- emotion: 1\n", "### Pays {#paid}\n\n- was: pay\n- emotion: 1\n"),
        ("### Pays {#pay}\n\n* emotion: 1\n", "### Pays {#paid}\n\n* was: pay\n* emotion: 1\n"),
        ("### Pays {#pay}\n\nProse.\n", "### Pays {#paid}\n\n- was: pay\n\nProse.\n"),
        ("### Pays {#pay}\nProse.\n", "### Pays {#paid}\n\n- was: pay\n\nProse.\n"),
        ("### Pay\n\n- emotion: 1\n", "### Pay {#paid}\n\n- was: pay\n- emotion: 1\n"),
        ("### Pay\n", "### Pay {#paid}\n\n- was: pay\n"),
        ("### Pay\n\n- was: a\n- next: pay\n", "### Pay {#paid}\n\n- was: [a, pay]\n- next: paid\n"),
    ],
)
def test_a_step_of_a_markdown_map_keeps_its_form(tmp_path: Path, before: str, expected: str) -> None:
    head = "---\ntitle: M\n---\n\n## Order\n\n"
    root = portal(tmp_path, {"maps/journeys/m.md": head + before})
    assert after(root, "m#pay", "paid")["maps/journeys/m.md"] == head + expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("- id: pay\n  title: Pays\n", "- id: paid\n  title: Pays\n  was: [pay]\n"),
        ("- title: Pay\n  emotion: 1\n", "- id: paid\n  title: Pay\n  was: [pay]\n  emotion: 1\n"),
        ("- {title: Pay, emotion: 1}\n", "- {id: paid, title: Pay, was: [pay], emotion: 1}\n"),
        ('- {id: "pay", title: Pays}\n', '- {id: "paid", title: Pays, was: [pay]}\n'),
    ],
)
def test_a_stage_of_a_map_keeps_its_form(tmp_path: Path, before: str, expected: str) -> None:
    root = portal(tmp_path, {"maps/journeys/m.yml": f"title: M\nstages:\n{before}"})
    assert after(root, "m#pay", "paid")["maps/journeys/m.yml"] == f"title: M\nstages:\n{expected}"


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("channels:\n  app: App\n", "channels:\n  phone-app: {title: App, was: [app]}\n"),
        (
            "channels: {app: 'My, app', web: W}\n",
            "channels: {phone-app: {title: 'My, app', was: [app]}, web: W}\n",
        ),
        ("channels:\n  app: My, app # x\n", 'channels:\n  phone-app: {title: "My, app", was: [app]} # x\n'),
        ("channels:\n  app:\n  web:\n", "channels:\n  phone-app: {title: App, was: [app]}\n  web:\n"),
        ("channels: {app, web}\n", "channels: {phone-app: {title: App, was: [app]}, web}\n"),
        ("channels: [app, web]\n", "channels: {phone-app: {title: App, was: [app]}, web}\n"),
        ("channels:\n- web # w\n- app\n", "channels:\n  web: # w\n  phone-app: {title: App, was: [app]}\n"),
        ("channels:\n  app:\n    title: App\n", "channels:\n  phone-app:\n    title: App\n    was: [app]\n"),
        ("channels:\n  app: {title: App}\n", "channels:\n  phone-app: {title: App, was: [app]}\n"),
    ],
)
def test_a_word_keeps_its_title_and_its_form(tmp_path: Path, before: str, expected: str) -> None:
    root = portal(tmp_path, {"maps/vocabulary.yml": before})
    assert after(root, "channel:app", "phone-app")["maps/vocabulary.yml"] == expected


def test_a_word_that_was_never_published_needs_no_former_id(tmp_path: Path) -> None:
    root = portal(tmp_path, {"maps/vocabulary.yml": "channels: {app: App}\n"})
    assert after(root, "app", "apps", keep=False) == {"maps/vocabulary.yml": "channels: {apps: App}\n"}


def test_links_in_prose_code_and_comments_follow_and_tables_of_toml_stay(tmp_path: Path) -> None:
    page = (
        "[[ana]], `[[persona:ana|she]]`, [[ana-b]]\n\n| [[ana\\|x]] |\n|---|\n\n"
        "[her](../personas/ana.md), [her](../personas/ana/#a), [else](https://x.example/personas/ana/)\n\n"
        "[ref]: ../personas/ana.md\n\n```toml\n[[ana]]\n```\n"
    )
    root = portal(
        tmp_path,
        {
            WHO: "title: Ana\n# see [[ana]]\n",
            "docs/a.md": page,
            "mkdocs.yml": "nav:\n  - personas/ana.md\n  - x: personas/ana-b.md\n",
        },
    )
    made = after(root, "ana", "zoe")
    assert made["docs/a.md"] == (
        "[[zoe]], `[[persona:zoe|she]]`, [[ana-b]]\n\n| [[zoe\\|x]] |\n|---|\n\n"
        "[her](../personas/zoe.md), [her](../personas/zoe/#a), [else](https://x.example/personas/ana/)\n\n"
        "[ref]: ../personas/zoe.md\n\n```toml\n[[ana]]\n```\n"
    )
    assert made["mkdocs.yml"] == "nav:\n  - personas/zoe.md\n  - x: personas/ana-b.md\n"
    assert made[WHO] == "title: Ana\nwas: [ana]\n# see [[zoe]]\n"


def test_links_that_would_mean_another_thing_afterwards_get_their_kind(tmp_path: Path) -> None:
    files = {WHO: "title: Ana\n", "maps/journeys/m.yml": "title: M\n", "docs/a.md": "[[ana]] and [[m]]\n"}
    root = portal(tmp_path, files)
    # A journey is what a bare id means first, and now one bears the persona's.
    assert after(root, "m", "ana")["docs/a.md"] == "[[persona:ana]] and [[ana]]\n"
    assert after(root, "ana", "m")["docs/a.md"] == "[[persona:m]] and [[m]]\n"


def test_fences_follow_in_pages_in_prose_and_in_examples(tmp_path: Path) -> None:
    page = (
        "  ```journey\n  ref: m\n  stages: [pay, get]\n  ```\n\n"
        "```journey\nref: m\nstages: pay\n```\n\n````markdown\n```journey\nref: m\nstages:\n  - pay\n```\n````\n\n"
        "```journey\ntitle: T\nstages: [{title: S, journey: m, same_as: m#pay}]\n```\n"
    )
    root = portal(
        tmp_path,
        {
            "maps/journeys/m.yml": "title: M\nstages: [{id: pay, title: Pays}, {id: get, title: Gets}]\n",
            "maps/journeys/n.yml": "title: N\nsummary: |\n  ```journey\n  ref: m\n  stages: [pay]\n  ```\n",
            "docs/a.md": page,
        },
    )
    by_step = after(root, "m#pay", "paid")
    assert by_step["docs/a.md"].count("paid") == 4
    assert by_step["docs/a.md"].endswith("same_as: m#paid}]\n```\n")
    assert "stages: [paid]" in by_step["maps/journeys/n.yml"]
    whole = after(root, "m", "mm")
    assert whole["docs/a.md"] == (
        page.replace("ref: m\n", "ref: mm\n")
        .replace("journey: m,", "journey: mm,")
        .replace("m#pay", "mm#pay")
    )
    assert "  ref: mm\n" in whole["maps/journeys/n.yml"]


def test_a_metric_takes_its_values_along_and_a_persona_its_own_picture(tmp_path: Path) -> None:
    root = portal(
        tmp_path, {"maps/metrics/nps.yml": "title: N\n", "maps/metrics/nps.csv": "date,value\n2026-01-01,1\n"}
    )
    assert plan(root, "nps", "npx").moves == {
        "maps/metrics/nps.csv": "maps/metrics/npx.csv",
        "maps/metrics/nps.yml": "maps/metrics/npx.yml",
    }


PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x08\x00\x00\x00\x08\x08\x02\x00\x00\x00"


def test_a_picture_that_two_personas_share_stays_where_it_is(tmp_path: Path) -> None:
    root = portal(tmp_path, {WHO: "title: Ana\nphoto: ana.png\n"})
    (root / "maps/personas/ana.png").write_bytes(PICTURE)
    made = plan(root, "ana", "zoe")
    assert made.moves["maps/personas/ana.png"] == "maps/personas/zoe.png"
    assert made.files[WHO][1] == b"title: Ana\nwas: [ana]\nphoto: zoe.png\n"
    portal(tmp_path, {"maps/personas/bo.yml": "title: Bo\nphoto: ana.png\n"})
    assert "maps/personas/ana.png" not in plan(root, "ana", "zoe").moves


def test_a_step_with_the_id_of_its_map_is_not_taken_for_it(tmp_path: Path) -> None:
    text = "title: M\nnext: [n]\nstages:\n  - {id: m, title: A}\n  - {id: b, title: B, next: [m, {step: m, when: x}]}\n"
    root = portal(tmp_path, {"maps/journeys/m.yml": text, "maps/journeys/n.yml": "title: N\n"})
    assert after(root, "m", "mm")["maps/journeys/m.yml"] == text.replace("title: M\n", "title: M\nwas: [m]\n")
    by_step = after(root, "m#m", "a")["maps/journeys/m.yml"]
    assert "{id: a, title: A, was: [m]}" in by_step
    assert "next: [a, {step: a, when: x}]" in by_step


def test_what_an_account_saw_follows_the_map_and_the_step(tmp_path: Path) -> None:
    seen = "observations:\n  - {contact: c, journey: m, step: s, emotion: 1, on: 2026-01-01}\n"
    root = portal(
        tmp_path,
        {
            "maps/journeys/m.yml": "title: M\nstages: [{id: s, title: S}]\n",
            "maps/accounts/a.yml": f"title: A\ncontacts: [{{id: c}}]\n{seen}",
            "maps/recommendations/r.yml": "title: R\nrelevant: [m, m#s]\n",
            "maps/paths/p.yml": "title: P\nsteps: [{read: journey/m#s}, {read: journey/m}]\n",
        },
    )
    whole = after(root, "m", "mm")
    assert "journey: mm, step: s" in whole["maps/accounts/a.yml"]
    assert "[mm, mm#s]" in whole["maps/recommendations/r.yml"]
    assert "[{read: journey/mm#s}, {read: journey/mm}]" in whole["maps/paths/p.yml"]
    step = after(root, "m#s", "ss")
    assert "journey: m, step: ss" in step["maps/accounts/a.yml"]
    assert "[m, m#ss]" in step["maps/recommendations/r.yml"]
    assert "[{read: journey/m#ss}, {read: journey/m}]" in step["maps/paths/p.yml"]


def test_lanes_and_tags_are_renamed_without_a_former_id(tmp_path: Path) -> None:
    root = portal(
        tmp_path,
        {
            "maps/vocabulary.yml": "lanes: {rule: Rule, b: {title: B, after: rule}}\n",
            "maps/journeys/m.yml": "title: M\ntags: [x, y]\nlanes: {rule: a}\nstages: [{title: S, lanes: {rule: b}}]\n",
            "maps/personas/p.md": "---\ntitle: P\ntags: x\n---\n",
        },
    )
    made = after(root, "lane:rule", "law")
    assert made == {
        "maps/journeys/m.yml": "title: M\ntags: [x, y]\nlanes: {law: a}\nstages: [{title: S, lanes: {law: b}}]\n",
        "maps/vocabulary.yml": "lanes: {law: Rule, b: {title: B, after: law}}\n",
    }
    assert set(after(root, "tag:x", "z")) == {"maps/journeys/m.yml", "maps/personas/p.md"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("ana", "Ana Lima", "`Ana Lima` is no id"),
        ("ana", "null", "`null` is no id"),
        ("ana", "bo", "there is a persona `bo` already (Bo)"),
        ("ana", "beau", "`beau` is a former id of `bo`"),
        ("ana", "con", "the name `con` is taken by the system"),
        ("ana", "ana", "it is called `ana` already"),
        ("m#a", "b", "has a stage or step `b` already (B)"),
        ("m#a", "old", "`old` is a former id of `b`"),
        ("lifecycle:use", "using", "`use` is one of the built-in words"),
    ],
)
def test_a_new_id_that_cannot_be_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    root = portal(
        tmp_path,
        {
            WHO: "title: Ana\n",
            "maps/personas/bo.yml": "title: Bo\nwas: [beau]\n",
            "maps/journeys/m.yml": "title: M\nstages: [{id: a, title: A}, {id: b, title: B, was: [old]}]\n",
        },
    )
    with pytest.raises(EditingError, match=said.replace("(", r"\(").replace(")", r"\)")):
        plan(root, old, new)


def test_a_file_that_cannot_be_read_and_may_name_it_has_to_be_mended_first(tmp_path: Path) -> None:
    files = {WHO: "title: Ana\n", "maps/journeys/m.yml": "title: M\npersonas: [ana\n"}
    root = portal(tmp_path, files)
    with pytest.raises(EditingError, match="a file that may name `ana` cannot be read in full") as caught:
        plan(root, "ana", "zoe")
    assert caught.value.places[0].startswith("maps/journeys/m.yml:")
    portal(tmp_path, {"maps/journeys/m.yml": "title: M\npersonas: [anna\n"})
    assert set(plan(root, "ana", "zoe").files) == {WHO}


def test_a_reference_that_cannot_be_edited_stops_it_all(tmp_path: Path) -> None:
    root = portal(
        tmp_path, {WHO: "title: Ana\n", "maps/journeys/m.yml": 'title: ana\npersonas: ["an\\x61"]\n'}
    )
    with pytest.raises(EditingError) as caught:
        plan(root, "ana", "zoe")
    assert caught.value.places == ("maps/journeys/m.yml:2",)
