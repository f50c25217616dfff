"""The one place where an exception to a law is declared: each with its reason, none that is no longer needed."""

from pathlib import Path

from .laws.floors import floors_declared
from .laws.house import Customs, Extra

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "alongside"
CONTRACT = ROOT / ".importlinter"

#: Files beyond the usual furniture, and the piece of furniture whose place in the order each takes.
EXTRAS: dict[str, dict[str, Extra]] = {
    "kit": {
        "calendar": Extra("rules", "working days and England's bank holidays"),
        "clock": Extra("rules", "one clock of now for the whole house"),
        "dates": Extra("rules", "dates and spans of time, read and written as people do"),
        "drawing": Extra("rules", "painting on the server"),
        "files": Extra("models", "looking through what people attach, before anything of it is kept"),
        "newest": Extra("models", "whether a row is the newest version of what it tells, asked by nearly every read"),
        "pupil_numbers": Extra("rules", "check letters of unique pupil numbers"),
        "words": Extra("rules", "words put together as a sentence needs them"),
        "telling": Extra("rules", "whether a text gives something away that is to stay unknown"),
        "ids": Extra("rules", "identifiers whose order is the order they were made in"),
        "errors": Extra("views", "pages of requests that cannot be answered, named by the settings"),
        "refusals": Extra("rules", "what an action raises when it says no"),
        "reads": Extra("models", "what a page reads twice is asked once; whatever changes the scope forgets it"),
        "postgres": Extra(None, "the database backend, named by the settings: how many plans a connection keeps"),
        "govuk": Extra(None, "GOV.UK's components, in an environment of their own"),
        "jinja": Extra(None, "the environment every template is read in, named by the settings; knows forms and dates"),
    },
    "access": {
        "saves": Extra("actions", "a form is saved once, however often it is delivered"),
        "sign_in_urls": Extra("urls", "the addresses of the sign-in library that we use"),
        "sign_in_views": Extra("views", "the pages of signing in, most of them the sign-in library's in our dress"),
        "entering": Extra("rules", "how long somebody stays signed in, and who waits that tries too often"),
        "provider": Extra("actions", "signing in with the council's own provider, named by the settings"),
        "second_step": Extra("actions", "what somebody showed when they signed in, and whether it is enough"),
        "sessions": Extra("actions", "what a session carries of who signed in and when"),
        "tries": Extra("actions", "whoever tries many passwords waits, and nobody else"),
        "row_policies": Extra("models", "the second wall as migration operations, for the migrations of every room"),
        "scope": Extra("models", "what the database lets a transaction see"),
        "drafts": Extra("actions", "a form that is not saved is kept; every door ends in it"),
        "opened": Extra("rules", "what a form holds when it is opened, so that one left untouched is no draft"),
        "doors": Extra("actions", "every route passes one; they stand before views"),
        "context": Extra("queries", "what every page knows about who is signed in, named by the settings"),
        "backends": Extra("queries", "signing in, named by the settings"),
        "adapter": Extra("actions", "what allauth asks of us, named by the settings"),
        "looks": Extra("actions", "every door ends in it: who looked is written down before the answer leaves"),
        "logs": Extra("models", "the logs as migration operations: partitions, stamps, what is logged of a change"),
        "middleware": Extra("views", "runs around every request, named by the settings"),
    },
    "practice": {
        "schema": Extra("rules", "the shape of a model file"),
        "wholeness": Extra("rules", "whether the parts of a model fit one another"),
        "asking": Extra("rules", "whether a set of questions can be asked as it is written"),
        "wording": Extra("rules", "what is wrong with a model file, in words"),
        "names": Extra("rules", "whether a model names only kinds and subtypes that rooms declare"),
        "loading": Extra("models", "reading a practice model from its files"),
        "checking": Extra("queries", "the command that checks a model file"),
    },
    "people": {
        "doors": Extra("queries", "the doors of pages about families; they stand before views"),
    },
    "timeline": {
        "row_policies": Extra("models", "the walls of what was recorded, for this room's migrations"),
        "attaching": Extra("rules", "what a file that a room attaches leaves on the timeline"),
        "kinds": Extra("queries", "every kind of entry, gathered from the rooms' hooks"),
        "clocks": Extra("rules", "the clock engine: pure, over entries and a model's clocks"),
    },
    "plans": {
        "action_rows": Extra("queries", "who will do what by when, asked on the pages of the rooms above too"),
    },
    "demo": {
        "families": Extra("actions", "the stories of the families, told through the actions of other rooms"),
    },
    "config": {
        name: Extra(None, "the outermost room: settings and starting, which know everything")
        for name in (
            "cli",
            "env",
            "folder",
            "logs",
            "names",
            "place",
            "postgres",
            "preflight",
            "processes",
            "refusal",
            "roles",
            "settings",
            "start",
            "web",
            "who_may",
            "who_may.txt",
            "wsgi",
        )
    },
}

