"""Form fields as HTML: any Django field, with the classes and the ARIA links that the form component needs."""

from typing import Any, Final

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

_UNCLASSED: Final = (forms.RadioSelect, forms.CheckboxSelectMultiple)


def is_checkbox(field: BoundField) -> bool:
    """A single tick box, whose label stands after it."""
    return isinstance(field.field.widget, forms.CheckboxInput)


def control_class(widget: forms.Widget) -> str:
    """Bootstrap's class for one widget; groups of choices style their own inputs."""
    if isinstance(widget, _UNCLASSED):
        return ""
    if isinstance(widget, forms.CheckboxInput):
        return "form-check-input"
    return "form-select" if isinstance(widget, forms.Select) else "form-control"


def control(field: BoundField) -> SafeString:
    """The input itself."""
    widget = field.field.widget
    names = f"{widget.attrs.get('class', '')} {control_class(widget)}".split()
    if field.errors and names:
        names.append("is-wrong")
    attrs: dict[str, Any] = {"class": " ".join(names)} if names else {}
    return field.as_widget(attrs=attrs)


def field_context(field: BoundField) -> dict[str, Any]:
    """What `ui/components/field.html` reads."""
    checkbox = is_checkbox(field)
    return {
        "field": field,
        "control": control(field),
        "checkbox": checkbox,
        "group": field.use_fieldset and not checkbox,
    }


def anchor(field: BoundField) -> str:
    """The id that the summary of errors links to."""
    return f"{field.auto_id}_group" if field.use_fieldset and not is_checkbox(field) else str(field.id_for_label)


def error_count(form: forms.BaseForm) -> int:
    """How many places must be corrected: each field with an error counts once."""
    fields = [name for name in form.errors if name != NON_FIELD_ERRORS]
    return len(fields) + len(form.non_field_errors())
