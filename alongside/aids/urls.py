"""Addresses of the aids."""

from django.urls import path

from alongside.aids import views

FAMILY = "families/<int:family_id>/aids/"
CHILD = f"{FAMILY}children/<uuid:child_id>/"

app_name = "aids"
urlpatterns = [
    path(FAMILY, views.pictures, name="pictures"),
    path(CHILD, views.bulb, name="bulb"),
    path(f"{CHILD}difference/", views.see_difference, name="see_difference"),
    path(f"{CHILD}in-the-way/", views.name_barrier, name="name_barrier"),
    path(f"{FAMILY}in-the-way/<uuid:entry_id>/", views.look_again_at_barrier, name="look_again_at_barrier"),
]
