"""Addresses of endings."""

from django.urls import path

from alongside.endings import views

FAMILY = "families/<int:family_id>/ending/"

app_name = "endings"
urlpatterns = [
    path(FAMILY, views.ending, name="ending"),
    path(f"{FAMILY}plan/", views.plan_exit, name="plan_exit"),
    path(f"{FAMILY}journey/", views.review_journey, name="review_journey"),
    path(f"{FAMILY}no-safety-plan/", views.no_safety_plan, name="no_safety_plan"),
    path(f"{FAMILY}hand-over/", views.hand_over, name="hand_over"),
    path(f"{FAMILY}letter/", views.give_letter, name="give_letter"),
    path(f"{FAMILY}letters/<uuid:entry_id>/", views.letter, name="letter"),
    path(f"{FAMILY}<uuid:entry_id>/", views.deed, name="deed"),
]
