from dataclasses import dataclass
from typing import Self

from errors import invalid_request


@dataclass(frozen=True)
class HoldRequest:
    customer: str
    seats: list[str]

    @classmethod
    def parse(cls, body: object) -> Self:
        match body:
            case {"customer": str(customer), "seats": list(seats)}:
                pass
            case _:
                raise invalid_request("The body must be an object with a customer and a list of seats")
        if not 1 <= len(customer) <= 100:
            raise invalid_request("The customer must have 1 to 100 characters")
        if not 1 <= len(seats) <= 6 or not all(isinstance(label, str) for label in seats):
            raise invalid_request("The seats must be 1 to 6 labels")
        if len(set(seats)) < len(seats):
            raise invalid_request("The seats must be different ones")
        return cls(customer, seats)
