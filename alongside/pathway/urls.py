"""Addresses of the pathway."""

from django.urls import path

from alongside.pathway.views import deciding, leading, people, referring

app_name = "pathway"
urlpatterns = [
    path("referrals/", deciding.allocation, name="allocation"),
    path("referrals/new/", referring.refer, name="refer"),
    path("referrals/mine/", referring.my_referrals, name="my_referrals"),
    path("referrals/mine/<uuid:submission_id>/", referring.my_referral, name="my_referral"),
    path("referrals/<int:family_id>/", deciding.decide, name="decide"),
    path("referrals/<int:family_id>/accept/", deciding.accept, name="accept"),
    path("referrals/<int:family_id>/ask/", deciding.ask, name="ask"),
    path("referrals/<int:family_id>/decline/", deciding.decline, name="decline"),
    path("referrals/<int:family_id>/allocate/", deciding.allocate, name="allocate"),
    path("families/<int:family_id>/key-worker/", deciding.allocate_again, name="allocate_again"),
    path("families/<int:family_id>/referral/", leading.referral, name="referral"),
    path("families/<int:family_id>/referral/<uuid:entry_id>/", leading.referral, name="referral_entry"),
    path("families/<int:family_id>/where-we-are/", leading.where_we_are, name="where_we_are"),
    path("families/<int:family_id>/stage/", leading.begin_stage, name="begin_stage"),
    path("families/<int:family_id>/more-time/", leading.choose_clock, name="pause_clock"),
    path("families/<int:family_id>/more-time/<str:model_id>/<str:clock_id>/", leading.pause_clock, name="pause_clock"),
    path("families/<int:family_id>/helpers/add/", leading.helper_joins, name="helper_joins"),
    path("families/<int:family_id>/helpers/<uuid:helper_id>/end/", leading.helper_leaves, name="helper_leaves"),
    path("families/<int:family_id>/close/", leading.close, name="close"),
    path("families/<int:family_id>/follow-up/", leading.follow_up, name="follow_up"),
    path("families/<int:family_id>/follow-up/end/", leading.end_follow_up, name="end_follow_up"),
    path("families/<int:family_id>/people/add/", people.add_person, name="add_person"),
    path("families/<int:family_id>/people/<uuid:person_id>/", people.put_person_right, name="correct_person"),
    path("families/<int:family_id>/people/<uuid:person_id>/name/", people.put_person_right, name="name_person"),
    path("families/<int:family_id>/facts/record/", people.choose_fact, name="record_fact"),
    path("families/<int:family_id>/facts/record/<uuid:person_id>/", people.choose_fact, name="record_fact"),
    path("families/<int:family_id>/facts/record/<uuid:person_id>/<slug:kind>/", people.record_fact, name="record_fact"),
    path("families/<int:family_id>/facts/<uuid:fact_row_id>/correct/", people.correct_fact, name="correct_fact"),
    path("families/<int:family_id>/relationships/record/", people.record_relationship, name="record_relationship"),
    path("families/<int:family_id>/responsibility/record/", people.record_responsibility, name="record_responsibility"),
]
