"""Addresses of plans."""

from django.urls import path

from alongside.plans import views

app_name = "plans"
urlpatterns = [
    path("families/<int:family_id>/actions/", views.actions_agreed, name="actions"),
    path("families/<int:family_id>/actions/agree/", views.agree, name="agree"),
    path("families/<int:family_id>/actions/<uuid:entry_id>/", views.action, name="action"),
    path("families/<int:family_id>/actions/<uuid:entry_id>/finish/", views.finish, name="finish"),
]
