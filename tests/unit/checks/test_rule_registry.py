"""Every rule is declared once, as a decorated function, and every declared rule is raised somewhere."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache

from journeybook.checks.registry import RULES, finders
from journeybook.checks.rules.accounts import ACCOUNT
from journeybook.checks.scopes import ITEM, LINEAGE, MAP, PORTAL
from journeybook.diagnostics import Place, Severity
from journeybook.rules.rule import Rule, Scope, rule
from places import PACKAGE

CODE = re.compile(r"JB\d{3}")


@cache
def trees() -> dict[str, ast.Module]:
    return {
        "journeybook." + ".".join(path.relative_to(PACKAGE).with_suffix("").parts): ast.parse(
            path.read_text("utf-8")
        )
        for path in sorted(PACKAGE.rglob("*.py"))
    }


def declared() -> Iterator[tuple[str, str, str]]:
    """Module, function and code of everything below `@rule(...)`."""
    for module, tree in trees().items():
        for node in tree.body:
            for each in node.decorator_list if isinstance(node, ast.FunctionDef) else ():
                if isinstance(each, ast.Call) and ast.unparse(each.func) == "rule":
                    yield module, node.name, ast.literal_eval(each.args[0])


def raised() -> set[tuple[str, str]]:
    """Module and function of each rule that something makes a finding of, or hands to what does."""
    rules = {(module, function) for module, function, _ in declared()}
    found = set()
    for module, tree in trees().items():
        names = {function: (home, function) for home, function in rules if home == module}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom):
                for each in node.names:
                    names[each.asname or each.name] = (node.module or "", each.name)
        above = {below: node for node in ast.walk(tree) for below in ast.iter_child_nodes(node)}
        for node in ast.walk(tree):
            use = above.get(node)
            if isinstance(use, ast.Attribute) and use.attr in {"found_in", "code"}:
                continue
            if isinstance(node, ast.Name) and node.id in names:
                found.add(names[node.id])
            elif (
                isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Name)
                and node.value.id in names
            ):
                package, name = names[node.value.id]
                found.add((f"{package}.{name}", node.attr))
    return found & rules


def test_the_registry_holds_what_is_declared_and_each_code_once():
    codes = [code for _, _, code in declared()]
    assert sorted(codes) == list(RULES)
    assert len({each.name for each in RULES.values()}) == len(RULES)


def test_every_rule_is_raised_somewhere():
    assert {(module, function) for module, function, _ in declared()} - raised() == set()


def test_a_code_stands_nowhere_but_where_its_rule_is_declared():
    found = []
    for module, tree in trees().items():
        own = {
            id(each.args[0])
            for each in ast.walk(tree)
            if isinstance(each, ast.Call) and ast.unparse(each.func) == "rule" and each.args
        }
        found += [
            f"{module}:{node.lineno}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and CODE.fullmatch(node.value)
            and id(node) not in own
        ]
    assert found == []


NO_RULE = "JB999"
"""What the page of `unknown-suppression` shows as a code that no rule has."""


def test_a_code_in_a_message_or_a_page_is_that_of_a_rule():
    named = {
        code
        for tree in trees().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for code in re.findall(r"\bJB\d{3}\b", node.value)
    }
    assert named - {NO_RULE} <= RULES.keys()


MAKERS = {
    "journeybook.rules.rule": "a rule makes its findings",
    "journeybook.checks.reports.limits": "many findings of a rule become one",
}


def test_findings_are_made_by_rules_alone():
    made = {
        module
        for module, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Diagnostic"
    }
    assert made == MAKERS.keys()


def test_names_state_the_fault_in_lower_case_words_and_every_page_is_a_sentence_at_least():
    for each in RULES.values():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", each.name)
        assert re.match(r"[A-Z`]", each.page.what), each.code
        assert each.page.what.endswith("."), each.code


def test_what_looks_is_asked_once_and_in_the_order_of_codes():
    for scope in (ITEM, MAP, ACCOUNT, PORTAL, LINEAGE):
        found = finders(scope)
        assert found
        assert len(set(found)) == len(found)
        codes = [code for code, each in RULES.items() for where, _ in each.finders if where is scope]
        assert codes == sorted(codes)
    assert set(finders(MAP, advice=True)) | set(finders(MAP, advice=False)) == set(finders(MAP))


def test_a_declared_function_becomes_a_rule_with_its_docstring_as_page():
    numbers: Scope[[int]] = Scope("a number")

    @rule("JB998", "odd-number", Severity.WARNING, numbers, advice=True)
    def odd_number(number):
        """A number is odd.

        Fix: Add one.
        """
        if number % 2:
            yield odd_number.at(Place("a.yml"), f"{number} is odd", "add one")

    @odd_number.found_in(numbers)
    def odd_half(number):
        yield odd_number.at(Place("b.yml"), f"half of {number}", severity=Severity.INFO)

    assert isinstance(odd_number, Rule)
    assert (odd_number.page.what, odd_number.page.fix) == ("A number is odd.", "Add one.")
    assert odd_number.advice
    assert not odd_number.firm
    found = [each for _, find in odd_number.finders for each in find(3)]
    assert [(each.code, each.severity.value, each.message, each.help) for each in found] == [
        ("JB998", "warning", "3 is odd", "add one"),
        ("JB998", "info", "half of 3", None),
    ]
    assert callable(odd_half)
    assert "JB998" not in RULES
