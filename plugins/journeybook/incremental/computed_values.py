"""Properties and methods whose results are kept in a dependency graph."""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterator, Mapping, ValuesView
from functools import partial
from typing import Any, Generic, Protocol, TypeVar, overload

from journeybook.incremental.dependency_graph import DependencyGraph, digest

MARK = "="
"""What the names of computed values begin with, unlike those of inputs."""

K = TypeVar("K")
V = TypeVar("V")


class HasGraph(Protocol):
    """What has computed values."""

    graph: DependencyGraph


def content_of(value: Any) -> str:
    """The digest of a value made of plain data, whose `repr` shows all of it."""
    return digest(repr(value))


class computed(Generic[V]):  # noqa: N801 - used as a decorator, like `property`
    """A property that is computed again only where something that it read has changed."""

    def __init__(self, compute: Callable[[Any], V]) -> None:
        self._compute = compute
        self._name = ""
        self.__doc__ = compute.__doc__

    _content: Callable[[Any], str] | None = None

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = f"{MARK}{name}"

    @overload
    def __get__(self, owner: None, kind: type) -> computed[V]: ...
    @overload
    def __get__(self, owner: HasGraph, kind: type) -> V: ...
    def __get__(self, owner: HasGraph | None, kind: type) -> computed[V] | V:
        if owner is None:
            return self
        value: V = owner.graph.value(self._name, partial(self._compute, owner), self._content)
        return value


class computed_by_content(computed[V]):  # noqa: N801 - used as a decorator, like `property`
    """A property of plain data: who reads it is not concerned while its content stays the same."""

    _content = staticmethod(content_of)


def computed_for(
    key: Callable[[str], K], *, by_content: bool = False
) -> Callable[[Callable[[Any, K], V]], ComputedFor[K, V]]:
    """A decorator of a method of one argument: its results are kept by the argument.

    `key` makes the argument of its text, which is part of the result's name. With `by_content` the
    results are plain data, as for `computed_by_content`.
    """
    return partial(ComputedFor, key, by_content)


class ComputedFor(Generic[K, V]):
    """A method of one argument whose results are kept."""

    def __init__(self, key: Callable[[str], K], by_content: bool, compute: Callable[[Any, K], V]) -> None:
        self.key = key
        self._content = content_of if by_content else None
        self._compute = compute
        self._name = ""
        self.__doc__ = compute.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = f"{MARK}{name}"

    @overload
    def __get__(self, owner: None, kind: type) -> ComputedFor[K, V]: ...
    @overload
    def __get__(self, owner: HasGraph, kind: type) -> Callable[[K], V]: ...
    def __get__(self, owner: HasGraph | None, kind: type) -> ComputedFor[K, V] | Callable[[K], V]:
        return self if owner is None else partial(self._value, owner)

    def _value(self, owner: HasGraph, key: K) -> V:
        value: V = owner.graph.value(f"{self._name}:{key}", partial(self._compute, owner, key), self._content)
        return value


def compute_named(owner: HasGraph, name: str) -> Any:
    """The computed value with a name of the graph, such as `=view:moving-in`."""
    attribute, colon, key = name.removeprefix(MARK).partition(":")
    if not colon:
        return getattr(owner, attribute)
    method = getattr(type(owner), attribute)
    return getattr(owner, attribute)(method.key(key))


class Keyed(Mapping[K, V]):
    """A mapping whose values are computed one by one, so that reading one depends on that alone."""

    def __init__(
        self,
        keys: Callable[[], Mapping[K, Any] | tuple[K, ...]],
        value: Callable[[K], V],
        has: Callable[[K], bool] | None = None,
    ) -> None:
        self._keys = keys
        self._value = value
        self._has = has

    def __getitem__(self, key: K) -> V:
        if key not in self:
            raise KeyError(key)
        return self._value(key)

    def __contains__(self, key: object) -> bool:
        return self._has(key) if self._has else key in self._keys()  # type: ignore[arg-type]

    def __iter__(self) -> Iterator[K]:
        return iter(self._keys())

    def __len__(self) -> int:
        return len(self._keys())


class KeyedValues(Mapping[K, V]):
    """A mapping that is looked up key by key: only the content of an entry concerns its reader."""

    def __init__(self, find: Callable[[K], V | None], whole: Callable[[], Mapping[K, V]]) -> None:
        self._find = find
        self._whole = whole

    def __getitem__(self, key: K) -> V:
        found = self._find(key)
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[K]:
        return iter(self._whole())

    def __len__(self) -> int:
        return len(self._whole())

    def values(self) -> ValuesView[V]:
        """Every value; who asks for all of them has read the whole mapping already."""
        return self._whole().values()

    def items(self) -> ItemsView[K, V]:
        """Every key with its value."""
        return self._whole().items()
