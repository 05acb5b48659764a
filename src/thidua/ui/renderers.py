"""`FORM_RENDERER` of the site: `{{ form }}` anywhere comes out as the form component of the house."""

from django.forms.renderers import TemplatesSetting


class UiRenderer(TemplatesSetting):
    """Forms through `ui/components/form.html`; widgets through the site's template engine."""

    form_template_name = "ui/components/form.html"
