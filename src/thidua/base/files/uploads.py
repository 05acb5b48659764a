"""Keeps an upload that is far too large from filling the disk: what comes beyond the limit is dropped unread."""

from django.core.files.uploadhandler import FileUploadHandler

from thidua.base.files.blobs import size_limit


class CappedUploadHandler(FileUploadHandler):
    """First of FILE_UPLOAD_HANDLERS: passes on one chunk beyond the limit, so that taking the file in refuses it."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """The chunk while the limit is not yet passed, else nothing for the handlers behind."""
        return raw_data if start <= size_limit() else None

    def file_complete(self, file_size: int) -> None:
        """The handlers behind make the file."""
        return None
