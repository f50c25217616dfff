"""Addresses of assessments."""

from django.urls import path

from alongside.assessments import views

app_name = "assessments"
HERE = "families/<int:family_id>/assessment/"
OF = f"{HERE}people/<uuid:person_id>/"
urlpatterns = [
    path(HERE, views.overview, name="overview"),
    path(f"{HERE}begin/", views.start, name="start"),
    path(OF, views.person, name="person"),
    path(f"{HERE}sections/<slug:section_id>/", views.section, name="section"),
    path(f"{OF}<slug:section_id>/", views.section, name="section_of"),
    path(f"{HERE}sections/<slug:section_id>/another-view/", views.differ, name="differ"),
    path(f"{OF}<slug:section_id>/another-view/", views.differ, name="differ_of"),
]
