"""Addresses of agreements."""

from django.urls import path

from alongside.agreements import views

app_name = "agreements"
HERE = "families/<int:family_id>/agreements/"
urlpatterns = [
    path(HERE, views.overview, name="overview"),
    path("me/agreement/", views.own, name="own"),
    path("me/copy/", views.ask_for_own_copy, name="own_copy"),
    path(f"{HERE}copies/", views.ask_for_copy, name="ask_copy"),
    path(f"{HERE}copies/<uuid:entry_id>/", views.copy, name="copy"),
    path(f"{HERE}make/", views.make, name="make"),
    path(f"{HERE}consent/", views.consent, name="consent"),
    path(f"{HERE}consent/<uuid:deed_id>/take-back/", views.withdraw, name="withdraw"),
    path(f"{HERE}share/", views.share, name="share"),
    path(f"{HERE}share/<uuid:deed_id>/", views.sharing, name="sharing"),
    path(f"{HERE}share/<uuid:deed_id>/end/", views.end_sharing, name="end_sharing"),
    path(f"{HERE}agencies/", views.agencies, name="agencies"),
    path(f"{HERE}look-at/<uuid:entry_id>/", views.look_at, name="look_at"),
    path(f"{HERE}<uuid:deed_id>/", views.shown, name="shown"),
    path(f"{HERE}<uuid:deed_id>/look-again/", views.look_again, name="look_again"),
    path(f"{HERE}<uuid:deed_id>/revise/", views.revise, name="revise"),
]
