"""Addresses of visits."""

from django.urls import path

from alongside.visits import views

app_name = "visits"
urlpatterns = [
    path("families/<int:family_id>/visits/record/", views.record, name="record"),
    path("families/<int:family_id>/visits/plan/", views.plan, name="plan"),
    path("families/<int:family_id>/visits/planned/<uuid:entry_id>/", views.planned, name="planned"),
    path("families/<int:family_id>/visits/<uuid:deed_id>/plan/", views.plan_anew, name="plan_anew"),
    path("families/<int:family_id>/visits/<uuid:deed_id>/correct/", views.correct, name="correct"),
]
