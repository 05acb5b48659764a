"""Reads covenant.yaml: an entry for several clusters becomes a covenant of each."""

from collections.abc import Iterator
from pathlib import Path

from thidua.ops.seasonfiles.form import build, read_entries
from thidua.ops.seasonfiles.model_cycle import Cluster, Covenant, CovenantEntry, Signature
from thidua.ops.seasonfiles.problems import Collector


def read_covenants(folder: Path, clusters: tuple[Cluster, ...], problems: Collector) -> tuple[Covenant, ...]:
    """The covenants, one of each cluster, with the signatures of its own members."""
    members = {cluster.code: cluster.members for cluster in clusters}
    covenants: list[Covenant] = []
    for written in read_entries(folder, "covenant.yaml", "giao ước", problems):
        entry = build(CovenantEntry, written)
        if not entry.clusters:
            written.wrong("cụm", "Chưa ghi giao ước này của cụm, khối nào. Hãy ghi danh sách mã, ví dụ [K01].")
        covenants += _of_each_cluster(entry, members)
    return tuple(covenants)


def _of_each_cluster(entry: CovenantEntry, members: dict[str, tuple[str, ...]]) -> Iterator[Covenant]:
    several = len(entry.clusters) > 1
    for cluster in entry.clusters:
        yield Covenant(
            code=f"{entry.code}-{cluster}" if several else entry.code,
            year=entry.year,
            cluster=cluster,
            title=entry.title,
            commitments=entry.commitments,
            signatures=tuple(_signatures(entry, members.get(cluster, ()), several)),
            source=entry.source,
            row=entry.row,
        )


def _signatures(entry: CovenantEntry, members: tuple[str, ...], several: bool) -> Iterator[Signature]:
    named = {signature.unit for signature in entry.signatures}
    for signature in entry.signatures:
        if signature.unit in members or not several:
            yield signature
    if entry.together_on is not None:
        for unit in members:
            if unit not in named:
                yield Signature(
                    unit=unit, signer="", office="", on=entry.together_on, source=entry.source, row=entry.row
                )