#: Actions of rooms above the record that leave no entry.
DEEDLESS: dict[str, str] = {
    "demo.actions.load_demonstration": "each story calls the actions of other rooms, and those leave their entries",
    "agreements.actions.settle_access": "access follows consents and helpers, and those left their entries",
    "assessments.actions.close_what_fell": "the retraction it follows from is the entry, and says why",
    "assessments.actions.keep_opened_apart": "it follows from what is recorded of the person; what is kept says so",
    "assessments.actions.undo_what_followed": "the retraction it follows from is the entry, and says why",
    "desk.actions.break_glass": "a row of its own keeps it, with before and after; worker and manager read it at once",
    "desk.actions.end_glass": "the same",
    "desk.actions.review_glass": "the same",
    "pathway.actions.undo_what_followed": "the retraction it follows from is the entry, and says why",
}

#: Actions that nobody does, which say no `by`.
NOBODYS: dict[str, str] = {
    "practice.actions.import_shipped_models": "the start of the service publishes the models that came with it",
    "people.actions.follow_new_versions": "publishing a version moves every open involvement to it",
    "timeline.actions.follow_new_versions": "publishing a version moves every open involvement to it",
    "timeline.actions.recompute_due": "the nightly check looks at every family",
    "access.actions.close_dormant_accounts": "the start of the service closes what nobody uses",
    "access.actions.expire_drafts": "the start of the service removes what nobody came back to",
    "people.actions.next_family_id": "a number nobody has had says nothing about anybody before its family is made",
}

#: Functions that need the machine's own time, which nobody can move.
MACHINE_TIME: dict[str, str] = {
    "access.backends.SignInBackend": "an account closes by the real day, whichever a demonstration shows",
    "access.sessions.who_is_there": "a session ends by the real time, whichever day a demonstration shows",
    "access.sessions.begin": "the same",
    "access.sessions.seen": "the same",
    "access.sessions.moment": "the same",
    "access.tries.Try": "who tries too often waits in real time",
}

#: Files over the limit of lines.
LONG_FILES: dict[str, str] = {}

#: Route patterns whose views carry no permission (`*` matches anything).
ROUTES: dict[str, str] = {}

#: Rooms at and above people whose rows need no family.
PERSONAL_WITHOUT_FAMILY: dict[str, str] = {
    "people.Person": "nothing personal is in it: it only says that two families know the same person",
    "people.Agency": "an organisation that helps; nothing about a family",
    "people.Professional": "somebody at work, with work details only; which family they help is told by Helper",
    "people.Family": "it is the family; its policy stands on its own id",
}

#: Every table of the database that has no row policy.
TABLES_WITHOUT_POLICY: dict[str, str] = {
    "person": "nothing personal is in it; the one personal table with neither family nor policy",
    "user": "who may sign in: read before anybody is signed in",
    "team": "names of teams",
    "team_member": "which worker is in which team, read to resolve what a worker may see",
    "agency": "organisations that help; nothing about a family",
    "professional": "people at work in those organisations, with their work details only",
    "principal": "users, teams and roles as holders of access, read to resolve what somebody may see",
    "read_log": "the application may add a row and may read none",
    "read_log_rest": "the application reaches it through read_log alone",
    "change_log": "written by triggers alone; the application may neither add nor read",
    "change_log_rest": "written by triggers alone; the application may neither add nor read",
    "log_seal": "the role that seals adds and reads; nobody who serves does either",
    "model_version": "practice models as published; nothing about anybody",
    "account_emailaddress": "the sign-in library's own, always empty: nobody signs in by e-mail",
    "account_emailconfirmation": "the sign-in library's own, always empty: nobody signs in by e-mail",
    "sign_in_tries": "how often a sign-in failed, by digests that say neither who nor where; before anybody is known",
    "renewal": "whose second step an administrator asks to take away, for another administrator to see",
    "mfa_authenticator": "second steps, read before anybody is signed in; their secrets are encrypted",
    "socialaccount_socialaccount": "as whom the council's provider knows an account, read before anybody is signed in",
    "socialaccount_socialapp": "the sign-in library's own, always empty: the provider is declared in the settings",
    "socialaccount_socialtoken": "the sign-in library's own, always empty: no token is kept",
    "django_migrations": "which migrations ran",
    "django_content_type": "names of tables",
    "django_session": "sessions by an unguessable key, read before anybody is signed in",
    "auth_permission": "Django's own permissions, not used here",
    "auth_group": "Django's own groups, not used here",
    "auth_group_permissions": "Django's own groups, not used here",
}

