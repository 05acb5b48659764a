"""App of documents and attachments."""

from django.apps import AppConfig
from django.urls import reverse


class DocumentsConfig(AppConfig):
    name = "thidua.base.documents"
    label = "documents"
    verbose_name = "Văn bản"

    def ready(self) -> None:
        from thidua.base.audit import verbs
        from thidua.base.documents import policies
        from thidua.base.documents.enums import VERBS

        verbs.register(VERBS)
        policies.register_owner(
            "documents.document",
            policies.check_sees_document_id,
            check_write=policies.check_writes_document_id,
            url=lambda pk: reverse("documents:document", args=[pk]),
            open_to_public=True,
        )
