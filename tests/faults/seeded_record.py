"""Faults in what of the record is read, kept and given out."""

from tests.faults.fault import Fault

AGREED = "alongside/agreements/tests"
PEOPLE = "alongside/people/tests"
TIMELINE = "alongside/timeline/tests alongside/visits/tests"
FILES = "alongside/kit/tests/test_files.py alongside/visits/tests/test_attached.py"
LOGS = "alongside/config/tests/test_logs.py"
SAVES = "alongside/access/tests alongside/visits/tests"
START = "alongside/config/tests"
ANSWERS = "tests/test_rooms_answer.py alongside/access/tests alongside/config/tests alongside/kit/tests"

RECORD = (
    Fault(
        "Help that ended still opens the family", "people/actions/helping.py",
        '    close_access(by=by, family_id=helper.family_id, basis="helper", basis_id=helper.pk, at=at)\n', "", PEOPLE,
    ),
    Fault(
        "A partner whose help ended goes on reading", "people/actions/helping.py",
        "    close_access_of_helper(by=by, helper=helper, at=at)\n", "", f"{PEOPLE} {AGREED}",
    ),
    Fault(
        "Anybody of the staff ends the help of a colleague", "people/actions/helping.py",
        "require(by, helper.family_id, Permission.LEAD_HELP if in_full else Permission.RECORD_HELP)", "pass", PEOPLE,
    ),
    Fault(
        "What a consent opened stays open when our work ends", "agreements/actions/consent.py",
        "    settle_access(by=by, family_id=family_id, at=at)\n    return rows\n\n\ndef _record(",
        "    return rows\n\n\ndef _record(", f"{AGREED} alongside/endings/tests",
    ),
    Fault(
        "Consent is taken back for people who were never in it", "agreements/actions/consent.py",
        "if not about or not set(about) <= set(before.about):", "if not about:", AGREED,
    ),
    Fault(
        "Consent is taken back twice", "agreements/actions/consent.py",
        "    if theirs is not None:\n        raise AlreadyCorrected(theirs)\n", "", AGREED,
    ),
    Fault(
        "Whoever may record may keep something from somebody", "timeline/permissions.py",
        "if not user_may(by, Permission.WITHHOLD):", "if not user_may(by, Permission.RECORD_HELP):", TIMELINE,
    ),
    Fault(
        "Parents and partners do what is for staff", "timeline/permissions.py",
        "if not user_may(by, Permission.RECORD_HELP):", "if False:", TIMELINE,
    ),
    Fault(
        "Writing asks for the role and not for the family", "people/permissions.py",
        "return user_may(by, permission) and scope_holds(by, family_id)", "return user_may(by, permission)", PEOPLE,
    ),
    Fault(
        "Writing asks for the family and not for the role", "people/permissions.py",
        "return user_may(by, permission) and scope_holds(by, family_id)", "return scope_holds(by, family_id)", PEOPLE,
    ),
    Fault(
        "Who waited for their turn writes on what was taken from them meanwhile", "people/queries/families.py",
        "if scope.wait_for_turn(family_id) and not scope.still_stands(family_id):",
        "if not scope.wait_for_turn(family_id) and False:", "alongside/plans/tests/test_two_sessions.py tests/crossing",
    ),
    Fault(
        "Nobody waits for their turn to write to a family", "access/scope.py",
        "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0)), %s AS family,",
        "SELECT hashtextextended(%s, 0), %s AS family,", "alongside/plans/tests/test_two_sessions.py tests/crossing",
    ),
    Fault(
        "Partners search families", "people/queries/finding.py",
        "    if not user_may(by, Permission.RECORD_HELP):\n        raise NotAllowed\n", "",
        f"{PEOPLE} alongside/desk/tests",
    ),
    Fault(
        "A list names somebody who is protected", "people/queries/finding.py",
        "if now.protected or matched.protected:", "if False:", f"{PEOPLE} alongside/desk/tests",
    ),
    Fault(
        "Nothing that is protected is looked for before others read", "timeline/queries/readers.py",
        "wider = [one for one in those if one.audience != Audience.TEAM.value]", "wider: list[ForReaders] = []",
        TIMELINE,
    ),
    Fault(
        "What is protected is looked for in what was typed alone", "timeline/queries/readers.py",
        "return is_protected(one.typed, [secret.words]) or is_protected(one.facts, [secret.words])",
        "return is_protected(one.typed, [secret.words])", TIMELINE,
    ),
    Fault(
        "A protected name passes wherever its person is named", "timeline/queries/readers.py",
        "if named and not _speaks_of(one.typed, secret.words):", "if named:", TIMELINE,
    ),
    Fault(
        "Whoever must be kept away counts as one who knows", "timeline/queries/readers.py",
        "return None if self.away & readers else readers", "return readers", TIMELINE,
    ),
    Fault(
        "Words in an attached file are not looked at", "timeline/queries/readers.py",
        "        typed[entry_id].append(words)\n", "        pass\n", FILES,
    ),
    Fault(
        "A picture needs no second look", "timeline/queries/attached.py",
        'return SECOND_LOOK if versions.filter(recorded_by=by).exists() else ""', 'return ""', FILES,
    ),
    Fault(
        "A file that was not read whole needs no second look", "timeline/queries/attached.py",
        "    if files.filter(all_read=True).exists():\n", "    if files.exists():\n", FILES,
    ),
    Fault(
        "A file opens in the browser", "kit/files/giving.py",
        "content_disposition_header(as_attachment=True, filename=name)",
        "content_disposition_header(as_attachment=False, filename=name)", FILES,
    ),
    Fault(
        "A file that is shown may run what it holds", "kit/files/giving.py",
        "SHUT_IN = \"sandbox; default-src 'none'; ", "SHUT_IN = \"default-src 'self'; ", FILES,
    ),
    Fault(
        "A file of any size is taken", "kit/files/checking.py",
        "if size > MOST_BYTES:", "if False:", FILES,
    ),
    Fault(
        "A scanner that does not answer lets everything pass", "kit/files/checking.py",
        "        verdict = None\n    if", "        verdict = CLEAN\n    if", FILES,
    ),
    Fault(
        "A picture of any number of points is painted", "kit/files/looking.py",
        "if width * height > MOST_PIXELS:", "if False:", FILES,
    ),
    Fault(
        "A Word document may unpack to any size", "kit/files/looking.py",
        "if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or unpacked > SMALL + MOST_TIMES_LARGER * len(body):",
        "if len(parts) > MOST_PARTS:", FILES,
    ),
    Fault(
        "A Word document may load something from elsewhere", "kit/files/looking.py",
        'if not given.get("Type", "").endswith("/hyperlink"):', "if False:", FILES,
    ),
    Fault(
        "A PDF may run something", "kit/files/looking.py",
        "return any(str(key) in RUNS for key in thing) or any(", "return any(", FILES,
    ),
    Fault(
        "A file's name may turn the reading round", "kit/files/names.py",
        "return letter.isspace() or unicodedata.category(letter) not in _NO_LETTERS", "return True", FILES,
    ),
    Fault(
        "A form that is sent twice is saved twice", "access/saves.py",
        "            if earlier is not None:\n                return _repeat(request, earlier, digest)\n", "", SAVES,
    ),
    Fault(
        "Another content under the same key passes for the first", "access/saves.py",
        "    if earlier.digest == digest:\n        return redirect(earlier.answer)\n",
        "    return redirect(earlier.answer)\n", SAVES,
    ),
    Fault(
        "A save meets another person's", "access/saves.py",
        "SavedForm.objects.filter(author_id=user_id, route=route, key=key).first()",
        "SavedForm.objects.filter(route=route, key=key).first()", SAVES,
    ),
    Fault(
        "A block that was changed passes", "config/logs/blocks.py",
        "if seal.hash != written:", "if False:", LOGS,
    ),
    Fault(
        "A block that hangs on nothing passes", "config/logs/blocks.py",
        "elif seal.previous != (before.hash if before else BEGINNING):", "elif False:", LOGS,
    ),
    Fault(
        "An edited look passes", "config/logs/verifying.py",
        "elif root(there) != wanted:", "elif False:", LOGS,
    ),
    Fault(
        "A look that was put in between passes", "config/logs/verifying.py",
        "    if slipped_in:\n", "    if False:\n", LOGS,
    ),
    Fault(
        "A tail that was cut off passes", "config/logs/verifying.py",
        "    if head.number > last:\n", "    if False:\n", LOGS,
    ),
    Fault(
        "A chain that was made anew passes", "config/logs/verifying.py",
        "if hashes.get(head.number) != head.hash:", "if False:", LOGS,
    ),
    Fault(
        "Demonstration accounts answer the whole network", "config/preflight.py",
        "if demonstration and host not in LOOPBACK:", "if False:", START,
    ),
    Fault(
        "A service starts with the second step off", "config/preflight.py",
        'if os.environ.get("ALONGSIDE_SECOND_FACTOR", "on") != "on":', "if False:", START,
    ),
    Fault(
        "A service starts as a role that row security does not bind", "config/preflight.py",
        'if found["superuser"] or found["bypasses"]:', "if False:", f"{START} tests/start/test_refusals.py",
    ),
    Fault(
        "A service starts as the owner of its tables", "config/preflight.py",
        'if found["owns"]:', "if False:", f"{START} tests/start/test_refusals.py tests/start/test_own_server.py",
    ),
    Fault(
        "Scripts that stand in a page may run", "config/settings.py",
        '"script-src": [CSP.SELF, CSP.NONCE],', '"script-src": [CSP.SELF, CSP.UNSAFE_INLINE],', ANSWERS,
    ),
    Fault(
        "A page of ours may stand in another's frame", "access/middleware.py",
        '"X-Frame-Options": "DENY",', '"X-Frame-Options": "SAMEORIGIN",', ANSWERS,
    ),
    Fault(
        "A browser keeps what was made for one person", "access/middleware.py",
        'response.headers.setdefault("Cache-Control", "no-store, private")', "pass", ANSWERS,
    ),
    Fault(
        "A refusal can be told from what does not exist by a header", "access/middleware.py",
        '        patch_vary_headers(response, ("Cookie",))\n', "", f"{ANSWERS} tests/matrix/test_walk.py",
    ),
    Fault(
        "A script reads the session's cookie", "config/settings.py",
        "SESSION_COOKIE_HTTPONLY = True", "SESSION_COOKIE_HTTPONLY = False", ANSWERS,
    ),
)  # fmt: skip
