"""What somebody managed to put into a page is not run: the policy, Trusted Types and nonces."""

from __future__ import annotations

from playwright.sync_api import Browser, Page
from tests.browser.conftest import Service, signed_in

PUT_IN = {
    "a script of its own": """() => {
        const made = document.createElement("script");
        made.text = "window.ran = true";
        document.body.append(made);
    }""",
    "a script of elsewhere": """() => {
        const made = document.createElement("script");
        made.src = "data:text/javascript,window.ran=true";
        document.body.append(made);
    }""",
    "markup with a handler": """() => {
        document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.ran=true'>");
    }""",
    "a text that becomes code": """() => { setTimeout("window.ran = true", 0); }""",
    "markup for htmx without a nonce": """() => {
        const made = document.createElement("div");
        made.setAttribute("hx-get", "/afspraken");
        made.setAttribute("hx-trigger", "load");
        made.setAttribute("hx-target", "body");
        document.body.append(made);
        window.htmx.process(made);
    }""",
}
"""Each as a flaw in a page would let it in."""


WITH_NONCE = """() => {
    const made = document.createElement("div");
    made.setAttribute("hx-get", "/afspraken");
    made.setAttribute("hx-trigger", "load");
    made.setAttribute("hx-swap", "none");
    made.setAttribute("hx-nonce", document.querySelector("script[nonce]").nonce);
    document.body.append(made);
    window.htmx.process(made);
}"""
"""The same for htmx as a page of ours would have it: so the one above could have been run."""


def _asked(page: Page) -> list[str]:
    found: list[str] = []
    page.on("request", lambda request: found.append(request.url))
    return found


def test_what_is_put_into_a_page_is_not_run(browser: Browser, service: Service) -> None:
    page = signed_in(browser, service, "beheerder", bypass_csp=False)
    page.goto("/")
    asked = _asked(page)
    for name, script in PUT_IN.items():
        told = page.evaluate(f"() => {{ try {{ ({script})(); }} catch (e) {{ return e.name; }} }}")
        page.wait_for_timeout(200)
        assert page.evaluate("() => window.ran === undefined"), name
        assert told in (None, "TypeError", "EvalError"), name
    # The icon of the page may come late: it is no script's.
    ours = [url for url in asked if url.startswith(service.base) and "/static/" not in url]
    assert ours == []
    with page.expect_request(f"{service.base}/afspraken"):
        page.evaluate(WITH_NONCE)


def test_markup_as_text_is_refused_by_the_browser(browser: Browser, service: Service) -> None:
    page = signed_in(browser, service, "beheerder", bypass_csp=False)
    page.goto("/")
    set_html = "() => { try { document.body.innerHTML = '<b>x</b>' } catch (e) { return e.name } }"
    assert page.evaluate(set_html) == "TypeError"
    assert "<b>x</b>" not in page.content()
