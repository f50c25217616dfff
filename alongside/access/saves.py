"""A form is saved once, however often it is delivered.

The key is made when the form is first shown and kept when it is shown again with errors. Looked up by person, route
and key, so nobody meets another person's save; a second delivery during the first waits for it. Only a save that
succeeds uses the key up, and it takes the drafts of the form with it. The same key with the same content gets the first
answer again (what is sent letter by letter as before gets it at the door, since the page may offer something else by
now); with changed content the person is asked whether they meant to correct what is saved, and what they typed
goes with them.
"""

import hashlib
import json
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from alongside.access import actions, queries
from alongside.access.doors import SignedInRequest
from alongside.access.drafts import sent_with
from alongside.access.models import SavedForm
from alongside.access.rules import digest_sent
from alongside.kit import clock, hooks
from alongside.kit.forms import PAPER, SHOW_ONLY, UNFINISHED, Form, Rows, all_valid
from alongside.kit.forms.apart import said_why
from alongside.kit.ids import derived_uuid7
from alongside.kit.refusals import Unacceptable

STOOD = "stood"
"""The hidden input that says what a form was shown for."""


@dataclass(frozen=True, slots=True)
class Saved:
    """Where the answer to a save lies, and where what was saved can be corrected ("" when it cannot)."""

    url: str
    correct_at: str = ""


def is_save(request: HttpRequest) -> bool:
    """Whether this request asks to save, and not merely to show again what was typed elsewhere."""
    return request.method == "POST" and SHOW_ONLY not in request.POST


def is_unfinished(request: HttpRequest) -> bool:
    """Whether the form is shown as somebody left it, so that the record may have changed since it was first shown."""
    return request.POST.get(SHOW_ONLY) == UNFINISHED


def is_for_paper(request: HttpRequest) -> bool:
    """Whether what was typed is to be seen as it prints, before it is saved."""
    return request.POST.get(SHOW_ONLY) == PAPER


def as_paper(request: HttpRequest, paper: HttpResponse) -> HttpResponse:
    """The answer of a view that shows what was typed as it prints; no other answer is taken for paper and kept."""
    request.is_paper = True  # type: ignore[attr-defined]
    return paper


def all_shown(request: HttpRequest) -> frozenset[uuid.UUID]:
    """The entries or deeds that the form says it was shown for; what cannot be read as such matches none that stands.

    Compared with what stands whenever the form is saved: none when something stands is not the same as asking nothing.
    """
    try:
        return frozenset(uuid.UUID(one) for one in request.POST.get(STOOD, "").split())
    except ValueError:
        return frozenset({uuid.UUID(int=0)})


def shown_for(request: HttpRequest) -> uuid.UUID | None:
    """The one that the form says it was shown for; None when nothing stood."""
    shown = all_shown(request)
    return next(iter(shown)) if len(shown) == 1 else uuid.UUID(int=0) if shown else None


def save_form(
    request: SignedInRequest, form: Form, save: Callable[[uuid.UUID], Saved], *, more: Any = None,
    rows: Sequence[Rows[Any]] = (),
) -> HttpResponse | None:  # fmt: skip
    """Save a valid form once and send the person to the answer. None when the action refused: the form holds the
    reason.

    `save` gets the identifier of the deed and makes one action call. `more` is content beside the form's own, such
    as rows; `rows`: those of the page in which a refusal may mark what it is about.
    """
    route = request.resolver_match.view_name if request.resolver_match else request.path
    key = form.cleaned_data["form_key"]
    digest = _digest(request.path, {**form.cleaned_data, "form_key": None}, more)
    user_id = request.user.pk
    try:
        with transaction.atomic():
            queries.wait_for_turn(user_id, route, key)
            earlier = SavedForm.objects.filter(author_id=user_id, route=route, key=key).first()
            typed = sent_with(request)
            if earlier is None or earlier.digest == digest:
                actions.forget_drafts(by=request.user, form_key=key, path=request.path, fields=typed)
            if earlier is not None:
                return _repeat(request, earlier, digest)
            deed_id = derived_uuid7(key, user_id, route)
            saved = save(deed_id)
            _keep_why(request, deed_id)
            SavedForm(
                author_id=user_id,
                route=route,
                key=key,
                digest=digest,
                sent=digest_sent(request.path, typed),
                answer=saved.url,
                correct_at=saved.correct_at,
                saved_at=clock.now(),
            ).save(force_insert=True)
    except Unacceptable as refusal:
        _mark(refusal, form, rows)
        return None
    return redirect(saved.url)


def _mark(refusal: Unacceptable, form: Form, rows: Sequence[Rows[Any]]) -> None:
    """The reason stands at every answer that it is about; at the form as a whole when it is about none of them."""
    answers = [(each, name, words) for each in (form, *(row for group in rows for row in group))
               for name, words in each.cleaned_data.items() if isinstance(words, str)]  # fmt: skip
    about = [(each, name, refusal.told[words]) for each, name, words in answers if words in refusal.told]
    for each, name, wrong in about:
        each.add_error(name, f"{each.fields[name].label}: {wrong}")
    if not about:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)


def saved_or_shown(
    request: SignedInRequest,
    form: Form,
    save: Callable[[uuid.UUID], Saved],
    *,
    template: str,
    context: Mapping[str, Any],
    done: str,
    rows: Rows | None = None,
) -> HttpResponse:
    """The whole of a page with a form: save it and go on, saying what was `done`; or show it, first or again.

    `rows` is a list of forms saved with it. The template gets `form`, `rows` and the context.
    """
    valid = form.is_valid() if rows is None else all_valid(form, rows)
    if is_save(request) and valid:
        answer = save_form(request, form, save, more=rows.cleaned if rows is not None else None,
                           rows=[rows] if rows is not None else [])  # fmt: skip
        if answer is not None:
            if answer.status_code == HTTPStatus.FOUND:
                messages.success(request, done)
            return answer
    return render(request, template, {**context, "form": form, "rows": rows})


def _keep_why(request: SignedInRequest, deed_id: uuid.UUID) -> None:
    """Why somebody was chosen who stands apart is on the record with the deed."""
    said, where = said_why(), request.resolver_match
    if said and where is not None and "family_id" in where.kwargs:
        for _, keep in hooks.answers("chosen_apart"):
            keep(by=request.user, family_id=where.kwargs["family_id"], deed_id=deed_id, why=said, at=clock.now())


def _repeat(request: SignedInRequest, earlier: SavedForm, digest: str) -> HttpResponse:
    if earlier.digest == digest:
        return redirect(earlier.answer)
    left_out = ("csrfmiddlewaretoken", "form_key")
    typed = [(name, value) for name, values in request.POST.lists() if name not in left_out for value in values]
    context = {"earlier": earlier, "typed": [*typed, (SHOW_ONLY, "yes")]}
    return render(request, "access/already_saved.jinja", context, status=409)


def _digest(*content: Any) -> str:
    text = json.dumps(content, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
