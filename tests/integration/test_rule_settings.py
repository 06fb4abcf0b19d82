from __future__ import annotations

from pathlib import Path

from small_portal import CONFIG, ORDERING, SOUND, build, write

PUBLISHED = {**SOUND, "maps/journeys/ordering.yml": f"{ORDERING}status: published\n"}


def configured(options: str) -> str:
    return CONFIG.replace("[journeybook]", f"[{{journeybook: {options}}}]")


def test_a_portal_says_in_its_configuration_which_rules_count_and_how_loud(tmp_path: Path) -> None:
    root = write(
        tmp_path, {**PUBLISHED, "mkdocs.yml": configured("{select: [JB602], severity: {JB602: error}}")}
    )
    done = build(root)
    assert done.code == 1
    assert "error[JB602]: no team owns this map" in done.log
    assert "JB502" not in done.log
    assert "Traceback" not in done.log


def test_the_file_of_settings_counts_in_builds_too_and_the_configuration_on_top_of_it(tmp_path: Path) -> None:
    files = {
        "journeybook.toml": 'ignore = ["ALL"]\nprofile = "strict"\n',
        "mkdocs.yml": configured("{ignore: [JB602]}"),
    }
    done = build(write(tmp_path, {**PUBLISHED, **files}))
    assert done.code == 0
    assert "warning[JB502]" in done.log
    assert "JB602" not in done.log


def test_settings_that_cannot_be_meant_stop_the_build_with_one_line(tmp_path: Path) -> None:
    done = build(write(tmp_path, {**SOUND, "mkdocs.yml": configured("{ignore: [mising-owner]}")}))
    assert done.code == 1
    assert "mkdocs.yml: `ignore`: there is no rule `mising-owner`; did you mean `missing-owner`?" in done.log
    assert "Traceback" not in done.log
