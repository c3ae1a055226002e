"""Somebody who uses the pages: does things without JavaScript, and looks at each page."""

from __future__ import annotations

from playwright.sync_api import Browser, Page
from tests.browser.conftest import AXE, Service, signed_in

ASIDE = """() => [...document.querySelectorAll("main *, .crumbs *")]
    .filter(one => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest(".scroll"))
    .map(one => one.outerHTML.slice(0, 200))"""
"""What stands past the right edge outside a region that scrolls by itself: it is cut off there."""
SCROLLS = "document.documentElement.scrollWidth > innerWidth"
JUDGED = {("en", 320), ("nl", 1280)}
"""When axe judges a page: it takes a second, and finds the same at the other two."""
VIOLATIONS = "axe.run().then(r => r.violations.map(v => [v.id, v.nodes[0].html]))"


class User:
    """Somebody with two windows: one without JavaScript to do things, one to look at pages."""

    def __init__(self, browser: Browser, service: Service, name: str) -> None:
        self.base = service.base
        given = {"bypass_csp": False, "viewport": {"width": 1280, "height": 900}}
        self.page = signed_in(browser, service, name, java_script_enabled=False, **given)
        self.window = signed_in(browser, service, name, **given)
        self.complaints: list[str] = []
        self.window.on("console", lambda said: self._heard(said.type, said.text))

    def _heard(self, kind: str, said: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(said)

    def at(self, address: str) -> Page:
        """Go to a page, and see that it is there and fit to be used."""
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        self.looks()
        return self.page

    def looks(self) -> None:
        """The page that is open: no axe violation, nothing cut off, no complaint of the policy."""
        for language in ("en", "nl"):
            spoken = {"name": "language", "value": language, "url": self.base}
            self.window.context.add_cookies([spoken])  # type: ignore[list-item]
            self.window.goto(self.page.url)
            assert self.window.locator("html").get_attribute("lang") == language
            self.window.evaluate(AXE.read_text("utf-8"))
            for width in (1280, 320):
                self.window.set_viewport_size({"width": width, "height": 900})
                where = (self.page.url, language, width)
                assert self.window.evaluate(ASIDE) == [], where
                assert self.window.evaluate(SCROLLS) is False, where
                if (language, width) in JUDGED:
                    assert self.window.evaluate(VIOLATIONS) == [], where
        assert self.complaints == [], self.page.url

    def press(self, button: str) -> None:
        """Press a button of a form; nothing is refused."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=button, exact=True).first.click()
        assert self.page.locator(".summary").all_inner_texts() == []
