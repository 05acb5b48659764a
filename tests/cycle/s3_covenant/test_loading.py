"""The published seasons come in through the actions: clusters, papers, covenants and who signed."""

from datetime import date
from pathlib import Path

import pytest

from thidua.base.audit.chain import verify
from thidua.cycle.s3_covenant import queries
from thidua.cycle.s3_covenant.enums import CovenantState, PaperState
from thidua.cycle.s3_covenant.models import ClusterPaper, Covenant, PaperComment, Signature
from thidua.ops.loading.run import Run
from thidua.ops.loading.season import load_stage, prepare

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"


def _load(code: str) -> Run:
    run = prepare(EXAMPLES / code)
    load_stage(run, "covenant")
    return run


@pytest.mark.django_db
def test_bac_ninh_2023_the_districts_sign_under_luong_tai() -> None:
    run = _load("bac-ninh-2023")
    [(info, done, expected)] = queries.signing_coverage(run.season.pk, date(2023, 3, 31))
    assert info.head_unit_id == run.units["BN.LT"].pk and (done, expected) == (8, 8)
    covenant = Covenant.objects.get()
    assert (covenant.state, covenant.signed_on) == (CovenantState.SIGNED, date(2023, 3, 17))
    first = queries.commitments_of(run.season.pk)[0]
    assert (first.indicator_code, first.target_words) == ("XA_NTM_NC", "từ 9 xã trở lên")
    signer = Signature.objects.get(unit=run.units["BN.LT"])
    assert (signer.signer_name, signer.office) == ("Phạm Thanh Hải", "Chủ tịch Ủy ban nhân dân huyện")
    states = sorted(ClusterPaper.objects.values_list("state", flat=True))
    assert states == [PaperState.COMMENTS, PaperState.ADOPTED, PaperState.ADOPTED, PaperState.ADOPTED]
    assert PaperComment.objects.filter(answer__isnull=True).count() == 0
    assert verify().intact and verify().unsealed == 0


@pytest.mark.django_db
def test_binh_lieu_2020_all_twelve_blocs_have_signed() -> None:
    run = _load("binh-lieu-2020")
    coverage = queries.signing_coverage(run.season.pk, date(2020, 12, 1))
    assert len(coverage) == 12 and all(done == expected for _, done, expected in coverage)
    later = _load("binh-lieu-2022")
    season = next(s for year, s in later.seasons.items() if year == 2023)
    assert len(queries.clusters_of(season.pk, date(2023, 3, 1))) == 4
    eight = [c for c in queries.commitments_of(season.pk) if c.cluster_name == "Khối các xã, thị trấn"]
    assert [c.number for c in eight] == list(range(1, 9))


@pytest.mark.django_db
def test_pho_lu_2023_one_organisation_has_not_signed() -> None:
    run = _load("pho-lu-2023")
    found = {info.code: (done, expected) for info, done, expected in queries.signing_coverage(
        run.season.pk, date(2023, 3, 1)
    )}  # fmt: skip
    assert found == {"C1": (11, 11), "K2": (6, 7)}
    waiting = Covenant.objects.get(cluster__code="K2")
    assert waiting.state == CovenantState.OPEN
    assert list(queries.waiting_units(waiting, date(2023, 3, 1)).values()) == [run.units["PL.QS"].name]
