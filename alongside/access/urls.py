"""Addresses of accounts and teams."""

from django.urls import path

from alongside.access import views

app_name = "access"
urlpatterns = [
    path("accounts/", views.accounts, name="accounts"),
    path("accounts/add/", views.add_account, name="add_account"),
    path("accounts/<uuid:user_id>/end/", views.end_account, name="end_account"),
    path("accounts/<uuid:user_id>/reopen/", views.reopen_account, name="reopen_account"),
    path("accounts/<uuid:user_id>/second-step/", views.renewal, name="renewal"),
    path("teams/add/", views.add_team, name="add_team"),
]
