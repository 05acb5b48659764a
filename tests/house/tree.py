"""Walks the source once for all house tests."""

import ast
import io
import tokenize
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "thidua"


@cache
def modules() -> dict[Path, ast.Module]:
    """Every Python module of the product but migrations, parsed."""
    paths = sorted(p for p in SRC.rglob("*.py") if "migrations" not in p.parts)
    return {p: ast.parse(p.read_text(encoding="utf-8")) for p in paths}


def functions() -> list[tuple[Path, ast.FunctionDef]]:
    """Every function with the module that holds it."""
    return [(p, n) for p, tree in modules().items() for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]


def length(function: ast.FunctionDef) -> int:
    """Lines of a function without its docstring."""
    body = function.body
    doc = body[0] if isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant) else None
    whole = (function.end_lineno or function.lineno) - function.lineno + 1
    return whole - ((doc.end_lineno or 0) - doc.lineno + 1 if doc else 0)


_NO_CODE = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
}


def _docstrings(tree: ast.Module) -> set[int]:
    lines: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node, clean=False):
            lines |= set(range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1))
    return lines


def code_lines(path: Path) -> int:
    """Lines of code: blank lines, comments and docstrings don't count."""
    tokens = tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline)
    lines = {n for t in tokens if t.type not in _NO_CODE for n in range(t.start[0], t.end[0] + 1)}
    return len(lines - _docstrings(modules()[path]))


def name(path: Path) -> str:
    """A path as it is read in a message."""
    return str(path.relative_to(ROOT))


def pages() -> list[Path]:
    """Every template and every static text file."""
    kinds = {".html", ".txt", ".css", ".js", ".svg"}
    return sorted(p for p in SRC.rglob("*") if p.suffix in kinds and ("templates" in p.parts or "static" in p.parts))
