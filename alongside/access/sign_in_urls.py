"""Addresses of the sign-in library that we use; the others are not routed."""

from allauth.account.views import LogoutView, PasswordChangeView
from django.urls import path

from alongside.access.doors import public, requires
from alongside.access.permissions import Permission
from alongside.access.views import SignIn

urlpatterns = [
    path("sign-in/", public(SignIn.as_view()), name="account_login"),
    path("sign-out/", public(LogoutView.as_view()), name="account_logout"),
    path("password/", requires(Permission.OWN_ACCOUNT)(PasswordChangeView.as_view()), name="account_change_password"),
]
