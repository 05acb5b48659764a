"""A small language for formulas with named figures: + - * /, comparisons, and/or/not, min, max. Nothing else.

The text is parsed by Python's parser and walked here; nothing is ever executed.
"""

import ast
import operator
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from thidua.engine.scoring.problems import CannotScore

Env = Mapping[str, Fraction | bool]

_MOST_CHARACTERS = 500
_MOST_NODES = 200

_ARITHMETIC: dict[type[ast.AST], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_COMPARISONS: dict[type[ast.AST], Callable[[Any, Any], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}
_FUNCTIONS: dict[str, Callable[[list[Fraction]], Fraction]] = {"min": min, "max": max}
_NUMBER = re.compile(r"\d{1,15}(\.\d{1,10})?")


class ExpressionError(ValueError):
    """The text is not a formula of this language; the message is a Vietnamese sentence."""


def names_in(text: str) -> frozenset[str]:
    """The named figures a formula uses. Raises ExpressionError when the text is not a formula."""
    tree = _parse(text)
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    return frozenset(node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and id(node) not in called)


def number(text: str, env: Env) -> Fraction:
    """The value of a formula that gives a number. Raises CannotScore when it does not."""
    value = _value(text, env)
    if isinstance(value, bool):
        raise CannotScore("expression", f"công thức «{text}» phải cho một con số, không phải đúng hoặc sai.")
    return value


def truth(text: str, env: Env) -> bool:
    """The value of a condition. Raises CannotScore when it is not one."""
    value = _value(text, env)
    if not isinstance(value, bool):
        raise CannotScore("expression", f"điều kiện «{text}» phải cho đúng hoặc sai, không phải con số.")
    return value


def _value(text: str, env: Env) -> Fraction | bool:
    try:
        return _walk(_parse(text), env, text)
    except ZeroDivisionError:
        raise CannotScore("zero_denominator", f"công thức «{text}» chia cho 0 với số liệu này.") from None
    except ExpressionError as exc:
        raise CannotScore("expression", str(exc)) from None


@lru_cache(maxsize=2048)
def _parse(text: str) -> ast.expr:
    if len(text) > _MOST_CHARACTERS:
        raise ExpressionError(f"công thức dài quá {_MOST_CHARACTERS} ký tự")
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise ExpressionError(f"không đọc được công thức «{text}»") from None
    nodes = list(ast.walk(tree))
    if len(nodes) > _MOST_NODES:
        raise ExpressionError("công thức quá phức tạp")
    for node in nodes:
        _check(node, text)
    return tree


def _check(node: ast.AST, text: str) -> None:
    """Refuse everything outside the language."""
    if isinstance(node, ast.Constant):
        if not _NUMBER.fullmatch(ast.get_source_segment(text.strip(), node) or ""):
            raise ExpressionError(f"công thức «{text}» chỉ được dùng số (viết như 0.5) và tên số liệu")
    elif isinstance(node, ast.Call):
        known = isinstance(node.func, ast.Name) and node.func.id in _FUNCTIONS
        if not known or node.keywords or not node.args:
            raise ExpressionError(f"công thức «{text}» chỉ được gọi min, max")
    elif type(node) not in _ALLOWED:
        raise ExpressionError(f"công thức «{text}» có phép tính không được dùng")


_ALLOWED: frozenset[type[ast.AST]] = frozenset(
    {ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.Name, ast.Load, ast.And, ast.Or, ast.Not, ast.USub}
    | _ARITHMETIC.keys()
    | _COMPARISONS.keys()
)


def _walk(node: ast.expr, env: Env, text: str) -> Fraction | bool:
    if isinstance(node, ast.Constant):
        return Fraction(Decimal(ast.get_source_segment(text.strip(), node) or ""))
    if isinstance(node, ast.Name):
        if node.id not in env:
            raise ExpressionError(f"công thức «{text}» dùng «{node.id}» nhưng không có số liệu đó")
        return env[node.id]
    if isinstance(node, ast.BinOp):
        left, right = _quantity(node.left, env, text), _quantity(node.right, env, text)
        return Fraction(_ARITHMETIC[type(node.op)](left, right))
    if isinstance(node, ast.UnaryOp):
        if isinstance(node.op, ast.Not):
            return not _condition(node.operand, env, text)
        return -_quantity(node.operand, env, text)
    if isinstance(node, ast.BoolOp):
        answers = (_condition(each, env, text) for each in node.values)
        return all(answers) if isinstance(node.op, ast.And) else any(answers)
    if isinstance(node, ast.Compare):
        return _compare(node, env, text)
    assert isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    return _FUNCTIONS[node.func.id]([_quantity(each, env, text) for each in node.args])


def _compare(node: ast.Compare, env: Env, text: str) -> bool:
    sides = [_walk(each, env, text) for each in (node.left, *node.comparators)]
    return all(_COMPARISONS[type(op)](sides[i], sides[i + 1]) for i, op in enumerate(node.ops))


def _quantity(node: ast.expr, env: Env, text: str) -> Fraction:
    value = _walk(node, env, text)
    if isinstance(value, bool):
        raise ExpressionError(f"công thức «{text}» cộng trừ một câu trả lời có/không như con số")
    return value


def _condition(node: ast.expr, env: Env, text: str) -> bool:
    value = _walk(node, env, text)
    if not isinstance(value, bool):
        raise ExpressionError(f"công thức «{text}» dùng một con số như điều kiện")
    return value
