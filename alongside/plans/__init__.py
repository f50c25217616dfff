"""The support plan, its goals and steps, what each person says of it, what somebody said they would do, and change.

Vision goals, small steps, each person's answer (S12; 002:3197-3418); what agencies do, followed up (S13; 002:1177);
scaling and stages of change (S15; 002:3578-3703); what a review begins with. Public names: `actions.agree_actions`,
`actions.finish_action`, `actions.write_goal`, `actions.put_together`, `actions.answer`, `actions.put_in_force`,
`actions.scale`, `actions.see_stage`; `queries.entries_agreed` and `action_rows` for pages of other rooms on which
something is agreed; `queries.plan_in_force`, `queries.open_actions`, `queries.since_last_review`.
"""
