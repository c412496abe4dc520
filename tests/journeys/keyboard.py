"""A person without a mouse: everything by Tab, Shift and Tab, Enter, Space, arrows and typing."""

from playwright.sync_api import Locator

from tests.journeys.visitor import Visitor

MOST_TABS = 400
HERE = "element => document.activeElement === element"
AHEAD = """element => {
  const here = document.activeElement;
  if (!here || here === document.body) return true;
  return Boolean(here.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
}"""
SEEN = """element => {
  if (!element.matches(':focus-visible')) return 'not :focus-visible';
  const box = element.getBoundingClientRect();
  if (!box.width || !box.height) return 'no size';
  if (box.bottom < 0 || box.top > innerHeight) return 'outside the window';
  const label = element.labels && element.labels[0];
  const drawn = [[element, null], [element, '::before'], ...(label ? [[label, '::before']] : [])];
  const marked = drawn.some(([each, part]) => {
    const style = getComputedStyle(each, part);
    const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    return style.boxShadow !== 'none' || outlined && !style.outlineColor.endsWith(', 0)');
  });
  return marked ? '' : 'nothing drawn around it';
}"""
SAME_GROUP = (
    "element => document.activeElement?.type === 'radio' && document.activeElement.name === element.name"
)


class KeyboardVisitor(Visitor):
    """Reaches each thing in the page's own order and sees where they are all the way."""

    def reach(self, target: Locator) -> None:
        """Focus stands on the target, visibly."""
        self._tab_until(target, HERE)
        unseen = target.evaluate(SEEN)
        assert not unseen, f"focus cannot be seen on {target}: {unseen}"

    def strike(self, target: Locator) -> None:
        self.page.keyboard.press("Enter")

    def write(self, target: Locator, words: str) -> None:
        self.reach(target)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.press("Delete")
        self.page.keyboard.type(words)

    def tick(self, target: Locator) -> None:
        if target.get_attribute("type") != "radio":
            self.reach(target)
            if not target.is_checked():
                self.page.keyboard.press("Space")
            return
        self._tab_until(target, SAME_GROUP)
        self.page.keyboard.press("Space")
        for _ in range(MOST_TABS):
            if target.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the arrows do not reach {target}")

    def pick(self, target: Locator, option: str) -> None:
        self.reach(target)
        steps = target.evaluate(
            "(list, words) => [...list.options].findIndex(each => each.text.trim() === words)"
            " - list.selectedIndex",
            option,
        )
        for _ in range(abs(steps)):
            self.page.keyboard.press("ArrowDown" if steps > 0 else "ArrowUp")
        chosen = target.evaluate("list => list.selectedOptions[0].text.trim()")
        assert chosen == option, f"the arrows lead to “{chosen}”, not to “{option}”"

    def _tab_until(self, target: Locator, stands: str) -> None:
        element = target.element_handle()  # found once: looking for it again at each step is most of the way
        key = "Tab" if element.evaluate(AHEAD) else "Shift+Tab"
        for _ in range(MOST_TABS):
            if element.evaluate(stands):
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"{key} does not reach {target}")
