"""Addresses of meetings."""

from django.urls import path

from alongside.meetings import views

OF_FAMILY = "families/<int:family_id>/meetings/"
ONE = f"{OF_FAMILY}<uuid:meeting_id>/"

app_name = "meetings"
urlpatterns = [
    path(OF_FAMILY, views.page, name="page"),
    path(f"{OF_FAMILY}plan/<slug:kind>/", views.plan, name="plan"),
    path(f"{OF_FAMILY}record/<slug:kind>/", views.record, name="record"),
    path(f"{OF_FAMILY}planned/<uuid:deed_id>/change/", views.plan_anew, name="plan_anew"),
    path(f"{OF_FAMILY}held/<uuid:deed_id>/correct/", views.correct, name="correct"),
    path(f"{OF_FAMILY}team/", views.team, name="team"),
    path(f"{OF_FAMILY}entries/<uuid:entry_id>/", views.entry, name="entry"),
    path(ONE, views.meeting, name="meeting"),
    path(f"{ONE}hold/", views.hold, name="hold"),
    path(f"{ONE}cancel/", views.cancel, name="cancel"),
    path(f"{ONE}prepare/", views.prepare, name="prepare"),
    path(f"{ONE}minutes/", views.minutes, name="minutes"),
    path(f"{ONE}minutes/<slug:key>/", views.minutes_for, name="minutes_for"),
    path(f"{ONE}minutes/<slug:key>/give/", views.give, name="give"),
]
