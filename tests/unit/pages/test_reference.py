"""The pages for those who write: the format, field by field, and the rules of the check."""

from __future__ import annotations

import re
from itertools import chain

import pytest
from lxml import html

from journeybook.checks.registry import RULES as CHECKED
from journeybook.format.fields import described, parts_of
from journeybook.format.models import MODELS
from journeybook.model.journey import Moment, Stage
from journeybook.model.vocabulary import Vocabulary
from journeybook.pages.page_plan import plan_pages
from journeybook.pages.reference.format_reference import field_anchor, term_field
from journeybook.site.rule_texts import rule_texts
from page_library import RULES, small_library

PAGES = {
    plan.address: plan.make()
    for plan in plan_pages(
        small_library(), site_name="Atlas", rules=RULES, guides={"writing-a-map": "guide/writing-a-map/"}
    )
}
FORMAT = html.fragment_fromstring(PAGES["reference/format/"].body)
PARTS = tuple(dict.fromkeys(chain.from_iterable(parts_of(each) for each in (*MODELS.values(), Vocabulary))))


def texts(path: str) -> list[str]:
    return [" ".join(each.text_content().split()) for each in FORMAT.xpath(path)]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_every_field_stands_on_the_page_with_its_meaning_and_its_example(part):
    said = set(texts("//div[@class='jb-reference-field']//p"))
    shared = {field.name for field in described(Moment)} if part is Stage else set()
    for field in described(part):
        if field.name not in shared:
            assert " ".join(f"{field.name}: {field.example}".split()) in said
            start = re.sub(r"[`*]", "", field.meaning)
            assert any(each.startswith(start) for each in said), field.meaning


def test_places_are_unique_and_links_within_the_page_lead_somewhere():
    ids = FORMAT.xpath("//@id")
    assert len(ids) == len(set(ids))
    inside = {each.removeprefix("#") for each in FORMAT.xpath("//@href") if each.startswith("#")}
    assert inside <= set(ids)
    assert len(inside) > 30


def test_what_a_field_takes_is_said_in_words_with_links():
    takes = dict(
        zip(
            FORMAT.xpath("//h4/@id"),
            texts("//p[@class='jb-reference-takes']"),
            strict=True,
        )
    )
    assert takes["jp--step-channel"] == "an id of a channel"
    assert takes["jp--step-pains"] == "a text, or a pain, or a list of them, 100 at most"
    assert takes["jp--step-emotion"] == "a number on the emotion scale, or one by the ids of personas"
    assert takes["jp--step-metrics"] == "numbers by the ids of metrics, 100 at most"
    assert takes["jp--pain-severity"] == "a whole number from 1 to 3"
    assert takes["jp--emotion-scale-min"] == "a number from −1,000 to 1,000"
    assert takes["jp--vocabulary-channels"] == "titles or a channel by their ids, or a list of ids"
    (link,) = FORMAT.xpath("//*[@id='jp--step-channel']/../p/a/@href")
    assert link == "../../channels/"
    (link,) = FORMAT.xpath("//*[@id='jp--step-pains']/../p/a/@href")
    assert link == "#jp--pain"


def test_the_glossary_and_the_format_lead_to_each_other():
    glossary = html.fragment_fromstring(PAGES["glossary/"].body)
    links = [each for each in glossary.xpath("//@href") if "reference/format/#" in each]
    assert "../reference/format/#jp--step-moment-of-truth" in links
    assert {each.partition("#")[2] for each in links} <= set(FORMAT.xpath("//@id"))
    back = [each for each in FORMAT.xpath("//@href") if "glossary/#" in each]
    assert "../../glossary/#jp--moment-of-truth" in back
    assert {each.partition("#")[2] for each in back} <= set(glossary.xpath("//@id"))


def test_words_find_their_fields():
    assert term_field("pain") == "pains"
    assert term_field("opportunity") == "opportunities"
    assert term_field("service-blueprint") is None
    assert field_anchor("goal") == "jp--stage-goal"
    assert field_anchor("objective") == "jp--journey-map-objective"
    assert field_anchor("nothing") is None


def test_search_finds_a_field_by_its_name_spoken_or_written_and_by_other_words():
    body = PAGES["reference/format/"].search.body
    assert '<h3 id="jp--step-moment-of-truth">moment_of_truth (step)</h3>\n<p>moment of truth</p>' in body
    assert "pain points" in body


def test_rules_with_more_to_say_have_a_page_and_others_a_line():
    assert [address for address in PAGES if address.startswith("rules/")] == [
        "rules/",
        "rules/JB160/",
        "rules/JB602/",
    ]
    listed = html.fragment_fromstring(PAGES["rules/"].body)
    assert {each.get("id") for each in listed.xpath("//li[@data-level]")} == {"JB102", "JB160", "JB602"}
    assert not any(
        each.startswith("rules/")
        for each in {plan.address for plan in plan_pages(small_library(), site_name="A")}
    )


def test_an_example_of_several_files_names_them():
    body = PAGES["rules/JB160/"].body
    assert "<code>maps/metrics/csat.csv</code>" in body
    assert "<code>maps/" not in PAGES["rules/JB602/"].body


def test_a_host_hands_over_every_rule_with_its_page():
    found = rule_texts()
    assert [each.code for each in found] == list(CHECKED)
    assert {each.code for each in found if each.mends} == {
        code for code, rule in CHECKED.items() if rule.mends
    }
    by_code = {each.code: each for each in found}
    owner = by_code["JB602"]
    page = CHECKED["JB602"].page
    assert (owner.what, owner.why, owner.fix) == (page.what, page.why, page.fix)
    assert owner.softer
    assert not owner.firm
    assert by_code["JB201"].firm
    assert owner.bad == {"journeys/example.yml": f"{page.bad}\n"}
    assert not owner.before
    assert "waits-for-a-date" in by_code["JB535"].before["journeys/example.yml"]
