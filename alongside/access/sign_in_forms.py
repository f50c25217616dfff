"""Forms of the sign-in library, in our words."""

from typing import Any

from allauth.account.forms import ReauthenticateForm
from allauth.core import context
from allauth.mfa.base import forms as second_steps
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.core.exceptions import ValidationError

from alongside.access import second_step, tries
from alongside.access.adapter import refuse_to_hurry
from alongside.kit.forms import PasswordField, TextField

WRONG_CODE = "This code is not right, or was used already. Wait for the next one, then type it here."


def _code(label: str, hint: str) -> TextField:
    return TextField(
        label, fact="account.code", hint=hint, width=10, autocomplete="one-time-code", missing="Enter the code"
    )


class CodeForm(second_steps.AuthenticateForm):
    """The second step of signing in: a code from an app, or one of the recovery codes; each counts once."""

    title = "Second step"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code("Code", "The 6 digits that your app shows now, or one of your recovery codes")

    def clean_code(self) -> str:
        one = tries.of_code(context.request, self.user)
        refuse_to_hurry(one)
        self.cleaned_data["code"] = "".join(self.cleaned_data["code"].split())
        try:
            code = self._once()
        except ValidationError as wrong:
            one.failed()
            raise ValidationError(WRONG_CODE) from wrong
        one.succeeded()
        return code

    def _once(self) -> str:
        code = str(super().clean_code())
        if second_step.was_spent(self.user, self.authenticator, code):
            raise ValidationError(WRONG_CODE)
        return code


class CodeAgainForm(CodeForm):
    """Somebody who is signed in shows once more who they are."""

    def save(self) -> None:
        second_steps.post_authentication(context.request, self.authenticator, reauthenticated=True)


class PasswordAgainForm(ReauthenticateForm):
    """The same with their password."""

    title = "Your password once more"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = PasswordField(
            "Password", fact="account.password", autocomplete="current-password", missing="Enter your password"
        )


class AppForm(ActivateTOTPForm):
    """Set up codes from an app."""

    title = "Codes from an app"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code("Code that the app shows now", "6 digits")

    def clean_code(self) -> str:
        self.cleaned_data["code"] = "".join(self.cleaned_data["code"].split())
        try:
            return str(super().clean_code())
        except ValidationError as wrong:
            raise ValidationError(WRONG_CODE) from wrong


class PasskeyForm(AddWebAuthnForm):
    """Set up a passkey; a browser without scripts cannot."""

    title = "A passkey"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = TextField(
            "What to call it", fact="account.passkey", hint="For example: my work laptop", required=False, max_length=60
        )
