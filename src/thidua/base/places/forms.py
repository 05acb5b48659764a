"""The form of the page of places."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from thidua.base.places.catalogue import Area, areas
from thidua.base.units.enums import Level
from thidua.language.text import sort_key
from thidua.ui.forms import Form


class PlacesForm(Form):
    """Which provinces to bring in."""

    whole = forms.BooleanField(label="Cả nước: 34 tỉnh, thành phố", required=False)
    provinces = forms.MultipleChoiceField(
        label="Hoặc chọn tỉnh, thành phố", widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, standing: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = set(standing)
        ordered = sorted(areas().values(), key=lambda area: sort_key(area.short_name))
        self.fields["provinces"].choices = [(a.code, _said(a, a.code in there)) for a in ordered]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The codes that were chosen, in either way."""
        data = super().clean() or {}
        if data.get("whole"):
            data["provinces"] = list(areas())
        if not self.errors and not data.get("provinces"):
            raise ValidationError("Hãy chọn ít nhất một tỉnh, thành phố.")
        return data


def _said(area: Area, standing: bool) -> str:
    count = f"{area.count(Level.COMMUNE, today=True)} xã, phường, đặc khu"
    return f"{area.name} ({count}; đã nhập)" if standing else f"{area.name} ({count})"
