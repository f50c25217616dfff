"""Addresses of the demonstration."""

from django.urls import path

from alongside.demo import views

app_name = "demo"
urlpatterns = [path("first-steps/", views.first_steps, name="first_steps")]
