"""Fields read what people here type and answer in plain sentences."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django import forms as django_forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.validators import FileExtensionValidator, RegexValidator

from thidua.ui import forms


class Sheet(forms.Form):
    """Fields of many kinds."""

    name = django_forms.CharField(max_length=5, min_length=2)
    code = django_forms.CharField(validators=[RegexValidator(r"^[A-Z]+$", "Mã chỉ gồm chữ in hoa.")])
    mail = django_forms.EmailField()
    count = django_forms.IntegerField(min_value=1)
    kind = django_forms.ChoiceField(choices=(("a", "A"),))
    many = django_forms.MultipleChoiceField(choices=(("a", "A"),))
    paper = django_forms.FileField(validators=[FileExtensionValidator(["pdf"])])
    own = django_forms.CharField(error_messages={"required": "Hãy ghi lý do trả lại."})


def _errors(data: dict[str, Any], **files: SimpleUploadedFile) -> dict[str, list[str]]:
    return {name: list(found) for name, found in Sheet(data, files).errors.items()}


def test_required_messages_are_vietnamese_and_own_ones_stay() -> None:
    errors = _errors({})
    assert errors["name"] == ["Chưa nhập mục này."]
    assert errors["paper"] == ["Chưa chọn tệp."]
    assert errors["own"] == ["Hãy ghi lý do trả lại."]


def test_what_is_wrong_is_said_with_the_limit() -> None:
    errors = _errors(
        {"name": "dài quá rồi", "code": "abc", "mail": "mai@", "count": "0", "kind": "x", "many": ["x"], "own": "có"},
        paper=SimpleUploadedFile("danh-sach.exe", b"x"),
    )
    assert errors == {
        "name": ["Nội dung dài 11 ký tự, tối đa là 5. Hãy rút ngắn."],
        "code": ["Mã chỉ gồm chữ in hoa."],
        "mail": ["Địa chỉ thư điện tử chưa đúng, ví dụ: ten@tinh.gov.vn."],
        "count": ["Giá trị nhỏ nhất được nhập là 1."],
        "kind": ["Lựa chọn này không có trong danh sách. Hãy chọn lại."],
        "many": ["Lựa chọn này không có trong danh sách. Hãy chọn lại."],
        "paper": ["Không nhận tệp đuôi .exe. Hãy chọn tệp: pdf."],
    }


def test_an_empty_file_and_a_word_for_a_number() -> None:
    errors = _errors({"count": "mười hai"}, paper=SimpleUploadedFile("a.pdf", b""))
    assert errors["count"] == ["Hãy nhập số nguyên, ví dụ: 12."]
    assert errors["paper"] == ["Tệp vừa chọn không có nội dung. Hãy chọn tệp khác."]


@pytest.mark.parametrize("typed", ["05/09/2023", "5/9/2023", "5-9-2023", "5.9.2023", " 05/09/2023 "])
def test_date_as_typed(typed: str) -> None:
    assert forms.VietnameseDateField().clean(typed) == date(2023, 9, 5)


@pytest.mark.parametrize("typed", ["31/02/2023", "2023", "hôm nay", "09/13/2023", "5/9/23"])
def test_impossible_date_is_refused_in_words(typed: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        forms.VietnameseDateField().clean(typed)
    assert typed in str(refusal.value)


def test_date_field_shows_and_compares_dates() -> None:
    field = forms.VietnameseDateField(required=False)
    assert field.clean("") is None
    assert field.prepare_value(date(2023, 9, 5)) == "05/09/2023"
    assert field.prepare_value("31/02/2023") == "31/02/2023"
    assert not field.has_changed(date(2023, 9, 5), "5/9/2023")
    assert field.has_changed(date(2023, 9, 5), "6/9/2023")
    assert field.has_changed(date(2023, 9, 5), "hôm nay")


@pytest.mark.parametrize(
    ("typed", "number"),
    [("1.627,5", "1627.5"), ("1.627", "1627"), ("1627,5", "1627.5"), ("-0,4", "-0.4"), ("0", "0"), ("97,80", "97.80")],
)
def test_number_as_typed(typed: str, number: str) -> None:
    assert forms.VietnameseDecimalField().clean(typed) == Decimal(number)


@pytest.mark.parametrize("typed", ["1,2,3", "mười", "1.2.3", "12%"])
def test_what_is_no_number_is_refused_in_words(typed: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        forms.VietnameseDecimalField().clean(typed)
    assert typed in str(refusal.value)


def test_number_field_limits_are_said_in_vietnamese_figures() -> None:
    field = forms.VietnameseDecimalField(max_value=Decimal("1627.5"), decimal_places=2)
    with pytest.raises(ValidationError, match=r"Giá trị lớn nhất được nhập là 1\.627,5\."):
        field.clean("1.628")
    assert field.clean("1.627,50") == Decimal("1627.50")
    assert field.prepare_value(Decimal("1627.50")) == "1.627,5"
    assert not field.has_changed(Decimal(5), "5,0")


def test_zero_and_nothing_are_two_answers() -> None:
    field = forms.VietnameseDecimalField(required=False)
    assert field.clean("0") == 0
    assert field.clean("") is None
    assert field.has_changed(None, "0")


def test_whole_number() -> None:
    field = forms.VietnameseIntegerField(required=False)
    assert field.clean("66.927") == 66927
    assert field.clean("") is None
    with pytest.raises(ValidationError, match="số nguyên"):
        field.clean("1,5")


@pytest.mark.parametrize("typed", ["CÔNG BỐ", "công bố", "  Công  bố ", "CO\u0302NG BO\u0302\u0301"])
def test_the_word_is_accepted_in_any_case_and_form(typed: str) -> None:
    assert forms.TypedWordField("CÔNG BỐ").clean(typed) == "CÔNG BỐ"


@pytest.mark.parametrize("typed", ["", "cong bo", "KÝ", "CÔNG BỐ!"])
def test_another_word_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError, match="Hãy gõ đúng chữ CÔNG BỐ"):
        forms.TypedWordField("CÔNG BỐ").clean(typed)


def test_filter_select_is_a_native_select_that_names_its_filter() -> None:
    class Choice(forms.Form):
        unit = django_forms.ChoiceField(choices=(("1", "Xã Lục Hồn"),), widget=forms.FilterSelect("đơn vị"))

    html = str(Choice()["unit"])
    assert html.startswith("<select")
    assert 'data-filter="đơn vị"' in html


def test_a_select_says_in_words_that_nothing_is_chosen() -> None:
    class Asked(forms.Form):
        sex = django_forms.ChoiceField(choices=forms.to_choose([("m", "Nam")]))
        kept = django_forms.ModelChoiceField(queryset=None)
        other = django_forms.ModelChoiceField(queryset=None, required=False)

    fields: Any = Asked().fields
    assert fields["sex"].choices[0] == ("", "Chọn trong danh sách") and not Asked({"sex": ""}).is_valid()
    assert (fields["kept"].empty_label, fields["other"].empty_label) == ("Chọn trong danh sách", "(không có)")
