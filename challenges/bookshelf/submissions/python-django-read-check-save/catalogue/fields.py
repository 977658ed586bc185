"""REST framework's fields make other types fit where they can. These take a value as it is, or not at all."""

import datetime
import re

from rest_framework import serializers


class TextField(serializers.CharField):
    def __init__(self, **kwargs) -> None:
        super().__init__(trim_whitespace=False, **kwargs)

    def to_internal_value(self, data: object) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        if not data.strip():
            self.fail("blank")
        return data


class WholeNumberField(serializers.IntegerField):
    def to_internal_value(self, data: object) -> int:
        # bool is an int in Python, and true is no number.
        if type(data) is not int:
            self.fail("invalid")
        return data


class DayField(serializers.DateField):
    def to_internal_value(self, data: object) -> datetime.date:
        if not isinstance(data, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", data):
            self.fail("invalid", format="YYYY-MM-DD")
        return super().to_internal_value(data)


class IsbnField(TextField):
    default_error_messages = {
        "form": "Must be 13 digits that start with 978 or 979.",
        "check_digit": "Has a wrong check digit.",
    }

    def to_internal_value(self, data: object) -> str:
        isbn = super().to_internal_value(data)
        if not re.fullmatch(r"97[89][0-9]{10}", isbn):
            self.fail("form")
        if sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(isbn)) % 10:
            self.fail("check_digit")
        return isbn
