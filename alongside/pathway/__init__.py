"""The pathway: a referral, its decision, a key worker, the stages, the end of the work and what follows it.

Practice: seven stages, not always in order (002:1101-1199), and the weekly decision about referrals with a reason and
an answer to whoever referred (002:1105-1151). People of a family are added and changed through this room too, because
it is where those deeds leave their entries.

Public: `actions` receive_referral, give_more_information, accept, ask_for_more, decline, allocate, allocate_again,
helper_joins, helper_leaves, begin_stage, pause_clock, resume_clock, close, record_follow_up, end_follow_up, add_person,
change_known_as, record_fact, record_relationship, record_responsibility; `queries` waiting_referrals, referral_page,
workloads, my_referrals, standing_of; `rules` ReferralTold, PersonTold, Standing.
"""
