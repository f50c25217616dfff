"""The pages of signing in, most of them the sign-in library's in our dress."""

from typing import Any

from allauth.account.internal.flows.login import clear_authentication_records, record_authentication
from allauth.account.utils import get_next_redirect_url
from allauth.account.views import LoginView, LogoutView, PasswordChangeView, ReauthenticateView
from allauth.mfa.base.views import AuthenticateView, IndexView
from allauth.mfa.base.views import ReauthenticateView as SecondStepAgainView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, ReauthenticateWebAuthnView, RemoveWebAuthnView
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from requests import RequestException

from alongside.access import actions, queries, second_step, sessions
from alongside.access.adapter import TOO_MANY
from alongside.access.doors import SignedInRequest, public, requires
from alongside.access.permissions import Permission
from alongside.access.provider import COUNCIL, CouncilAdapter, refused
from alongside.kit import clock


class SignIn(LoginView):
    """Sign in with a name and a password; a demonstration says whose, and shows the first time what to try."""

    def form_valid(self, form: Any) -> HttpResponse:
        clear_authentication_records(self.request)
        if settings.DEMONSTRATION and form.user.last_login is None:
            self.success_url = settings.FIRST_STEPS_URL
        answer: HttpResponse = super().form_valid(form)
        return answer

    def form_invalid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_invalid(form)
        if any(error.code == TOO_MANY for error in form.non_field_errors().as_data()):
            answer.status_code = 429
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        given = super().get_context_data(**kwargs)
        asleep = getattr(self.request, "asleep", None)
        return {
            **given,
            "demonstration": queries.demonstration(clock.today()),
            "asleep": asleep.why if asleep else "",
            "kept": "draft=" in str(given.get("redirect_field_value") or ""),
            "provider": settings.PROVIDER,
        }


class SignOut(LogoutView):
    """Sign out of this browser."""


class ChangePassword(PasswordChangeView):
    """Every other session ends with the old password."""

    success_url = reverse_lazy("desk:account")

    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        actions.password_changed(by=self.request.user, at=clock.now())
        sessions.only_this_one(self.request, self.request.user)
        messages.success(self.request, "Your password is changed. Everywhere else you are signed out.")
        return answer


class SecondStep(AuthenticateView):
    """The second step of signing in."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        given = super().get_context_data(**kwargs)
        options = given.get("js_data", {}).get("request_options", {}).get("publicKey", {})
        return {**given, "has_passkey": bool(options.get("allowCredentials"))}


class SecondSteps(IndexView):
    """What second steps somebody has, and how to set them up."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        given = super().get_context_data(**kwargs)
        return {**given, "missing": second_step.is_missing(self.request)}


class Changed:
    """Whoever sets up a second step has shown it; whatever changes, every other session of theirs ends."""

    shows = ""

    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        request: Any = self.request  # type: ignore[attr-defined]
        if self.shows:
            record_authentication(request, request.user, "mfa", type=self.shows)
        actions.second_step_changed(by=request.user, at=clock.now())
        sessions.only_this_one(request, request.user)
        return answer


class SetUpApp(Changed, ActivateTOTPView):
    """Codes from an app."""

    shows = "totp"


class RemoveApp(Changed, DeactivateTOTPView):
    """No more codes from an app."""


class AddPasskey(Changed, AddWebAuthnView):
    """One more passkey."""

    shows = "webauthn"


class RemovePasskey(Changed, RemoveWebAuthnView):
    """One passkey less."""

    success_url = reverse_lazy("mfa_index")


class RecoveryCodes(ViewRecoveryCodesView):
    """The codes for when telephone and passkey are lost."""


class NewRecoveryCodes(Changed, GenerateRecoveryCodesView):
    """Others, and the old ones hold no more."""


class PasswordAgain(ReauthenticateView):
    """Before something that matters: the password once more."""


class CodeAgain(SecondStepAgainView):
    """Or a code."""


class PasskeyAgain(ReauthenticateWebAuthnView):
    """Or a passkey."""


@requires(Permission.OWN_ACCOUNT)
@require_http_methods(["GET", "POST"])
def sign_ins(request: SignedInRequest) -> HttpResponse:
    """Where one is signed in, each to end; and what happened to one's account."""
    here = sessions.this_one(request)
    if request.method == "POST":
        ended = sessions.end(request, request.POST.get("end", ""))
        messages.success(request, "Signed out there." if ended == 1 else f"Signed out in {ended} places.")
        return redirect("account_sign_ins")
    page = queries.own_sign_in(request.user, here=here, now=sessions.moment())
    return render(request, "access/sign_ins.jinja", {"page": page})


@public
@require_POST
def by_provider(request: HttpRequest) -> HttpResponse:
    """Go to the council's own sign-in."""
    if settings.PROVIDER is None:
        raise Http404
    clear_authentication_records(request)
    try:
        provider = get_adapter(request).get_provider(request, COUNCIL)
        answer: HttpResponse = provider.redirect(request, process="login", next_url=get_next_redirect_url(request))
    except (RequestException, OAuth2Error, ValueError, KeyError):
        return refused(request)
    return answer


@public
@require_GET
def from_provider(request: HttpRequest) -> HttpResponse:
    """Come back from it."""
    if settings.PROVIDER is None:
        raise Http404
    try:
        answer: HttpResponse = OAuth2CallbackView.adapter_view(CouncilAdapter(request, COUNCIL))(request)
    except (RequestException, ValueError, KeyError):
        return refused(request)
    return answer