#: Tables whose rows the application may change or remove without a word in the change log.
CHANGED_UNTOLD: dict[str, str] = {
    "draft": "what somebody typed and has not saved: theirs alone, and gone after two weeks; a log would keep it",
    "last_look": "where somebody looked last, for themselves alone",
    "due": "computed from entries, written again with each of them",
    "django_session": "sessions, which hold keys",
    "sign_in": "who is signed in where, with the keys of their sessions; each keeps when it began and ended",
    "sign_in_tries": "counts of tries that failed, by a digest",
    "account_emailaddress": "the sign-in library's own, always empty",
    "account_emailconfirmation": "the sign-in library's own, always empty",
    "django_content_type": "names of tables",
    "auth_permission": "Django's own permissions, not used here",
    "auth_group": "Django's own groups, not used here",
    "auth_group_permissions": "Django's own groups, not used here",
}

#: Templates with a form that is not kept as a draft.
UNKEPT_FORMS: dict[str, str] = {
    "account/login.html": "a password is never kept, and nobody is signed in",
    "account/logout.html": "one button",
    "account/password_change.html": "a password is never kept",
    "account/reauthenticate.html": "a password is never kept",
    "desk/break_glass.jinja": "it can be sent for half an hour, by somebody who cannot wait",
    "desk/known.jinja": "a search",
    "kit/base.jinja": "one button",
    "mfa/authenticate.html": "a code is never kept, and nobody is signed in",
    "mfa/reauthenticate.html": "a code is never kept",
    "mfa/recovery_codes/generate.html": "one button",
    "mfa/totp/activate_form.html": "a code is never kept",
    "mfa/totp/deactivate_form.html": "one button",
    "mfa/webauthn/add_form.html": "what a passkey answers is never kept",
    "mfa/webauthn/authenticator_confirm_delete.html": "one button",
    "mfa/webauthn/reauthenticate.html": "what a passkey answers is never kept",
    "access/sign_ins.jinja": "buttons alone",
    "access/renewal.jinja": "a password is never kept; what is asked first is kept",
    "access/reopen_account.jinja": "one button",
    "access/end_account.jinja": "one button",
    "access/already_saved.jinja": "one button, which carries what was typed on to the page that puts it right",
    "agreements/own_copy.jinja": "two answers of a parent or young person, who have no list of drafts",
    "desk/drafts.jinja": "the button that throws a draft away",
    "kit/draft_note.jinja": "the button that throws a draft away",
    "timeline/end_withholding.jinja": "one button",
}

#: Lists of the shipped practice models that nothing uses yet, each with where it will.
LISTS_TO_COME: dict[str, str] = {
    "good_ending": "endings: what belongs to a good one",
}

#: Facts that two inputs may ask without showing what is known.
FACTS: dict[str, str] = {}

#: Forms that are not made of the kit's, by their full name.
OTHER_FORMS: dict[str, str] = {
    "alongside.access.forms.SignInForm": "allauth's own, which asks for no fact of the record",
    "alongside.access.forms.ChangeOwnPasswordForm": "allauth's own, which asks for no fact of the record",
    "alongside.access.forms.CodeForm": "allauth's own, which asks for no fact of the record",
    "alongside.access.forms.CodeAgainForm": "allauth's own, which asks for no fact of the record",
    "alongside.access.forms.PasswordAgainForm": "allauth's own, which asks for no fact of the record",
    "alongside.access.forms.AppForm": "allauth's own, which asks for no fact of the record",
    "alongside.access.forms.PasskeyForm": "allauth's own, which asks for no fact of the record",
}

CUSTOMS = Customs(
    floors=floors_declared(CONTRACT),
    ground=frozenset({"kit", "access"}),
    exempt=frozenset({"config"}),
    extras=EXTRAS,
    silent=frozenset({"people"}),
    recorders=frozenset({"timeline.actions.record"}),
    deedless=DEEDLESS,
    nobodys=NOBODYS,
    machine_time=MACHINE_TIME,
    long_files=LONG_FILES,
    unkept=UNKEPT_FORMS,
)
