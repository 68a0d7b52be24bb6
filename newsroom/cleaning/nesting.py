"""Which block may stand in which: a stack of open containers that supplies what is missing."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from newsroom.cleaning.elements import (
    BARE,
    CELLS,
    IMPLIED_CHILD,
    IMPLIED_PARENT,
    PARENTS,
    TABLE_PARTS,
)

#: Deeper nesting than any story has is flattened, which bounds the work on hostile input.
MAX_DEPTH = 12


@dataclass(eq=False)
class Node:
    """A block; what it holds is text already written, or blocks."""

    tag: str
    attributes: str = ""
    children: list["Node | str"] = field(default_factory=list)

    def render(self) -> str:
        return f"<{self.tag}{self.attributes}>{''.join(_inside(self))}</{self.tag}>"


def _inside(node: Node) -> Iterator[str]:
    """A single plain paragraph in a list item, cell or figure needs no element of its own."""
    paragraphs = [child for child in node.children if isinstance(child, Node) and child.tag == "p"]
    bare = node.tag in BARE and len(paragraphs) == 1 and not paragraphs[0].attributes
    for child in node.children:
        if isinstance(child, str):
            yield child
        elif bare and child.tag == "p":
            yield from _inside(child)
        else:
            yield child.render()


class Containers:
    """The open containers, outermost first."""

    def __init__(self) -> None:
        self.root = Node("")
        self.nodes = [self.root]

    def open(self, tag: str, attributes: str) -> Node | None:
        """Open a container where it may stand, supplying what is missing; None if it may not."""
        if tag not in PARENTS:
            self.to_flow()
        elif not self.back_to(PARENTS[tag], for_part=tag in TABLE_PARTS):
            implied = IMPLIED_PARENT.get(tag)
            if implied is None or self.open(implied, "") is None:
                return None
        return self._push(Node(tag, attributes)) if len(self.nodes) <= MAX_DEPTH else None

    def to_flow(self) -> None:
        """Open list items or cells until text may stand; a stray list joins the item before."""
        while (tag := self.nodes[-1].tag) in IMPLIED_CHILD:
            last = self.nodes[-1].children[-1:]
            if last and isinstance(last[0], Node) and last[0].tag == "li":
                self.nodes.append(last[0])
            else:
                self._push(Node(IMPLIED_CHILD[tag]))

    def back_to(self, tags: frozenset[str], *, for_part: bool) -> bool:
        """Close up to the nearest of these; only a part of a table may close a cell for it."""
        for index in range(len(self.nodes) - 1, 0, -1):
            tag = self.nodes[index].tag
            if tag in tags:
                self.shut(index + 1)
                return True
            if tag == "table" or (tag in CELLS and not for_part):
                return False
        return False

    def close(self, node: Node) -> None:
        """Close this container and those in it, unless it is closed already."""
        if node in self.nodes:
            self.shut(self.nodes.index(node))

    def shut(self, index: int) -> None:
        """Close the containers from this place on; empty ones leave no trace."""
        while len(self.nodes) > index:
            node = self.nodes.pop()
            siblings = self.nodes[-1].children
            if node.tag in CELLS:
                continue
            if not _has_content(node):
                siblings.pop()
            elif node.tag == "table" and (only := _only_cell(node)) is not None:
                siblings[-1:] = only.children

    def _push(self, node: Node) -> Node:
        self.nodes[-1].children.append(node)
        self.nodes.append(node)
        return node


def _has_content(node: Node) -> bool:
    if node.tag in {"table", "thead", "tbody", "tr"}:
        return any(_has_content(child) for child in node.children if isinstance(child, Node))
    return bool(node.children)


def _only_cell(table: Node) -> Node | None:
    """The cell of a table that has one only: a frame for layout, not data."""
    node = table
    while node.tag not in CELLS:
        child = node.children[0] if len(node.children) == 1 else None
        if not isinstance(child, Node) or child.tag == "caption":
            return None
        node = child
    return node
