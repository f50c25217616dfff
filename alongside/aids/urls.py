"""Addresses of the aids."""

from django.urls import path

from alongside.aids import views

FAMILY = "families/<int:family_id>/aids/"
BLOCK = f"{FAMILY}blocks/<uuid:other_id>/"
CHILD = f"{FAMILY}children/<uuid:child_id>/"

app_name = "aids"
urlpatterns = [
    path(FAMILY, views.pictures, name="pictures"),
    path(CHILD, views.bulb, name="bulb"),
    path(f"{CHILD}difference/", views.see_difference, name="see_difference"),
    path(f"{CHILD}in-the-way/", views.name_barrier, name="name_barrier"),
    path(f"{FAMILY}in-the-way/<uuid:entry_id>/", views.look_again_at_barrier, name="look_again_at_barrier"),
    path(f"{FAMILY}scales/", views.scales, name="scales"),
    path(f"{CHILD}answers/<uuid:process>/", views.answer_step, name="answer_step"),
    path(f"{CHILD}help/<uuid:help_id>/", views.answer_with, name="answer_with"),
    path(f"{FAMILY}answers/<uuid:deed_id>/", views.answer_again, name="answer_again"),
    path(f"{CHILD}time/", views.timescale, name="timescale"),
    path(f"{FAMILY}next/", views.next_step, name="next_step"),
    path(f"{FAMILY}legal-planning/", views.ask_for_meeting, name="ask_for_meeting"),
    path(f"{FAMILY}legal-planning/<uuid:entry_id>/", views.legal_planning, name="legal_planning"),
    path(f"{FAMILY}blocks/", views.blocks, name="blocks"),
    path(f"{FAMILY}blocks/stuck/<uuid:entry_id>/", views.talk_through, name="talk_through"),
    path(BLOCK, views.block, name="block"),
    path(f"{BLOCK}on/<slug:stage_id>/", views.move_on, name="move_on"),
    path(f"{BLOCK}back/<slug:stage_id>/", views.move_back, name="move_back"),
    path(f"{BLOCK}done/<slug:line_id>/", views.tick_line, name="tick_line"),
    path(f"{BLOCK}stuck/", views.say_stuck, name="say_stuck"),
]
