"""Signed in, for how long, and where: what a session carries of it, and the list its owner sees.

A session that has ended for want of a click is asleep for a while: nothing is shown to it, but a form that is sent from
it is kept as its writer's draft (see `drafts`). The times are the machine's own, which nobody moves.
"""

import time
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY, get_user, update_session_auth_hash
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from alongside.access import actions, tries
from alongside.access.entering import SEEN_EVERY, browser_words, how_it_ended
from alongside.access.models import User

MARKS = "signed_in"


@dataclass(frozen=True, slots=True)
class Asleep:
    """Whose session ended by itself, and why: "idle" or "whole"."""

    user: User
    why: str


def who_is_there(request: Any) -> User | AnonymousUser:
    """The person of a session that lives. Of one that has ended by itself the request carries `asleep`."""
    user = get_user(request)
    if not user.is_authenticated:
        return AnonymousUser()
    marks = request.session.get(MARKS)
    if marks is None:
        if settings.MODE != "service":
            return user
        request.session.flush()
        return AnonymousUser()
    why = how_it_ended(began=marks["began"], seen=marks["seen"], now=time.time())
    if why:
        request.asleep = Asleep(user, why)
        return AnonymousUser()
    request.awake = True
    return user


def begin(request: HttpRequest, user: User, *, how: str) -> None:
    """They have just shown who they are: the session is marked, and stands in their list."""
    now, line = time.time(), uuid.uuid4()
    request.session[MARKS] = {"began": now, "seen": now, "line": str(line)}
    if request.session.session_key is None:
        request.session.save()
    actions.note_sign_in(
        by=user, line=line, session_key=str(request.session.session_key), place=tries.place_of(request),
        browser=browser_words(request.META.get("HTTP_USER_AGENT", "")), how=how, at=_moment(now),
    )  # fmt: skip


def seen(request: Any) -> None:
    """They are still there; noted at most once in SEEN_EVERY."""
    marks = request.session.get(MARKS) if getattr(request, "awake", False) else None
    now = time.time()
    if marks is None or not request.user.is_authenticated or now - marks["seen"] < SEEN_EVERY.total_seconds():
        return
    request.session[MARKS] = {**marks, "seen": now}
    actions.note_seen(by=request.user, line=uuid.UUID(marks["line"]), at=_moment(now))


def this_one(request: HttpRequest) -> uuid.UUID | None:
    """Which line of the list the session of this request is."""
    marks = request.session.get(MARKS)
    return uuid.UUID(marks["line"]) if marks else None


def end(request: HttpRequest, which: str) -> int:
    """End one of their sessions, or with "others" all but this one. Returns how many."""
    user: Any = request.user
    if which == "others":
        key = str(request.session.session_key)
        return actions.end_other_sign_ins(by=user, but=this_one(request), session_key=key, at=moment())
    try:
        line = uuid.UUID(which)
    except ValueError:
        return 0
    return actions.end_sign_ins(by=user, lines=[line], at=moment())


def goes(request: Any) -> None:
    """They sign out: the line of this session has ended."""
    line = this_one(request)
    if line is not None and request.session.get(SESSION_KEY):
        user = get_user(request)
        if user.is_authenticated:
            actions.end_sign_ins(by=user, lines=[line], at=moment())


def only_this_one(request: HttpRequest, user: User) -> None:
    """Every other session of theirs has ended, because the password or the second step is another now."""
    update_session_auth_hash(request, user)
    if request.session.session_key is None:
        request.session.save()
    actions.end_other_sign_ins(
        by=user, but=this_one(request), session_key=str(request.session.session_key), at=moment()
    )


def moment() -> datetime:
    """This moment as the machine has it."""
    return _moment(time.time())


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
