"""Forms of this wing."""

from django import forms

from thidua.cycle.s5_score.evidence.enums import Finding
from thidua.ui.forms import Form, VietnameseDateField, VietnameseIntegerField, to_choose

NUMBER, SHARE = "so", "phan-tram"
TOGETHER, EACH = "chung", "rieng"


class AnnounceForm(Form):
    """How many are drawn and where the seed will come from."""

    reach = forms.ChoiceField(label="Rút", choices=[(TOGETHER, "chung cả cụm, khối"), (EACH, "riêng từng đơn vị")])
    measure = forms.ChoiceField(label="Tính theo", choices=[(NUMBER, "số mục"), (SHARE, "phần trăm số mục")])
    size = VietnameseIntegerField(label="Rút bao nhiêu", help_text="Số mục hoặc số phần trăm, ví dụ: 5")
    seed_source = forms.CharField(
        label="Số rút thăm lấy từ đâu", max_length=300,
        help_text="Một số mà không ai biết trước và ai cũng tra được, ví dụ: giải đặc biệt xổ số miền Bắc.",
    )  # fmt: skip
    seed_on = VietnameseDateField(label="Ngày có số đó", help_text="Sau hôm nay. Ngày/tháng/năm, ví dụ: 05/09/2023")


class SeedForm(Form):
    """The seed, once it is known."""

    seed = forms.CharField(label="Số rút thăm", max_length=200, help_text="Ghi đúng từng chữ số như đã công bố.")


class FindingForm(Form):
    """What was found of one item."""

    finding = forms.ChoiceField(label="Kết quả", choices=to_choose(Finding.choices, "Chọn kết quả"))
    reason = forms.CharField(
        label="Ghi chú, lý do", max_length=1000, required=False, help_text="Bắt buộc khi kết quả không phải là «Đúng»."
    )
