"""Every address of the service."""

from django.urls import include, path

from alongside.access import views as access_views

urlpatterns = [
    path("health/", access_views.health, name="health"),
    path("", include("alongside.access.sign_in_urls")),
    path("administration/", include("alongside.access.urls")),
    path("", include("alongside.desk.urls")),
    path("", include("alongside.demo.urls")),
    path("", include("alongside.timeline.urls")),
    path("", include("alongside.pathway.urls")),
    path("", include("alongside.agreements.urls")),
    path("", include("alongside.assessments.urls")),
    path("", include("alongside.plans.urls")),
    path("", include("alongside.visits.urls")),
    path("", include("alongside.meetings.urls")),
    path("", include("alongside.endings.urls")),
    path("", include("alongside.aids.urls")),
]

handler400 = "alongside.kit.errors.bad_request"
handler404 = "alongside.kit.errors.not_found"
handler500 = "alongside.kit.errors.broken"
