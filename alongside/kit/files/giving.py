"""Giving a file out."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

SHUT_IN = "sandbox; default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"


def download(name: str, media_type: str, body: bytes) -> HttpResponse:
    """To be saved and never shown as a page of ours; were it shown, nothing in it could run. `name` is safe already
    (`kit.files.names.given_name`).
    """
    kind = f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
    answer = HttpResponse(body, content_type=kind)
    answer.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    answer.headers["Content-Security-Policy"] = SHUT_IN
    return answer
