"""The password rule of GB/T 22239-2019 8.1.4.1 a: three of four classes of characters."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class ThreeOfFourClasses:
    def validate(self, password: str, user: Any = None) -> None:
        tests = (str.islower, str.isupper, str.isdigit, lambda letter: not letter.isalnum())
        if sum(any(test(letter) for letter in password) for test in tests) < 3:
            raise ValidationError(self.get_help_text(), code="classes")

    def get_help_text(self) -> str:
        return _("Use at least three of: small letters, capitals, digits, other signs.")
