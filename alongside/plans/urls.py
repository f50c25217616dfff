"""Addresses of plans."""

from django.urls import path

from alongside.plans.views import agreed, change, plan, safety, standing, writing

app_name = "plans"
FAMILY = "families/<int:family_id>/"
PLAN = f"{FAMILY}plan/"
VERSION = f"{PLAN}versions/<slug:version_id>/"
GOAL = f"{PLAN}goals/<uuid:goal_id>/"
SAFETY = f"{FAMILY}safety-plans/"
urlpatterns = [
    path(f"{FAMILY}actions/", agreed.actions_agreed, name="actions"),
    path(f"{FAMILY}actions/agree/", agreed.agree, name="agree"),
    path(f"{FAMILY}actions/<uuid:entry_id>/", agreed.action, name="action"),
    path(f"{FAMILY}actions/<uuid:entry_id>/finish/", agreed.finish, name="finish"),
    path(PLAN, plan.plan, name="plan"),
    path(VERSION, plan.version, name="version"),
    path(f"{PLAN}compare/<slug:before_id>/<slug:after_id>/", plan.compare, name="compare"),
    path(f"{PLAN}goals/new/", writing.goal, name="new_goal"),
    path(GOAL, writing.goal, name="goal"),
    path(f"{GOAL}leave-out/", writing.leave_out, name="leave_out"),
    path(f"{PLAN}parts/<slug:part>/", writing.part, name="part"),
    path(f"{PLAN}put-together/", writing.together, name="together"),
    path(f"{VERSION}answer/", standing.answer, name="answer"),
    path(f"{VERSION}put-in-force/", standing.put_in_force, name="put_in_force"),
    path(f"{GOAL}change/", change.change, name="change"),
    path(f"{GOAL}change/scale/", change.scale, name="scale"),
    path(f"{GOAL}change/stage/", change.stage, name="stage"),
    path(f"{PLAN}change/<uuid:deed_id>/correct/", change.correct_stage, name="correct_stage"),
    path(SAFETY, safety.safety_plans, name="safety_plans"),
    path(f"{SAFETY}new/", safety.write_safety_plan, name="write_safety_plan"),
    path(f"{SAFETY}try-out/", safety.try_out_safety_plan, name="try_out_safety_plan"),
    path(f"{SAFETY}<uuid:entry_id>/", safety.safety_plan, name="safety_plan"),
    path(f"{SAFETY}<uuid:entry_id>/paper/", safety.safety_paper, name="safety_paper"),
    path(f"{SAFETY}<uuid:deed_id>/change/", safety.change_safety_plan, name="change_safety_plan"),
    path("me/plan/", plan.own, name="own"),
    path("me/safety-plan/", safety.own_safety_plans, name="own_safety"),
]
