"""A form that is not saved is kept: when its writer presses the button, when their browser does so by itself, and when
a save did not go through.

Every door ends in `answered`, so no view knows of drafts. To keep, the view first shows the form as unfinished: where
it would refuse the page nothing is kept and its refusal is the answer. Only a page that offers the button is kept, so
never one that asks for a password. To go on, what was typed is put before the view as if it had been sent to be shown.
What is printed before it is saved is kept in the same way, and seen on its paper by its writer alone.
"""

import hashlib
import re
import uuid
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from html import escape, unescape
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse, QueryDict
from django.shortcuts import redirect

from alongside.access import actions, queries, second_step
from alongside.access.opened import Opened
from alongside.access.permissions import Permission, user_may
from alongside.access.queries import DraftLine
from alongside.access.rules import (
    DRAFT,
    KEEP,
    KEY,
    LONGEST_ADDRESS,
    MOST_OF_A_DRAFT,
    PRINT,
    digest_sent,
    on_paper,
    without_draft,
)
from alongside.kit import clock
from alongside.kit.dates import time_words
from alongside.kit.files.names import own_name
from alongside.kit.forms import PAPER, SHOW_ONLY, UNFINISHED, KitForm, forms_met
from alongside.kit.forms.files import AGAIN
from alongside.kit.ids import uuid7
from alongside.kit.refusals import NotAllowed

BY_ITSELF = "by-itself"
LIST = "desk:drafts"
NEAR_THE_TOP = 8000
NOT_TYPED = frozenset({"csrfmiddlewaretoken", KEEP})
_OFFERS = f'name="{KEEP}"'.encode()
_TITLE = re.compile(r"<title>(?:Error: )?(.*?)(?: – Alongside)?</title>", re.DOTALL)
_SHOWN = (HTTPStatus.OK, HTTPStatus.CONFLICT)

Typed = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class DraftNote:
    """What a page says about drafts above its form: it shows the one `kept`, there are others `waiting`, or what was
    typed is `too_long` to keep. `left_over`: words of the draft that have no place on the page any more.
    """

    kept: DraftLine | None = None
    left_over: tuple[str, ...] = ()
    waiting: tuple[DraftLine, ...] = ()
    too_long: bool = False


