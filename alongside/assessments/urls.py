"""Addresses of assessments."""

from django.urls import path

from alongside.assessments import views

app_name = "assessments"
HERE = "families/<int:family_id>/assessment/"
OF = f"{HERE}people/<uuid:person_id>/"
urlpatterns = [
    path(HERE, views.overview, name="overview"),
    path(f"{HERE}begin/", views.start, name="start"),
    path(f"{HERE}now/", views.version, name="now"),
    path(f"{HERE}versions/<int:number>/", views.version, name="version"),
    path(f"{HERE}versions/<int:number>/complete/", views.complete, name="complete"),
    path(f"{HERE}versions/<int:number>/answers/", views.agree, name="agree"),
    path(f"{HERE}versions/<int:number>/readers/", views.open_to, name="open"),
    path(f"{HERE}to-read/", views.read, name="read"),
    path("me/assessment/", views.own, name="own"),
    path(f"{HERE}compare/", views.compare, name="compare"),
    path(f"{HERE}one-page/", views.one_page, name="one_page"),
    path(f"{HERE}correct/<uuid:deed_id>/", views.correct, name="correct"),
    path(f"{HERE}views/<uuid:entry_id>/correct/", views.correct_view, name="correct_view"),
    path("families/<int:family_id>/risk/", views.risk, name="risk"),
    path("families/<int:family_id>/risk/again/<uuid:entry_id>/", views.look_again, name="look_again"),
    path("families/<int:family_id>/risk/assess/", views.assess_risk, name="assess_risk"),
    path(f"{OF}looking-back/", views.look_back, name="look_back"),
    path(OF, views.person, name="person"),
    path(f"{HERE}sections/<slug:section_id>/", views.section, name="section"),
    path(f"{OF}<slug:section_id>/", views.section, name="section_of"),
    path(f"{HERE}sections/<slug:section_id>/another-view/", views.differ, name="differ"),
    path(f"{OF}<slug:section_id>/another-view/", views.differ, name="differ_of"),
]
