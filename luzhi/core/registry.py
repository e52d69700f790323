"""One kind of registry for everything the apps declare: kinds, flows, figures, duties, importers."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any, Generic, Protocol, TypeVar


class Declared(Protocol):
    @property
    def code(self) -> str: ...
    @property
    def label(self) -> Any: ...


T = TypeVar("T", bound=Declared)


class Registry(Generic[T]):
    """Entries by their code, in the order of declaration; each remembers the module that declared it."""

    def __init__(self, noun: str) -> None:
        self.noun = noun
        self._items: dict[str, T] = {}
        self._modules: dict[str, str] = {}

    def add(self, *items: T) -> None:
        """Declare; a code declared twice is an error at import."""
        module = sys._getframe(1).f_globals["__name__"]
        for item in items:
            if item.code in self._items:
                raise ValueError(f"{self.noun} {item.code!r} is declared twice")
            self._items[item.code] = item
            self._modules[item.code] = module

    def __getitem__(self, code: str) -> T:
        return self._items[code]

    def __iter__(self) -> Iterator[T]:
        return iter(self._items.values())

    def __contains__(self, code: object) -> bool:
        return code in self._items

    def __len__(self) -> int:
        return len(self._items)

    def get(self, code: str) -> T | None:
        return self._items.get(code)

    def module(self, code: str) -> str:
        """The module in which the entry stands."""
        return self._modules[code]

    def choices(self) -> list[tuple[str, Any]]:
        return [(item.code, item.label) for item in self]