def answered(view: Callable[..., HttpResponseBase], request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
    """The view's answer behind its door, which has opened what may be seen; or that of a draft. Raises Http404."""
    if hasattr(request, "draft_note"):
        return view(request, *args, **kwargs)
    request.draft_note = None

    def look() -> HttpResponseBase:
        return view(request, *args, **kwargs)

    if request.method == "GET":
        return _brought_back(request, look) if DRAFT in request.GET else _shown_anew(request, look)
    form = _Form(request, _family(kwargs))
    if getattr(request, "for_later", False):
        return form.keep_for_later(look)
    if request.method == "POST" and KEEP in request.POST:
        return form.keep(look)
    if request.method == "POST" and (where := form.was_saved()):
        return redirect(where)
    with forms_met() as met:
        answer = look()
    refused = request.method == "POST" and _offers(answer) and not form.is_too_long
    if refused and form.key and not form.is_as_opened(answer, met):
        form.store_once(answer, form.key)
    return answer


def sent_with(request: Any) -> Typed:
    """All that a form sent: its answers, and which files with what in them."""
    typed = [(name, value) for name, values in request.POST.lists() for value in values]
    for name, files in request.FILES.lists():
        for file in files:
            typed.append((f"{name}-sent", f"{file.size} {hashlib.sha256(file.read()).hexdigest()}"))
            file.seek(0)
    return typed + _to_choose_again(request)


def _to_choose_again(request: Any) -> Typed:
    """The names of files that were sent: a draft keeps the words, and says which file to attach again."""
    return [(AGAIN.format(name), own_name(file.name)) for name, files in request.FILES.lists() for file in files]


def is_for_later(request: Any, permission: Permission) -> bool:
    """Whether somebody sent a form whose session had ended by itself. The request is theirs then, to keep it alone."""
    asleep = getattr(request, "asleep", None)
    if asleep is None or request.method != "POST" or KEY not in request.POST or not user_may(asleep.user, permission):
        return False
    request.user = asleep.user
    request.for_later = not second_step.is_missing(request)
    if not request.for_later:
        request.user = AnonymousUser()
    return bool(request.for_later)


class _Form:
    """A form that was sent, and what was typed into it."""

    def __init__(self, request: Any, family_id: int | None) -> None:
        self.request, self.family_id = request, family_id
        self.key = _uuid(request.POST.get(KEY, ""))
        self.path = without_draft(request.get_full_path())
        self.route = request.resolver_match.view_name if request.resolver_match else request.path
        self.typed: Typed = [
            (name, value) for name, values in request.POST.lists() if name not in NOT_TYPED for value in values
        ] + _to_choose_again(request)

    @property
    def is_too_long(self) -> bool:
        return sum(len(part) for pair in self.typed for part in pair) > MOST_OF_A_DRAFT or (
            len(self.path) > LONGEST_ADDRESS
        )

    def was_saved(self) -> str | None:
        """Where the answer lies when exactly this was saved already and is only delivered again; what was kept of it
        meanwhile goes.
        """
        if self.key is None or SHOW_ONLY in self.request.POST:
            return None
        user, path = self.request.user, self.request.path
        typed = sent_with(self.request)
        where = queries.answer_of(user.pk, self.route, self.key, digest_sent(path, typed))
        if where is not None:
            actions.forget_drafts(by=user, form_key=self.key, path=path, fields=typed)
        return where

    def keep(self, view: Callable[[], HttpResponseBase]) -> HttpResponseBase:
        """Keep it because somebody asked, and say so; show it again where it cannot be kept."""
        how = self.request.POST[KEEP]
        by_itself = how == BY_ITSELF
        key = self.key or uuid7()
        self.typed = [*((name, value) for name, value in self.typed if name != KEY), (KEY, str(key))]
        if how == PRINT and not self.is_too_long:
            return self.keep_to_print(view, key)
        _put_before(self.request, self.typed)
        if self.is_too_long:
            self.request.draft_note = DraftNote(too_long=True)
        with forms_met() as met:
            answer = view()
        if not _offers(answer):
            return answer
        if self.is_too_long:
            answer.status_code = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
            return JsonResponse({"too_long": True}, status=answer.status_code) if by_itself else answer
        if self.is_as_opened(answer, met):
            return self.nothing_to_keep(by_itself=by_itself)
        kept = self.store(answer, key, unless_saved=by_itself)
        if by_itself:
            said = {"kept": time_words(clock.now())} if kept else {"saved": True}
            return JsonResponse(said)
        messages.success(self.request, "Kept as a draft. Nobody else sees it, and nothing of it is on the record.")
        return redirect(LIST)

    def keep_for_later(self, view: Callable[[], HttpResponseBase]) -> HttpResponseBase:
        """Keep what came after its writer's session had ended, and send them to sign in and on to it. Nothing of the
        page is shown, not even that there is none.
        """
        by_itself, key = self.request.POST.get(KEEP) == BY_ITSELF, self.key or uuid7()
        where, self.typed = self.path, [*((name, value) for name, value in self.typed if name != KEY), (KEY, str(key))]
        _put_before(self.request, self.typed)
        with suppress(Http404, NotAllowed), forms_met() as met:
            shown = view()
            wanted = _offers(shown) and not self.is_too_long and not self.is_as_opened(shown, met)
            if wanted and self.store(shown, key, unless_saved=True):
                (kept,) = queries.kept_as(self.request.user, self.path, key)
                where = kept.go_on_url
        self.request.user = AnonymousUser()
        if by_itself and where != self.path:
            return JsonResponse({"kept": time_words(clock.now())})
        return redirect_to_login(where)

    def keep_to_print(self, view: Callable[[], HttpResponseBase], key: uuid.UUID) -> HttpResponseBase:
        """Keep it and show its paper; where that lacks something, the form that asks for it, kept as if refused."""
        _put_before(self.request, self.typed, shown=PAPER)
        with forms_met() as met:
            answer = view()
        if _offers(answer):
            if not self.is_as_opened(answer, met):
                self.store_once(answer, key)
            return answer
        if not getattr(self.request, "is_paper", False):
            return answer
        self.store(answer, key, unless_saved=False)
        (kept,) = queries.kept_as(self.request.user, self.path, key)
        return redirect(on_paper(kept.go_on_url))

    def nothing_to_keep(self, *, by_itself: bool) -> HttpResponseBase:
        if by_itself:
            return JsonResponse({"nothing": True})
        messages.info(self.request, "Nothing was written yet, so there is no draft to keep.")
        return redirect(self.path)

    def is_as_opened(self, shown: HttpResponseBase, forms: Sequence[KitForm]) -> bool:
        """Whether nothing was written: the page `shown` of it, with these forms, holds what it holds when it is opened.
        Of a form that is kept already it is not asked again.
        """
        if self.key and queries.is_kept(self.request.user, self.path, self.key):
            return False
        return isinstance(shown, HttpResponse) and Opened(shown.content.decode()).holds(self.typed, forms)

    def store_once(self, shown: HttpResponseBase, key: uuid.UUID) -> None:
        """Keep what did not go through, in place of earlier tries that said no more."""
        if self.store(shown, key, unless_saved=True):
            actions.forget_drafts(by=self.request.user, form_key=key, path=self.path, fields=self.typed, saved=False)

    def store(self, shown: HttpResponseBase, key: uuid.UUID, *, unless_saved: bool) -> bool:
        return actions.keep_draft(
            by=self.request.user, form_key=key, route=self.route,
            path=self.path, title=_title(shown), family_id=self.family_id, fields=self.typed, at=clock.now(),
            unless_saved=unless_saved,
        )  # fmt: skip


def _shown_anew(request: Any, look: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """The page, which says when drafts of its form wait."""
    waiting = queries.drafts_at(request.user, request.get_full_path(), at=clock.now())
    request.draft_note = DraftNote(waiting=tuple(waiting)) if waiting else None
    return look()


def _brought_back(request: Any, look: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """The form as it was kept. Words about somebody the page does not ask about any more are shown above it."""
    draft_id = _uuid(request.GET[DRAFT])
    path = without_draft(request.get_full_path())
    found = queries.draft_typed(request.user, draft_id, path, at=clock.now()) if draft_id else None
    if found is None:
        raise Http404
    line, typed = found
    prints = PRINT in request.GET
    request.method = "POST"
    _put_before(request, ((name, value) for name, value in typed), shown=PAPER if prints else UNFINISHED)
    request.draft_note = DraftNote(kept=line)
    answer = look()
    left_over = () if prints else _left_over(typed, answer)
    if not left_over:
        return answer
    request.draft_note = DraftNote(kept=line, left_over=left_over)
    return look()


def _left_over(typed: Iterable[Sequence[str]], shown: HttpResponseBase) -> tuple[str, ...]:
    """Written answers to questions that are not on the page; ticks, choices and what a
    form carries along say nothing."""
    page = shown.content if isinstance(shown, HttpResponse) else b""
    return tuple(
        value
        for name, value in typed
        if len(value.split()) > 1
        and f'name="{escape(name)}"'.encode() not in page
        and not all(map(_uuid, value.split()))
    )


def _put_before(request: Any, typed: Iterable[tuple[str, str]], *, shown: str = UNFINISHED) -> None:
    """Let the view meet what was typed as if it had been sent to be shown as it is, or on its paper."""
    sent = QueryDict(mutable=True)
    for name, value in typed:
        sent.appendlist(name, value)
    sent[SHOW_ONLY] = shown
    sent._mutable = False
    # Files are read with the answers: asked for only later, they would bring back what was really sent.
    getattr(request, "FILES", None)
    request.POST = sent


def _offers(answer: HttpResponseBase) -> bool:
    """Whether it is a page with a form that may be kept; what people typed cannot look like the button. A page that is
    not drawn yet is one of signing in, which is never kept.
    """
    if not isinstance(answer, HttpResponse) or not getattr(answer, "is_rendered", True):
        return False
    return answer.status_code in _SHOWN and _OFFERS in answer.content


def _title(shown: HttpResponseBase) -> str:
    text = shown.content[:NEAR_THE_TOP].decode(errors="ignore") if isinstance(shown, HttpResponse) else ""
    found = _TITLE.search(text)
    return " ".join(unescape(found[1]).split())[:300] if found else "A form"


def _family(kwargs: dict[str, Any]) -> int | None:
    family = kwargs.get("family")
    return family.pk if family is not None else kwargs.get("family_id")


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
