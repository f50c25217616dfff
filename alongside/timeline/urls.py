"""Addresses of the timeline."""

from django.urls import path

from alongside.timeline import views

app_name = "timeline"
ENTRY = "families/<int:family_id>/timeline/<uuid:entry_id>/"
urlpatterns = [
    path("families/<int:family_id>/timeline/", views.page, name="page"),
    path("families/<int:family_id>/due/", views.due, name="due"),
    path("families/<int:family_id>/due/<slug:model_id>/<slug:clock_id>/", views.clock_runs, name="clock"),
    path(ENTRY, views.entry, name="entry"),
    path(f"{ENTRY}file/", views.file, name="file"),
    path(f"{ENTRY}did-not-happen/", views.retract, name="retract"),
    path(f"{ENTRY}who-may-read/", views.audience, name="audience"),
    path(f"{ENTRY}keep-from/", views.withhold, name="withhold"),
    path(f"{ENTRY}keep-from/<uuid:withholding_id>/end/", views.end_withholding, name="end_withholding"),
]
