"""Portals in sub-folders, with maps elsewhere, and with maps in a submodule: every command finds and names them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from journeybook.cli import journeybook
from journeybook.history.changelog import read_history
from journeybook.library.objects import Kind, Ref
from journeybook.sources.loading import load
from journeybook.sources.portal_location import locate_portal, locate_portal_around
from repositories import FILES, MAP, Checkout

WAIT = "{ana: -1}"
SITE = "site_name: A\nplugins:\n  - journeybook: {maps: %s}\n"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(journeybook, list(arguments))


def moved(files: dict[str, str], to: str) -> dict[str, str]:
    """The files of the small portal with its maps in the folder `to`."""
    return {f"{to}/{name.removeprefix('maps/')}": text for name, text in files.items()}


@pytest.fixture
def below(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    """A portal in a sub-folder, somebody working in it."""
    made = Checkout(tmp_path / "work")
    made.commit({**moved(FILES, "sites/portal/maps"), "sites/portal/mkdocs.yml": SITE % "maps"}, "Begin")
    monkeypatch.chdir(made.root / "sites" / "portal")
    return made


@pytest.fixture
def beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    """A portal whose maps lie beside it in the repository."""
    made = Checkout(tmp_path / "work")
    made.commit({**moved(FILES, "content/maps"), "portal/mkdocs.yml": SITE % "../content/maps"}, "Begin")
    monkeypatch.chdir(made.root / "portal")
    return made


@pytest.fixture
def submodule(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    """A portal whose maps are a submodule; `inner` is a clone of it in its place."""
    origin = Checkout(tmp_path / "maps-origin")
    origin.commit(moved(FILES, "."), "Begin the maps")
    made = Checkout(tmp_path / "work")
    made.write({"mkdocs.yml": SITE % "maps"})
    made.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(origin.root), "maps")
    made.commit({}, "Begin")
    monkeypatch.chdir(made.root)
    return made


def settle(made: Checkout, text: str, subject: str = "Lower") -> None:
    """A commit in the submodule, and one that takes it over in the portal."""
    inner = Checkout(made.root / "maps")
    inner.commit({"journeys/buy/first-order.yml": text}, subject)
    made.commit({}, "Take the maps of today over")


def test_a_portal_in_a_sub_folder_knows_the_way_from_the_top(below):
    found = locate_portal(Path.cwd())
    assert (found.top, found.prefix) == (below.root, "sites/portal/")
    assert found.from_top("maps/a.yml") == "sites/portal/maps/a.yml"


def test_maps_elsewhere_belong_to_the_portal_that_names_them(beside):
    portal = beside.root / "portal"
    assert locate_portal_around(beside.root / "content" / "maps", portal).root == portal
    assert locate_portal(portal).from_top("../content/maps/a.yml") == "content/maps/a.yml"


@pytest.mark.parametrize(
    ("portal", "file"),
    [
        ("below", "sites/portal/maps/journeys/buy/first-order.yml"),
        ("beside", "content/maps/journeys/buy/first-order.yml"),
    ],
)
def test_what_hosts_read_names_files_from_the_top_of_the_repository(portal, file, request):
    made = request.getfixturevalue(portal)
    made.write({file: MAP.replace("personas: [ana]", "personas: [anna]")})
    assert f"file={file}," in run("check", "--format", "github").output
    (first, *_) = json.loads(run("check", "--format", "gitlab").output)
    assert first["location"]["path"] == file
    assert file in run("check", "--format", "sarif").output
    made.write({file: MAP.replace(WAIT, "{ana: -2}")})
    assert f"file={file}," in run("diff", "HEAD", "--format", "github").output


@pytest.mark.parametrize(
    "command",
    [
        ["check"],
        ["list", "journeys"],
        ["show", "first-order"],
        ["changelog"],
        ["schema", "--kind", "journey"],
        ["review"],
        ["codeowners"],
    ],
)
@pytest.mark.usefixtures("beside")
def test_every_command_finds_maps_elsewhere_by_the_settings_of_the_site(command):
    done = run(*command)
    assert "does not exist" not in done.output
    assert done.exit_code in (0, 2 if command == ["codeowners"] else 0), done.output
    assert "no owner of a map has `handles:`" in done.output if command == ["codeowners"] else done.output


def test_maps_elsewhere_have_a_history_and_differences(beside):
    beside.commit({"content/maps/journeys/buy/first-order.yml": MAP.replace(WAIT, "{ana: -2}")}, "Lower")
    told = run("changelog").output
    assert "Lower" in told or "−2" in told
    assert "First order" in told
    assert "1 map" in run("diff", "HEAD~1", "HEAD").output
    beside.write({"content/maps/personas/tom.yml": "title: Tom\n"})
    assert "Tom" in run("diff", "HEAD").output
    assert run("check", "--changed-since", "main").exit_code == 0


def test_a_check_names_what_the_settings_say_where_it_is_not_there(beside):
    beside.write({"portal/mkdocs.yml": SITE % "../nowhere"})
    done = run("check")
    assert done.exit_code == 2
    assert "mkdocs.yml says that the maps are in `../nowhere`, and there is no such folder" in done.stderr


def test_maps_that_only_mkdocs_finds_are_asked_for(beside):
    beside.write({"portal/mkdocs.yml": SITE % "!ENV MAPS"})
    assert "name the folder of maps" in run("check").stderr
    assert run("check", "../content/maps").exit_code == 0


def test_a_portal_can_be_checked_by_its_folder(beside, monkeypatch):
    monkeypatch.chdir(beside.root)
    done = run("check", "portal")
    assert (done.exit_code, done.output) == (0, "No mistakes in 1 map.\n")


def test_a_submodule_tells_what_changed_in_it(submodule):
    settle(submodule, MAP.replace(WAIT, "{ana: -2}"))
    told = run("changelog").output
    assert "−2" in told
    history = read_history(submodule.root, "maps", load(submodule.root, "maps").library)
    assert next(each.subject for each in history.edits) == "Lower"
    assert Ref(Kind.JOURNEY, "first-order") in history.care


def test_revisions_of_the_portal_mean_the_maps_that_it_held(submodule):
    settle(submodule, MAP.replace(WAIT, "{ana: -2}"))
    said = run("diff", "HEAD~1", "HEAD").output
    assert "−1" in said
    assert "−2" in said
    assert "new" not in said.splitlines()[0]
    assert run("diff", "HEAD", "--fail-on", "regression").exit_code == 0
    assert run("check", "--changed-since", "HEAD~1").exit_code == 0


def test_somebody_who_works_in_the_submodule_means_its_own_revisions(submodule, monkeypatch):
    settle(submodule, MAP.replace(WAIT, "{ana: -2}"))
    Checkout(submodule.root / "maps").git("branch", "only-here", "HEAD~1")
    monkeypatch.chdir(submodule.root / "maps")
    done = run("diff", "only-here", "--maps", ".")
    assert done.exit_code == 0, done.output
    assert "−2" in done.output


def test_a_submodule_that_was_not_fetched_is_told(submodule, tmp_path, monkeypatch):
    clone = tmp_path / "clone"
    submodule.git("clone", "-q", str(submodule.root), str(clone))
    monkeypatch.chdir(clone)
    for command in (["diff", "HEAD"], ["changelog"], ["check", "--changed-since", "HEAD"]):
        done = run(*command)
        assert done.exit_code == 2
        assert "git submodule update --init" in done.stderr


def test_a_submodule_within_the_maps_is_told(submodule, tmp_path):
    origin = Checkout(tmp_path / "personas-origin")
    origin.commit({"tom.yml": "title: Tom\n"}, "Begin")
    inner = Checkout(submodule.root / "maps")
    inner.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(origin.root), "accounts")
    inner.commit({}, "Share")
    submodule.commit({}, "Take over")
    done = run("diff", "HEAD")
    assert done.exit_code == 2
    assert "`accounts` is a submodule within the maps" in done.stderr


def test_owners_are_written_where_the_host_of_the_maps_looks(submodule):
    inner = Checkout(submodule.root / "maps")
    words = FILES["maps/vocabulary.yml"].replace(
        "sales: Sales", 'sales: {title: Sales, handles: ["@acme/sales"]}'
    )
    inner.commit({"vocabulary.yml": words}, "Handles")
    assert run("codeowners", "--write").exit_code == 0
    text = (inner.root / ".github" / "CODEOWNERS").read_text()
    assert "/journeys/buy/first-order.yml @acme/sales" in text


def test_editors_get_settings_in_the_folder_that_people_open(below):
    assert run("schema", "--write").exit_code == 0
    settings = json.loads((below.root / ".vscode" / "settings.json").read_text())
    assert settings["yaml.schemas"]["sites/portal/.journeybook/journey.schema.json"] == [
        "sites/portal/maps/journeys/**/*.yml",
        "sites/portal/maps/journeys/**/*.yaml",
    ]
    assert (below.root / "sites/portal/.journeybook/journey.schema.json").is_file()
    assert run("schema", "--check").exit_code == 0


def test_editors_of_who_opens_the_portal_alone_are_left_there(below):
    below.write({"sites/portal/.vscode/settings.json": "{}\n"})
    assert run("schema", "--write").exit_code == 0
    settings = json.loads(Path(".vscode/settings.json").read_text())
    assert ".journeybook/journey.schema.json" in settings["yaml.schemas"]


def test_editors_find_the_schemas_of_maps_elsewhere(beside):
    assert run("schema", "--write").exit_code == 0
    settings = json.loads((beside.root / ".vscode" / "settings.json").read_text())
    assert (
        settings["yaml.schemas"]["portal/.journeybook/persona.schema.json"][0]
        == "content/maps/personas/**/*.yml"
    )


def test_what_a_stranger_proposes_is_taken_into_maps_elsewhere(beside):
    beside.git("checkout", "-q", "-b", "theirs")
    beside.commit(
        {
            "content/maps/personas/tom.yml": "title: Tom\n",
            "portal/docs/new.md": "# New\n",
            "portal/hooks.py": "x = 1\n",
        },
        "Propose",
    )
    beside.git("checkout", "-q", "main")
    done = run("ci", "take", "theirs")
    assert done.exit_code == 0, done.output
    assert (beside.root / "content/maps/personas/tom.yml").is_file()
    assert Path("docs/new.md").is_file()
    assert not Path("hooks.py").exists()
    assert "- left out `hooks.py`: it lies outside of ../content/maps/ and docs/" in done.output


@pytest.mark.usefixtures("submodule")
def test_nothing_is_taken_out_of_a_submodule():
    done = run("ci", "take", "main")
    assert done.exit_code == 2
    assert "kept in another repository" in done.stderr


def test_a_draft_is_written_where_the_maps_are(beside):
    done = run("new", "persona", "--title", "Tom Reed", "--no-input")
    assert done.exit_code == 0
    assert (beside.root / "content/maps/personas/tom-reed.yml").is_file()


def test_a_renaming_reaches_pages_and_maps_elsewhere(beside):
    beside.write({"portal/docs/notes.md": "See [[ana]].\n"})
    done = run("mv", "persona:ana", "ana-lima")
    assert done.exit_code == 0, done.output
    assert (beside.root / "content/maps/personas/ana-lima.yml").is_file()
    assert "[[ana-lima]]" in (beside.root / "portal/docs/notes.md").read_text()


def test_imported_maps_are_written_where_the_maps_are(beside):
    beside.write({"portal/a.mmd": "journey\n    title Moving\n    section Plan\n      Pack: 3: Ana\n"})
    done = run("import", "a.mmd")
    assert "wrote ../content/maps/journeys/moving.yml" in done.output, done.output


@pytest.mark.usefixtures("beside")
def test_a_portal_begun_around_maps_elsewhere_gets_no_example():
    done = run("init", "--no-input", "--no-recipes")
    assert done.exit_code == 0, done.output
    assert "../content/maps/ is not empty, so no example was written." in done.stderr
    assert not Path("maps").exists()


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    """Two portals, one for colleagues and one for partners, over the same maps, personas and words."""
    made = Checkout(tmp_path / "work")
    site = SITE % "../../maps"
    made.commit(
        {
            **FILES,
            "sites/inside/mkdocs.yml": site,
            "sites/inside/docs/notes.md": "See [[ana]].\n",
            "sites/partners/mkdocs.yml": site,
            "sites/partners/docs/welcome.md": "Meet [[ana|Ana]].\n",
        },
        "Begin",
    )
    monkeypatch.chdir(made.root)
    return made


@pytest.mark.parametrize("site", ["inside", "partners"])
def test_several_portals_share_maps_personas_and_words(two, site):
    assert run("check", f"sites/{site}").output == "No mistakes in 1 map.\n"
    two.write({"maps/vocabulary.yml": FILES["maps/vocabulary.yml"].replace("web: Website, ", "")})
    done = run("check", f"sites/{site}", "--format", "github")
    assert done.exit_code == 1
    assert "file=maps/journeys/buy/first-order.yml" in done.output


def test_a_page_of_one_portal_is_no_matter_of_the_other(two):
    two.write({"sites/partners/docs/welcome.md": "Meet [[anna]].\n"})
    assert run("check", "sites/inside").exit_code == 0
    done = run("check", "sites/partners")
    assert done.exit_code == 1
    assert "sites/partners/docs/welcome.md:1:6" in done.output


@pytest.mark.usefixtures("two")
def test_recipes_of_each_portal_run_when_the_shared_maps_change():
    for site in ("inside", "partners"):
        assert f'paths: ["sites/{site}/**", "maps/**"]' in run("ci", "github", f"sites/{site}").output


def test_portals_with_maps_of_their_own_share_nothing_but_the_repository(tmp_path, monkeypatch):
    made = Checkout(tmp_path / "work")
    files = {f"sites/{site}/mkdocs.yml": SITE % "maps" for site in ("a", "b")}
    made.commit({**files, **moved(FILES, "sites/a/maps"), **moved(FILES, "sites/b/maps")}, "Begin")
    made.commit({"sites/b/maps/personas/tom.yml": "title: Tom\n"}, "Tom")
    monkeypatch.chdir(made.root / "sites" / "a")
    assert "Tom" not in run("changelog").output
    assert "Tom" not in run("diff", "HEAD~1", "HEAD").output
    monkeypatch.chdir(made.root / "sites" / "b")
    assert "Tom" in run("diff", "HEAD~1", "HEAD").output
