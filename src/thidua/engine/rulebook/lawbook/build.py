"""Reads a folder of law files, and overlays of the same form, into one `Law`."""

import hashlib
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from .files import LawError, read
from .model import AwardRule
from .tables import (
    Authority,
    BaseSalary,
    Dossier,
    Instrument,
    MoneyRules,
    Overlay,
    Principle,
    Procedures,
    Regime,
    VoteRules,
)
from .typed import Problem, Reader

T = TypeVar("T")


@dataclass
class Law:
    """Everything the files say, by code. `files` tells for each regime's award the file that it stands in."""

    scales: dict[str, dict[str, str]] = field(default_factory=dict)
    regimes: dict[str, Regime] = field(default_factory=dict)
    instruments: dict[str, Instrument] = field(default_factory=dict)
    authorities: dict[str, Authority] = field(default_factory=dict)
    principles: dict[str, Principle] = field(default_factory=dict)
    base_salaries: tuple[BaseSalary, ...] = ()
    money: dict[str, MoneyRules] = field(default_factory=dict)
    votes: dict[str, VoteRules] = field(default_factory=dict)
    procedures: dict[str, Procedures] = field(default_factory=dict)
    dossiers: dict[str, tuple[Dossier, ...]] = field(default_factory=dict)
    awards: dict[str, dict[str, AwardRule]] = field(default_factory=dict)
    files: dict[tuple[str, str], str] = field(default_factory=dict)
    overlays: list[tuple[str, Overlay]] = field(default_factory=list)
    version: str = ""


# file at the top of the folder -> the mapping of records that it holds: (name of the section, type of one record)
_TABLES: dict[str, tuple[str, type[Any]]] = {
    "regimes": ("regimes", Regime),
    "instruments": ("instruments", Instrument),
    "authorities": ("authorities", Authority),
    "principles": ("principles", Principle),
    "votes": ("votes", VoteRules),
    "procedures": ("procedures", Procedures),
}
_PLAIN = ("scales", "money", "dossiers")


def read_law(folder: Path, overlays: Iterable[Path] = ()) -> tuple[Law, list[Problem]]:
    """The law of a folder with its overlays, and everything wrong with the form of the files."""
    law, problems = Law(), []
    contents: dict[Path, dict[str, Any]] = {}
    paths = [path for path in sorted(folder.rglob("*.yaml")) if path.is_file()] + list(overlays)
    if not folder.is_dir():
        raise LawError(f"Không có thư mục {folder}. Hãy kiểm tra đường dẫn của thư mục luật.")
    for path in paths:
        try:
            contents[path] = read(path)
        except LawError as error:
            said = str(error).removeprefix(f"Tệp {path.name}, ").removeprefix(f"Tệp {path.name}: ")
            problems.append(Problem(_label(path, folder), "", said))
    for name in (*_TABLES, *_PLAIN):
        _read_table(law, folder, name, contents.get(folder / f"{name}.yaml"), problems)
    raw_awards = _collect_awards(law, contents, folder, problems)
    _read_awards(law, raw_awards, problems)
    law.version = _fingerprint(paths)
    return law, problems


def _read_table(law: Law, folder: Path, name: str, content: dict[str, Any] | None, problems: list[Problem]) -> None:
    file = f"{name}.yaml"
    if content is None:
        if not (folder / file).exists():
            problems.append(Problem(file, "", "thiếu tệp này trong thư mục luật."))
        return
    reader = Reader(file, problems, {k: content[k] for k in ("last_checked_on",) if k in content})
    if name == "scales":
        law.scales = _texts(reader, content.get("scales"), "scales")
    elif name == "money":
        salaries = content.get("base_salaries") or []
        found = [reader.read(BaseSalary, raw, f"base_salaries[{i}]") for i, raw in enumerate(salaries, 1)]
        law.base_salaries = tuple(item for item in found if item)
        law.money = _records(reader, MoneyRules, content.get("rules"), "rules")
    elif name == "dossiers":
        for regime, items in (content.get("dossiers") or {}).items():
            read_items = [reader.read(Dossier, raw, f"dossiers.{regime}[{i}]") for i, raw in enumerate(items, 1)]
            law.dossiers[regime] = tuple(item for item in read_items if item)
    else:
        section, kind = _TABLES[name]
        setattr(law, name, _records(reader, kind, content.get(section), section))


