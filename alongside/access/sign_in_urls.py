"""Addresses of the sign-in library that we use; the others are not routed."""

from typing import Any

from django.urls import path

from alongside.access import sign_in_views as views
from alongside.access.doors import View, public, requires
from alongside.access.permissions import Permission


def own(view: Any) -> View:
    """A page of one's own account."""
    return requires(Permission.OWN_ACCOUNT)(view.as_view())


def set_up(view: Any) -> View:
    """A page on which a second step is set up, so open to who has none yet."""
    return requires(Permission.OWN_ACCOUNT, by_one_step=True)(view.as_view())


urlpatterns = [
    path("sign-in/", public(views.SignIn.as_view()), name="account_login"),
    path("sign-in/second-step/", public(views.SecondStep.as_view()), name="mfa_authenticate"),
    path("sign-in/council/", views.by_provider, name="provider_login"),
    path("sign-in/council/back/", views.from_provider, name="provider_callback"),
    path("sign-out/", public(views.SignOut.as_view()), name="account_logout"),
    path("password/", own(views.ChangePassword), name="account_change_password"),
    path("account/sign-ins/", views.sign_ins, name="account_sign_ins"),
    path("account/second-step/", set_up(views.SecondSteps), name="mfa_index"),
    path("account/second-step/app/", set_up(views.SetUpApp), name="mfa_activate_totp"),
    path("account/second-step/app/remove/", own(views.RemoveApp), name="mfa_deactivate_totp"),
    path("account/second-step/passkey/", set_up(views.AddPasskey), name="mfa_add_webauthn"),
    path("account/second-step/passkey/<int:pk>/remove/", own(views.RemovePasskey), name="mfa_remove_webauthn"),
    path("account/second-step/recovery-codes/", own(views.RecoveryCodes), name="mfa_view_recovery_codes"),
    path("account/second-step/recovery-codes/new/", own(views.NewRecoveryCodes), name="mfa_generate_recovery_codes"),
    path("account/again/", set_up(views.PasswordAgain), name="account_reauthenticate"),
    path("account/again/code/", own(views.CodeAgain), name="mfa_reauthenticate"),
    path("account/again/passkey/", own(views.PasskeyAgain), name="mfa_reauthenticate_webauthn"),
]
