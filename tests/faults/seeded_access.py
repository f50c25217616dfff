"""Faults in who comes in and what opens for them."""

from tests.faults.fault import Fault

DOORS = "alongside/access/tests tests/matrix/test_walk.py"
LOOKS = "alongside/people/tests/test_looks.py"
SIGN_IN = "alongside/access/tests"

ACCESS = (
    Fault(
        "A page opens for every role", "access/doors.py",
        "if not user_may(request.user, permission):", "if False:", DOORS,
    ),
    Fault(
        "A page of a family opens whatever the role may do there", "people/doors.py",
        "if basis is None or not may or _sends_while_reading(request, basis, permission):", "if basis is None:",
        f"{DOORS} alongside/people/tests/test_doors.py",
    ),
    Fault(
        "A page of one's own opens the families too", "access/doors.py",
        "scope.open_own(request.user)", "scope.open_families(request.user)", "alongside/access/tests tests/walls",
    ),
    Fault(
        "Partners may record", "access/rules/matrix.py",
        "P.RECORD_HELP: {R.HELPER: _HELPERS, R.TEAM: _MANAGER, R.GLASS",
        'P.RECORD_HELP: {R.HELPER: _HELPERS, R.TEAM: _MANAGER, R.COVERED: ("partner",), R.GLASS', DOORS,
    ),
    Fault(
        "Every key worker may keep something from somebody", "access/rules/matrix.py",
        'P.WITHHOLD: {R.HELPER: ("senior_key_worker", "manager"), R.TEAM: _MANAGER},',
        'P.WITHHOLD: {R.HELPER: ("key_worker", "senior_key_worker", "manager"), R.TEAM: _MANAGER},', DOORS,
    ),
    Fault(
        "Whoever broke the glass to read may record", "people/doors.py",
        "return sends and basis.relationship in READS_ONLY", "return False",
        "alongside/desk/tests/test_broken_glass.py",
    ),
    Fault(
        "Managers may add accounts", "access/rules/matrix.py",
        'P.MANAGE_ACCOUNTS: {R.UNRELATED: ("administrator",)},',
        'P.MANAGE_ACCOUNTS: {R.UNRELATED: ("administrator", "manager")},', DOORS,
    ),
    Fault(
        "A partner with consent counts as a helper of ours", "access/rules/matrix.py",
        '("partner", "consent"): R.COVERED,', '("partner", "consent"): R.HELPER,', DOORS,
    ),
    Fault(
        "A basis that nobody declared counts as helping", "access/rules/matrix.py",
        "return _SEEN_ON.get((level, basis), R.UNRELATED)", "return _SEEN_ON.get((level, basis), R.HELPER)", DOORS,
    ),
    Fault(
        "Key workers oversee the team", "access/rules/matrix.py",
        "P.OVERSEE_TEAM: {R.HELPER: _MANAGER, R.TEAM: _MANAGER},",
        "P.OVERSEE_TEAM: {R.HELPER: _HELPERS, R.TEAM: _MANAGER},", DOORS,
    ),
    Fault(
        "An ended account keeps what its role may do", "access/permissions.py",
        "return permission is Permission.PUBLIC or (user.is_active and may(user.role, permission))",
        "return permission is Permission.PUBLIC or may(user.role, permission)", SIGN_IN,
    ),
    Fault(
        "A method that nobody declared reaches the view", "config/who_may.py",
        "return None if request.method in lets else errors.not_so(request, lets)", "return None",
        "alongside/config/tests tests/matrix/test_walk.py",
    ),
    Fault(
        "An address that nobody declared lets the service start", "config/who_may.py",
        "if route not in lines:", "if False:", "alongside/config/tests tests/architecture",
    ),
    Fault(
        "A number that is too large breaks the page", "access/scope.py",
        "if family_id > LAST_FAMILY:", "if False:", "alongside/access/tests alongside/people/tests",
    ),
    Fault(
        "Any code may act as the front door", "access/scope.py",
        'if service != "front_door" or place not in FRONT_DOOR_PLACES:', 'if service != "front_door":',
        "alongside/access/tests alongside/people/tests",
    ),
    Fault(
        "What was opened for one person answers another", "access/scope.py",
        '" = ANY ((SELECT NULLIF(current_setting(\'app.families\', true), \'\')::bigint[])::bigint[]), false) "\n'
        '        "AND NULLIF(current_setting(\'app.user\', true), \'\')::uuid = "',
        '" = ANY ((SELECT NULLIF(current_setting(\'app.families\', true), \'\')::bigint[])::bigint[]), false) "\n'
        '        "AND NULLIF(current_setting(\'app.user\', true), \'\')::uuid IS DISTINCT FROM "',
        "alongside/people/tests",
    ),
    Fault(
        "What is opened for a moment stays open", "access/scope.py",
        "        if not connection.needs_rollback:\n            _put(before)", "        pass",
        "alongside/access/tests alongside/people/tests",
    ),
    Fault(
        "The second step is asked of nobody", "access/second_step.py",
        "return bool(settings.SECOND_FACTOR) and user.role_meant.staff", "return False", SIGN_IN,
    ),
    Fault(
        "A code of the app works twice", "access/second_step.py",
        "return not counters or not actions.spend_code(by=user, authenticator_id=authenticator.pk, "
        "counter=max(counters))",
        "return not counters", SIGN_IN,
    ),
    Fault(
        "A session lasts as long as it is used", "access/entering.py",
        'return "whole"\n    return "idle"', 'pass\n    return "idle"', SIGN_IN,
    ),
    Fault(
        "A session that nobody uses lasts", "access/entering.py",
        'return "idle" if now - seen >= IDLE.total_seconds() else ""', 'return ""', SIGN_IN,
    ),
    Fault(
        "Who tries many passwords never waits", "access/entering.py",
        "if over < 0:", "if over < 1000:", SIGN_IN,
    ),
    Fault(
        "Every browser counts as known", "access/tries.py",
        'return _digest("known", name.casefold()) in _known(request)', "return True", SIGN_IN,
    ),
    Fault(
        "An account that nobody used for long still opens", "access/backends.py",
        "if settings.CLOSE_DORMANT and not user.demonstration and user.closes_at <= datetime.now(UTC):",
        "if False:", SIGN_IN,
    ),
    Fault(
        "A demonstration account signs in to a council's service", "access/backends.py",
        'if user.demonstration and settings.MODE not in ("demonstration", "test"):', "if False:", SIGN_IN,
    ),
    Fault(
        "A token of another sign-in is taken", "access/provider.py",
        'if not nonce or not constant_time_compare(str(claims["nonce"]), nonce):', "if False:", SIGN_IN,
    ),
    Fault(
        "A token signed with a shared secret, or not at all, is taken", "access/provider.py",
        'if header["alg"] not in SIGNED_BY:', "if False:", SIGN_IN,
    ),
    Fault(
        "A claim that was given to somebody else opens the old account", "access/provider.py",
        "if known_as not in (None, sociallogin.account.uid) or (", "if (", SIGN_IN,
    ),
    Fault(
        "Somebody can end another person's session", "access/actions.py",
        "return _end(SignIn.objects.filter(author_id=by.pk, ended_at=None, pk__in=lines), at)",
        "return _end(SignIn.objects.filter(ended_at=None, pk__in=lines), at)", SIGN_IN,
    ),
    Fault(
        "A session stays when another second step is set up", "access/actions.py",
        "    by.stamp = uuid7()\n    by.save(update_fields=[\"stamp\"])\n    _tell(by, AccountEvent.Kind.SECOND_STEP",
        "    _tell(by, AccountEvent.Kind.SECOND_STEP", SIGN_IN,
    ),
    Fault(
        "One administrator alone takes away a second step", "access/actions.py",
        "if by.pk in (asked.asked_by_id, user.pk):", "if by.pk == user.pk:", SIGN_IN,
    ),
    Fault(
        "A look at a family is not written down", "people/doors.py",
        "return look.leaves(_answer(view, request, family=family, **kwargs))",
        "return _answer(view, request, family=family, **kwargs)", LOOKS,
    ),
    Fault(
        "A look at a list is not written down", "people/doors.py",
        "return look.leaves(_answer(view, request, *args, **kwargs))", "return _answer(view, request, *args, **kwargs)",
        LOOKS,
    ),
    Fault(
        "A look at a page of one's own is not written down", "access/doors.py",
        "return look.leaves(drafts.answered(view, request, *args, **kwargs))",
        "return drafts.answered(view, request, *args, **kwargs)", LOOKS,
    ),
    Fault(
        "The log says nothing of why somebody saw the family", "people/doors.py",
        "                look.basis = basis.basis\n", "", LOOKS,
    ),
    Fault(
        "A list is written down without the families on it", "access/looks.py",
        "self.write(answer.status_code, _named(answer) if self.family_id is None else None)",
        "self.write(answer.status_code, None)", LOOKS,
    ),
    Fault(
        "What was refused is not written down", "access/looks.py",
        'if request.user.is_authenticated and not hasattr(request, "look_failed"):', "if False:", LOOKS,
    ),
    Fault(
        "What failed is not written down", "access/middleware.py",
        "        looks.log_what_failed(request, response.status_code)\n", "", LOOKS,
    ),
    Fault(
        "A page that was shown is taken for one that only leads on", "access/looks.py",
        "NOBODY_SAW = range(300, 400)", "NOBODY_SAW = range(200, 400)", LOOKS,
    ),
    Fault(
        "A look is of nobody in particular", "access/looks.py",
        "clock.now(), request.user.pk, self.basis, self.family_id, everything,",
        "clock.now(), uuid7(), self.basis, self.family_id, everything,", LOOKS,
    ),
    Fault(
        "What was searched for is not written down", "people/queries/finding.py",
        '"route": route[:200], "request_id": request_id, "asked": wanted.text,',
        '"route": route[:200], "request_id": request_id, "asked": "",', "alongside/people/tests alongside/desk/tests",
    ),
)  # fmt: skip
