"""Cluster papers: draft, comments with an answer each, adoption by a meeting, the next version."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tests.cycle.s3_covenant.conftest import TODAY
from tests.prepared import prepared
from tests.world import World
from thidua.base.access.actor import Problem, Refused
from thidua.base.audit.chain import verify
from thidua.base.audit.queries import history_of
from thidua.base.season.actions import set_season_state
from thidua.base.season.enums import SeasonState
from thidua.base.workflow.queries import last_reason, steps_of
from thidua.cycle.s3_covenant import policies, queries
from thidua.cycle.s3_covenant.actions import papers as actions
from thidua.cycle.s3_covenant.enums import PaperKind, PaperState
from thidua.cycle.s3_covenant.models import Cluster, ClusterPaper, PaperAnswer, PaperComment

OTHER = actions.PaperText(PaperKind.PLAN, "Kế hoạch", "Tháng 3 ký giao ước")


@prepared
def circulated(world: World, paper: ClusterPaper) -> ClusterPaper:
    """Out for comments."""
    actions.circulate_paper(by=world.actor("truong-khoi"), paper=paper, today=TODAY)
    return paper


def _comment(world: World, paper: ClusterPaper, username: str, text: str = "Nhất trí") -> PaperComment:
    return actions.comment(by=world.actor(username), paper=paper, text=text, today=TODAY)


def _adopt(world: World, paper: ClusterPaper, **changes: object) -> None:
    given: dict[str, object] = {"on": TODAY, "at": "Hội nghị khối", "body": "Điều 1. Sửa theo ý kiến.", "today": TODAY}
    actions.adopt_paper(by=world.actor("truong-khoi"), paper=paper, **{**given, **changes})


def test_a_paper_goes_from_draft_to_comments_to_adoption(world: World, circulated: ClusterPaper) -> None:
    said = _comment(world, circulated, "dv-can-bo", "Nêu rõ cách luân phiên trưởng khối")
    assert said.unit_id == world.id("DV")
    actions.answer(by=world.actor("truong-khoi"), comment=said, text="Tiếp thu", today=TODAY)
    _adopt(world, circulated)
    kept = ClusterPaper.objects.get()
    assert (kept.state, kept.adopted_on, kept.adopted_at) == (PaperState.ADOPTED, TODAY, "Hội nghị khối")
    assert (kept.body, kept.circulated) == ("Điều 1. Sửa theo ý kiến.", "Điều 1. Luân phiên trưởng khối.")
    assert [s.name for s in steps_of(kept)] == ["circulate", "adopt"]
    assert "trả lời ý kiến của Xã Đồng Văn về «Quy chế hoạt động»" in " ".join(x.text for x in history_of(kept))
    assert verify().intact and verify().unsealed == 0


def test_every_comment_needs_its_answer_and_a_meeting_of_the_past(world: World, circulated: ClusterPaper) -> None:
    said = _comment(world, circulated, "pn-can-bo")
    with pytest.raises(Problem, match="Còn 1 ý kiến chưa được trả lời"):
        _adopt(world, circulated)
    actions.answer(by=world.actor("truong-khoi"), comment=said, text="Ghi nhận", today=TODAY)
    with pytest.raises(Problem, match="Ngày thông qua không thể sau hôm nay"):
        _adopt(world, circulated, on=date(2023, 12, 1))
    with pytest.raises(Problem, match="Hãy ghi hội nghị"):
        _adopt(world, circulated, at=" ")
    with pytest.raises(Problem, match="Ý kiến này đã được trả lời"):
        actions.answer(by=world.actor("truong-khoi"), comment=said, text="Khác", today=TODAY)
    assert ClusterPaper.objects.get().state == PaperState.COMMENTS


def test_comments_and_answers_can_not_be_changed_in_the_database(world: World, circulated: ClusterPaper) -> None:
    said = _comment(world, circulated, "lh-can-bo")
    actions.answer(by=world.actor("truong-khoi"), comment=said, text="Ghi nhận", today=TODAY)
    for rows, change in ((PaperComment.objects.all(), {"text": "x"}), (PaperAnswer.objects.all(), {"text": "x"})):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.delete()


def test_what_is_out_for_comments_is_rewritten_only_after_it_was_taken_back(
    world: World, circulated: ClusterPaper
) -> None:
    head = world.actor("truong-khoi")
    _comment(world, circulated, "dv-can-bo", "Sửa Điều 1")
    stale = ClusterPaper.objects.get()
    stale.state = PaperState.DRAFT  # what a page opened before still believes
    with pytest.raises(Refused, match="không sửa trực tiếp được"):
        actions.rewrite_paper(by=head, paper=stale, text=OTHER, today=TODAY)
    with pytest.raises(Refused, match="Hãy ghi lý do"):
        actions.take_back_paper(by=head, paper=circulated, today=TODAY, reason=" ")
    actions.take_back_paper(by=head, paper=circulated, today=TODAY, reason="Sai thể thức")
    actions.rewrite_paper(by=head, paper=circulated, text=OTHER, today=TODAY)
    kept = ClusterPaper.objects.get()
    assert (kept.state, kept.title, kept.comments.count()) == (PaperState.DRAFT, "Kế hoạch", 1)
    reason = last_reason(kept)
    assert reason and reason.reason == "Sai thể thức"


def test_an_adopted_paper_changes_only_as_a_new_version(world: World, circulated: ClusterPaper) -> None:
    head = world.actor("truong-khoi")
    with pytest.raises(Refused, match="Chỉ soạn bản mới cho văn bản đã thông qua"):
        actions.renew_paper(by=head, paper=circulated, today=TODAY)
    _adopt(world, circulated)
    with pytest.raises(Refused):
        actions.rewrite_paper(by=head, paper=circulated, text=OTHER, today=TODAY)
    fresh = actions.renew_paper(by=head, paper=circulated, today=TODAY)
    assert (str(fresh), fresh.version, fresh.body) == ("Quy chế hoạt động (bản 2)", 2, circulated.body)
    with pytest.raises(Problem, match="đã có bản mới"):
        actions.renew_paper(by=head, paper=circulated, today=TODAY)


def test_only_the_head_runs_the_papers(world: World, cluster: Cluster, circulated: ClusterPaper) -> None:
    said = _comment(world, circulated, "dv-can-bo")
    for username in ("lh-chu-tich", "dv-can-bo", "chuyen-vien", "kiem-tra", "qp-chuyen-vien"):
        by = world.actor(username)
        for act in (
            lambda by=by: actions.write_paper(by=by, cluster=cluster, text=OTHER, today=TODAY),
            lambda by=by: actions.rewrite_paper(by=by, paper=circulated, text=OTHER, today=TODAY),
            lambda by=by: actions.take_back_paper(by=by, paper=circulated, today=TODAY, reason="x"),
            lambda by=by: actions.answer(by=by, comment=said, text="x", today=TODAY),
            lambda by=by: actions.adopt_paper(by=by, paper=circulated, on=TODAY, at="x", body="", today=TODAY),
        ):
            with pytest.raises(Refused):
                act()
    assert not PaperAnswer.objects.exists()


@pytest.mark.parametrize(
    ("username", "sentence"),
    [
        ("truong-khoi", "thủ trưởng hoặc cán bộ thi đua"),
        ("chuyen-vien", "thủ trưởng hoặc cán bộ thi đua"),
        ("ak-can-bo", "thuộc đơn vị khác"),
    ],
)
def test_only_members_comment(world: World, circulated: ClusterPaper, username: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        _comment(world, circulated, username)


def test_comments_are_taken_only_while_they_are_asked_for(world: World, paper: ClusterPaper) -> None:
    with pytest.raises(Refused, match="không ở thời gian lấy ý kiến"):
        _comment(world, paper, "dv-can-bo")
    actions.circulate_paper(by=world.actor("truong-khoi"), paper=paper, today=TODAY)
    with pytest.raises(Problem, match="Hãy ghi ý kiến"):
        _comment(world, paper, "dv-can-bo", "  ")
    set_season_state(by=world.actor("chuyen-vien"), season=world.season, state=SeasonState.CLOSED)
    paper = queries.paper_by_id(paper.pk) or paper
    with pytest.raises(Refused, match="đã kết thúc"):
        _comment(world, paper, "dv-can-bo")


def test_drafts_are_for_members_and_authority_adopted_papers_for_the_season(
    world: World, circulated: ClusterPaper
) -> None:
    inside = ("lh-can-bo", "dv-can-bo", "pnu-chu-tich", "truong-khoi", "chuyen-vien", "chu-tich", "kiem-tra")
    outside = ("tham-dinh", "thu-ky", "bl-quan-tri")
    for username in inside:
        policies.check_sees_paper(world.actor(username), circulated, TODAY)
        policies.sees_by_id(ClusterPaper)(world.actor(username), circulated.pk)
    for username in (*outside, "qp-chuyen-vien"):
        with pytest.raises(Refused):
            policies.check_sees_paper(world.actor(username), circulated, TODAY)
        with pytest.raises(Refused):
            policies.sees_by_id(ClusterPaper)(world.actor(username), circulated.pk)
    _adopt(world, circulated)
    for username in outside:
        policies.check_sees_paper(world.actor(username), circulated, TODAY)
        policies.sees_by_id(ClusterPaper)(world.actor(username), circulated.pk)
    with pytest.raises(Refused, match="thuộc đơn vị khác"):
        policies.check_sees_paper(world.actor("qp-chuyen-vien"), circulated, TODAY)


def test_a_paper_without_a_title_is_refused(world: World, cluster: Cluster) -> None:
    blank = actions.PaperText(PaperKind.PLAN, " ")
    with pytest.raises(Problem, match="Hãy ghi tên văn bản"):
        actions.write_paper(by=world.actor("truong-khoi"), cluster=cluster, text=blank, today=TODAY)
    assert not ClusterPaper.objects.exists()
