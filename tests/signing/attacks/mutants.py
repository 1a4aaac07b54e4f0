"""Our judgement with one rule taken out: every `raise` in its code, every condition of one, every row of its tables."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

from signing import chain, cms, examine, fields, holders, mime, pdf, proofs, signers, smime, verify
from signing import changes as changed

MODULES: tuple[ModuleType, ...] = (
    changed,
    cms,
    chain,
    examine,
    fields,
    holders,
    mime,
    pdf,
    proofs,
    signers,
    smime,
    verify,
)
ALARMS = ("Refuted", "SuspiciousModification")


@dataclass(frozen=True)
class Site:
    """One `raise` of an alarm."""

    module: ModuleType
    line: int
    function: str
    """Outermost one around it, e.g. `PdfExamination._intact`."""
    number: int
    """Which one in that function, from 1."""
    conditions: int
    """How many alternatives its `if` names; 0 when it stands under none."""

    def __str__(self) -> str:
        return f"{self.module.__name__}:{self.function}#{self.number}"

    def mutants(self) -> Iterator[Mutant]:
        yield Mutant(self, None)
        if self.conditions > 1:
            yield from (Mutant(self, which) for which in range(self.conditions))


@dataclass(frozen=True)
class Mutant:
    """A function without one alarm, or without one alternative of what sets it off."""

    site: Site
    without: int | None

    def __str__(self) -> str:
        return f"{self.site}" + ("" if self.without is None else f"[{self.without}]")

    @property
    def function(self) -> FunctionType:
        return _function(self.site.module, self.site.function)

    @property
    def code(self) -> CodeType:
        tree = Surgeon(self).visit(_tree(self.site.module))
        whole = compile(ast.fix_missing_locations(tree), str(self.site.module.__file__), "exec")
        return _inside(whole, self.site.function)


class Surgeon(ast.NodeTransformer):
    """Makes the one cut a mutant is about."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant

    def visit_Raise(self, node: ast.Raise) -> ast.stmt:
        here = node.lineno == self.mutant.site.line and self.mutant.without is None
        return ast.copy_location(ast.Pass(), node) if here else node

    def visit_If(self, node: ast.If) -> ast.stmt:
        self.generic_visit(node)
        here = any(isinstance(one, ast.Raise) and one.lineno == self.mutant.site.line for one in node.body)
        if here and self.mutant.without is not None and isinstance(node.test, ast.BoolOp):
            left = [one for number, one in enumerate(node.test.values) if number != self.mutant.without]
            node.test = left[0] if len(left) == 1 else ast.copy_location(ast.BoolOp(node.test.op, left), node.test)
        return node


def sites() -> list[Site]:
    """Every alarm of our code."""
    return [site for module in MODULES for site in _sites(module)]


def _sites(module: ModuleType) -> Iterator[Site]:
    for name, function in _functions(_tree(module)):
        conditions = {
            one.lineno: len(node.test.values)
            for node in ast.walk(function)
            if isinstance(node, ast.If) and isinstance(node.test, ast.BoolOp) and isinstance(node.test.op, ast.Or)
            for one in node.body
            if isinstance(one, ast.Raise)
        }
        lines = sorted(node.lineno for node in ast.walk(function) if isinstance(node, ast.Raise) and _is_alarm(node))
        for number, line in enumerate(lines, start=1):
            yield Site(module, line, name, number, conditions.get(line, 0))


def _is_alarm(node: ast.Raise) -> bool:
    called = node.exc.func if isinstance(node.exc, ast.Call) else None
    return isinstance(called, ast.Name) and called.id in ALARMS


def _functions(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef]]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from ((f"{node.name}.{one.name}", one) for one in node.body if isinstance(one, ast.FunctionDef))


def _function(module: ModuleType, name: str) -> FunctionType:
    found: object = module
    for word in name.split("."):
        found = inspect.getattr_static(found, word)
    while hasattr(found, "__wrapped__"):
        found = found.__wrapped__
    assert isinstance(found, FunctionType), name
    return found


def _inside(code: CodeType, name: str) -> CodeType:
    for word in name.split("."):
        code = next(one for one in code.co_consts if isinstance(one, CodeType) and one.co_name == word)
    return code


def _tree(module: ModuleType) -> ast.Module:
    return ast.parse("\n".join(_lines(module)))


@cache
def _lines(module: ModuleType) -> list[str]:
    return Path(str(module.__file__)).read_text(encoding="utf-8").split("\n")
