"""Addresses of the desk."""

from django.urls import path

from alongside.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.today, name="today"),
    path("find/", views.find, name="find"),
    path("find/known/", views.known, name="known"),
    path("people/<uuid:person_id>/", views.person, name="person"),
    path("families/", views.families, name="families"),
    path("families/<int:family_id>/", views.family, name="family"),
    path("families/<int:family_id>/record/", views.record, name="record"),
    path("families/<int:family_id>/people/", views.people, name="people"),
    path("families/<int:family_id>/see-now/", views.break_glass, name="break_glass"),
    path("families/<int:family_id>/see-now/end/", views.end_glass, name="end_glass"),
    path("families/<int:family_id>/seen/<uuid:glass_id>/", views.review_glass, name="review_glass"),
    path("team/", views.team, name="team"),
    path("drafts/", views.drafts, name="drafts"),
    path("drafts/<uuid:draft_id>/throw-away/", views.throw_draft_away, name="throw_draft_away"),
    path("me/", views.own_record, name="own_record"),
    path("account/", views.account, name="account"),
]