def _records(reader: Reader, kind: type[T], raw: object, path: str) -> dict[str, T]:
    if not isinstance(raw, Mapping):
        reader.complain(path, "thiếu mục này.")
        return {}
    read_all = {code: reader.read(kind, value, f"{path}.{code}") for code, value in raw.items()}
    return {code: value for code, value in read_all.items() if value is not None}


def _texts(reader: Reader, raw: object, path: str) -> dict[str, dict[str, str]]:
    texts: dict[str, dict[str, str]] = {}
    for scale, codes in (raw if isinstance(raw, Mapping) else {}).items():
        if isinstance(codes, Mapping) and all(isinstance(name, str) for name in codes.values()):
            texts[scale] = dict(codes)
        else:
            reader.complain(f"{path}.{scale}", "cần các mục “mã: tên gọi”.")
    return texts


RawAwards = dict[str, dict[str, tuple[str, dict[str, Any]]]]  # regime -> code -> (file, as written)


def _collect_awards(
    law: Law, contents: Mapping[Path, dict[str, Any]], folder: Path, problems: list[Problem]
) -> RawAwards:
    raw: RawAwards = {regime: {} for regime in law.regimes}
    for path, content in contents.items():
        file = _label(path, folder)
        if "overlay" in content:
            overlay = Reader(file, problems).read(Overlay, content, "")
            if overlay:
                law.overlays.append((file, overlay))
            continue
        if path.parent == folder:
            continue
        regime, outside = content.get("regime"), folder not in path.parents
        if regime not in raw:
            problems.append(Problem(file, "regime", f"không có thời kỳ “{regime}” trong regimes.yaml."))
            continue
        for code, award in (content.get("awards") or {}).items():
            if code in raw[regime] and not outside:
                other = raw[regime][code][0]
                problems.append(Problem(file, f"awards.{code}", f"mã này đã có trong {other}; mỗi mã ghi một lần."))
            raw[regime][code] = (file, {"last_checked_on": content.get("last_checked_on"), **(award or {})})
    return raw


def _read_awards(law: Law, raw: RawAwards, problems: list[Problem]) -> None:
    for regime, awards in raw.items():
        law.awards[regime] = {}
        for code, (file, _) in awards.items():
            reader = Reader(file, problems)
            full = _resolve(reader, raw, regime, code, ())
            rule = reader.read(AwardRule, full, f"awards.{code}") if full is not None else None
            if rule:
                law.awards[regime][code] = rule
                law.files[regime, code] = file


def _resolve(reader: Reader, raw: RawAwards, regime: str, code: str, trail: tuple[str, ...]) -> dict[str, Any] | None:
    """The award as written, on top of the regime that it says it is the same as."""
    if code not in raw.get(regime, {}) or regime in trail:
        reader.complain(f"awards.{code}.same_as", f"không có “{code}” để lấy ở thời kỳ {regime}.")
        return None
    written = deepcopy(raw[regime][code][1])
    base_regime, changes = written.pop("same_as", None), written.pop("changes", [])
    if base_regime is None:
        return written
    base = _resolve(reader, raw, base_regime, code, (*trail, regime))
    if base is None:
        return None
    for change in changes:
        target = change.get("code") if isinstance(change, Mapping) else None
        if not _patch(base.get("standards") or [], target, change):
            reader.complain(f"awards.{code}.changes", f"không có điều kiện “{target}” ở thời kỳ {base_regime}.")
    return base | written


def _patch(node: Any, code: str | None, change: dict[str, Any]) -> bool:
    """Puts the changed keys into every condition of that code; says whether one was found."""
    if isinstance(node, list):
        return any([_patch(item, code, change) for item in node])
    if not isinstance(node, dict):
        return False
    if node.get("code") == code:
        if "confidence" in change:
            node.pop("source", None)
        node.update(change)
        return True
    return any([_patch(node.get(group, []), code, change) for group in ("all_of", "any_of")])


def _label(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix() if folder in path.parents else path.name


def _fingerprint(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + (path.read_bytes() if path.is_file() else b"") + b"\0")
    return digest.hexdigest()[:16]
