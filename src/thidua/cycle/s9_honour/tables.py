"""Lists of stage 9."""

import django_tables2

from thidua.cycle.s9_honour.enums import CONFERENCE_TONES, STORY_TONES, ConferenceState, StoryState
from thidua.cycle.s9_honour.models import Conference, Story
from thidua.ui.parts import EmptyState, State
from thidua.ui.tables import TITLE, DateColumn, StateColumn, Table


class ConferenceTable(Table):
    """Conferences of the season."""

    caption = "Hội nghị"
    empty_state = EmptyState("Chưa có hội nghị nào", "Chuyên viên của đơn vị tổ chức lập hội nghị tại đây.")
    title = django_tables2.Column(
        verbose_name="Tên hội nghị", attrs=TITLE, linkify=("honour:conference", {"pk": django_tables2.A("pk")})
    )
    kind = django_tables2.Column(verbose_name="Loại")
    held_on = DateColumn(verbose_name="Ngày họp")
    place = django_tables2.Column(verbose_name="Địa điểm", default="–")
    state = StateColumn(verbose_name="Trạng thái")

    class Meta(Table.Meta):
        model = Conference
        fields = ("title", "kind", "held_on", "place", "state")
        prefix = "hn-"

    def render_state(self, record: Conference) -> object:
        """The state as a badge."""
        state = ConferenceState(record.state)
        return self.columns["state"].column.render(State(state.label, CONFERENCE_TONES[state]))


class StoryTable(Table):
    """Stories of the season."""

    caption = "Điển hình tiên tiến và tin"
    empty_state = EmptyState("Chưa có bài viết nào", "Đơn vị viết về người tốt, việc tốt của mình tại đây.")
    title = django_tables2.Column(
        verbose_name="Tên bài", attrs=TITLE, linkify=("honour:story", {"pk": django_tables2.A("pk")})
    )
    kind = django_tables2.Column(verbose_name="Loại")
    category = django_tables2.Column(verbose_name="Chuyên mục", default="–")
    written_for = django_tables2.Column(verbose_name="Đơn vị viết", order_by="written_for__name_sort")
    published_on = DateColumn(verbose_name="Ngày đăng", default="chưa đăng")
    state = StateColumn(verbose_name="Trạng thái")

    class Meta(Table.Meta):
        model = Story
        fields = ("title", "kind", "category", "written_for", "published_on", "state")
        prefix = "bv-"

    def render_state(self, record: Story) -> object:
        """The state as a badge."""
        state = StoryState(record.state)
        return self.columns["state"].column.render(State(state.label, STORY_TONES[state]))
