"""Forms of accounts and sign-in."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.core import context
from allauth.mfa.base import forms as second_steps
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from alongside.access import second_step, tries
from alongside.access.adapter import refuse_to_hurry
from alongside.access.permissions import ROLES
from alongside.kit.forms import ChoiceField, Form, PasswordField, SelectField, TextField


class SignInForm(LoginForm):
    """The sign-in library's form in our own dress."""

    title = "Sign in"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = TextField(
            "Sign-in name", fact="account.sign_in_name", autocomplete="username", missing="Enter your sign-in name"
        )
        self.fields["password"] = PasswordField(
            "Password", fact="account.password", autocomplete="current-password", missing="Enter your password"
        )
        self.fields.pop("remember", None)


class ChangeOwnPasswordForm(ChangePasswordForm):
    """The sign-in library's form with our words."""

    title = "Change your password"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {"oldpassword": "Current password", "password1": "New password", "password2": "New password again"}
        for name, label in labels.items():
            self.fields[name].label = label
        missing = ("Enter the password you have now", "Enter a new password", "Enter the new password again")
        for name, words in zip(labels, missing, strict=True):
            self.fields[name].error_messages["required"] = words
        self.fields["password1"].help_text = "At least 12 characters, and not one that many people use"


class AddAccountForm(Form):
    """A new colleague, partner, parent or child who signs in."""

    title = "Add an account"
    name = TextField("Full name", fact="account.name", missing="Enter their name")
    sign_in_name = TextField(
        "Sign-in name", fact="new_account.sign_in_name", hint="For example joanne.mercer", width=20
    )
    job_title = TextField("Job title", fact="account.job_title", required=False)
    telephone = TextField("Work telephone", fact="account.telephone", required=False, width=20)
    role = ChoiceField(
        "What they do", fact="account.role", choices=[(role.key, role.name.capitalize()) for role in ROLES.values()]
    )
    team = SelectField("Team", fact="account.team", required=False, choices=[])
    password = PasswordField(
        "First password", fact="new_account.password", autocomplete="new-password", hint="At least 12 characters"
    )

    def __init__(self, *args: Any, teams: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = [("", "No team"), *teams]  # type: ignore[attr-defined]

    def clean_password(self) -> str:
        """Refuse passwords that are short or common, with the reason."""
        password = str(self.cleaned_data["password"])
        validate_password(password)
        return password


class EndAccountForm(Form):
    """Confirms the end of an account."""

    title = "End this account"


class ReopenAccountForm(Form):
    """Confirms that an account that nobody used is open again."""

    title = "Open this account again"


class AskRenewalForm(Form):
    """Why somebody needs to set up their second step anew."""

    title = "Take away the second step"
    why = TextField(
        "What happened?", fact="renewal.why", missing="Say what happened", max_length=300,
        hint="For example: telephone lost, told me in person today",
    )  # fmt: skip


class AgreeRenewalForm(Form):
    """A second administrator agrees."""

    title = "Agree"
    password = PasswordField(
        "A new first password for them", fact="renewal.password", autocomplete="new-password",
        hint="At least 12 characters. Give it to them in person or on the telephone, once you know that it is them.",
    )  # fmt: skip

    def clean_password(self) -> str:
        """Refuse passwords that are short or common, with the reason."""
        password = str(self.cleaned_data["password"])
        validate_password(password)
        return password


class AddTeamForm(Form):
    """A new team."""

    title = "Add a team"
    team_name = TextField("Name of the team", fact="team.name", missing="Enter a name for the team")


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
