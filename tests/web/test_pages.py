"""Pages, errors and headers, met as a browser meets them."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import httpx
import pytest

from governance.base.places import shipped
from governance.web.addresses import Key, api, local, page
from governance.web.pages import templates
from governance.web.static import FOLDER, edition, static

BROWSER = {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"}
RIGHT = {"title": "Aanpak", "starts_on": "24-11-2026", "kind": "effort", "theme": "a", "version": 3}
API = api("agreements")


async def token(browser: httpx.AsyncClient) -> str:
    """The token of the form on the page."""
    found = re.search(r'name="csrf_token" value="(\w+)"', (await browser.get("/")).text)
    assert found
    return found[1]


async def send(browser: httpx.AsyncClient, **fields: object) -> httpx.Response:
    """Hand in the form as a browser does."""
    carried = {"csrf_token": await token(browser), **fields}
    return await browser.post("/", data=carried, headers=BROWSER)


async def test_a_right_form_is_taken(browser: httpx.AsyncClient) -> None:
    answer = await send(browser, **RIGHT)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/"


async def test_a_message_is_shown_once(browser: httpx.AsyncClient) -> None:
    await send(browser, **RIGHT)
    assert "Meld u eerst aan" in (await browser.get("/")).text
    assert "Meld u eerst aan" not in (await browser.get("/")).text


async def test_a_message_that_is_not_ours_is_not_shown(browser: httpx.AsyncClient) -> None:
    browser.cookies.set("message", "bm8ganNvbg==")
    assert (await browser.get("/")).status_code == 200


async def test_all_complaints_come_at_once_and_what_was_typed_comes_back(
    browser: httpx.AsyncClient,
) -> None:
    answer = await send(
        browser,
        title="x" * 61,
        starts_on="31-02-2026",
        budget="veel <b>",
        kind="other",
        **{"commitments.3.title": "y" * 21},
    )
    assert answer.status_code == 400
    said = answer.text
    assert "<title>Fout: " in said
    assert "Er zijn 7 punten te verbeteren" in said
    assert 'value="31-02-2026"' in said
    assert 'value="veel &lt;b&gt;"' in said
    assert 'value="' + "x" * 61 in said
    assert 'value="' + "y" * 21 in said
    assert '<a href="#f-starts_on">Ingangsdatum: Vul een bestaande datum in' in said
    assert 'aria-describedby="f-title-hint f-title-error" aria-invalid="true"' in said
    assert 'id="f-title-error"' in said
    assert 'id="f-commitments-0-title-error"' in said


async def test_a_form_out_of_date_gives_back_what_was_typed_by_its_labels(
    browser: httpx.AsyncClient,
) -> None:
    typed = {"title": "Aan\r\npak", "kind": "effort", "agreed": "on", "budget": " "}
    typed |= {"commitments.0.title": "Meldpunt", "not_shown": "gone"}
    words = re.search(r'name="form_words" value="([^"]+)"', (await browser.get("/")).text)
    assert words
    carried = {**typed, "form_words": unescape(words[1]), "csrf_token": "old"}
    answer = await browser.post("/", data=carried, headers=BROWSER)
    assert answer.status_code == 403
    back = re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", answer.text, re.S)
    assert back == [
        ("Titel van de afspraak", "Aan\npak"),
        ("Soort toezegging", "Inspanning"),
        ("De portefeuillehouder is akkoord", "ja"),
        ("Titel (1)", "Meldpunt"),
    ]


async def test_a_form_without_token_or_from_elsewhere_is_refused(
    browser: httpx.AsyncClient,
) -> None:
    good = await token(browser)
    forged = [
        ({}, BROWSER),
        ({"csrf_token": "wrong"}, BROWSER),
        ({"csrf_token": good}, {**BROWSER, "Sec-Fetch-Site": "cross-site"}),
        ({"csrf_token": good}, {**BROWSER, "Sec-Fetch-Site": "same-site"}),
        ({"csrf_token": good}, {"Origin": "https://elsewhere.example"}),
        ({"csrf_token": good}, {"Origin": "null"}),
    ]
    for carried, headers in forged:
        answer = await browser.post("/", data={**RIGHT, **carried}, headers=headers)
        assert answer.status_code == 403, (carried, headers)
        assert "U bent afgemeld" in answer.text


async def test_the_token_belongs_to_the_session(browser: httpx.AsyncClient) -> None:
    as_guest = await token(browser)
    browser.cookies.set("session", "secret of this session")
    assert await token(browser) != as_guest
    assert (await send(browser, **{**RIGHT, "csrf_token": as_guest})).status_code == 403
    assert (await send(browser, **RIGHT)).status_code == 303


async def test_a_token_in_the_header_counts_and_a_bearer_needs_none(
    browser: httpx.AsyncClient,
) -> None:
    browser.cookies.set("session", "secret of this session")
    headers = {**BROWSER, "X-CSRF-Token": await token(browser)}
    assert (await browser.post(API, json=RIGHT, headers=headers)).status_code == 201
    assert (await browser.post(API, json=RIGHT, headers=BROWSER)).status_code == 403
    bearer = {"Authorization": "Bearer x"}
    assert (await browser.post(API, json=RIGHT, headers=bearer)).status_code == 201


async def test_a_machine_without_a_session_has_nothing_to_forge(
    browser: httpx.AsyncClient,
) -> None:
    assert (await browser.post(API, json=RIGHT)).status_code == 201
    elsewhere = {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"}
    assert (await browser.post(API, json=RIGHT, headers=elsewhere)).status_code == 403


async def as_machine(browser: httpx.AsyncClient, body: bytes, kind: str) -> httpx.Response:
    """Send raw bytes to the API."""
    headers = {"Authorization": "Bearer x", "Content-Type": kind, "Accept-Language": "en"}
    return await browser.post(API, content=body, headers=headers)


async def test_the_api_tells_all_complaints_as_a_problem(browser: httpx.AsyncClient) -> None:
    body = json.dumps({"title": "", "starts_on": "later", "sort": 1}).encode()
    answer = await as_machine(browser, body, "application/json")
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert told["status"] == 400
    fields = {e["field"] for e in told["errors"]}
    assert fields == {"title", "starts_on", "sort", "kind", "theme", "version"}


async def test_broken_json_is_told_with_line_and_column(browser: httpx.AsyncClient) -> None:
    answer = await as_machine(browser, b'{"title": "x",\n "kind" "effort"}', "application/json")
    assert answer.status_code == 400
    assert answer.json()["errors"] == [
        {"field": "", "problem": "The JSON is broken at line 2, column 9.", "line": 2}
    ]


@pytest.mark.parametrize("body", [b"", b"[]", b'{"a": NaN}', b'"\xff"', b"{} {}"])
async def test_json_that_is_no_object_is_refused(browser: httpx.AsyncClient, body: bytes) -> None:
    assert (await as_machine(browser, body, "application/json")).status_code == 400


async def test_a_body_too_large_and_an_unknown_kind_are_refused(
    browser: httpx.AsyncClient,
) -> None:
    large = await as_machine(browser, b" " * (1024 * 1024 + 1), "application/json")
    assert large.status_code == 413
    assert "1024 kB" in large.json()["detail"]
    form = await browser.post("/", data={"note": "x" * (1024 * 1024)}, headers=BROWSER)
    assert form.status_code in (403, 413)
    await token(browser)
    assert (await send(browser, note="x" * (1024 * 1024))).status_code == 413
    assert (await as_machine(browser, b"x", "text/csv")).status_code == 415


async def test_unknown_and_forbidden_are_the_very_same(browser: httpx.AsyncClient) -> None:
    await browser.get("/")
    pages = [await browser.get(f"/raised/{kind}") for kind in ("unknown", "forbidden")]
    pages.append(await browser.get("/no-route"))
    pages.append(await browser.get("/raised/unknown/"))
    assert {answer.status_code for answer in pages} == {404}
    bodies = {
        re.sub(r'nonce="[^"]+"|name="next" value="[^"]+"', "", answer.text) for answer in pages
    }
    assert len(bodies) == 1
    told = [await browser.get(api("models") + f"/{kind}") for kind in ("unknown", "forbidden")]
    assert told[0].content == told[1].content
    assert told[0].json()["status"] == 404


@pytest.mark.parametrize("path", ["/", "/no-route", "/raised/failed", "/raised/sign-in", "/tagged"])
async def test_head_is_answered_as_get_is_without_a_body(
    browser: httpx.AsyncClient, path: str
) -> None:
    await browser.get("/")
    whole, head = await browser.get(path), await browser.head(path)
    assert head.status_code == whole.status_code
    assert head.content == b""
    own = {"content-security-policy", "content-length", "x-request-id"}
    assert {n: v for n, v in head.headers.items() if n not in own} == {
        n: v for n, v in whole.headers.items() if n not in own
    }
    assert int(head.headers.get("content-length", "0")) > 0 or whole.content == b""


async def test_each_failure_has_its_answer(browser: httpx.AsyncClient) -> None:
    for kind, status in (("overtaken", 409), ("state", 409), ("failed", 500)):
        assert (await browser.get(f"/raised/{kind}")).status_code == status
        assert (await browser.get(api("models") + f"/{kind}")).json()["status"] == status
    assert (await browser.delete("/", headers={"Authorization": "Bearer x"})).status_code == 405


async def test_a_failure_names_a_reference_and_nothing_else(
    browser: httpx.AsyncClient, capsys: pytest.CaptureFixture[str]
) -> None:
    told = (await browser.get(api("models") + "/failed")).json()
    logged = capsys.readouterr().out
    assert told["reference"] in told["detail"]
    assert told["reference"] in logged
    assert "RuntimeError" in logged
    assert "example.org" not in logged + json.dumps(told)


async def test_who_is_not_signed_in_is_sent_to_sign_in(browser: httpx.AsyncClient) -> None:
    answer = await browser.get("/raised/sign-in?tab=2")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/aanmelden?next=%2Fraised%2Fsign-in%3Ftab%3D2"
    told = await browser.get(api("models") + "/sign-in")
    assert (told.status_code, told.headers["www-authenticate"]) == (401, "Bearer")


async def test_next_never_leads_to_another_site() -> None:
    for address in ("//x.example", "https://x.example", "/\\x", "x", "", None, "/a\nb", "/\t/x"):
        assert local(address) == "/"
    assert local("/afspraken?a=1") == "/afspraken?a=1"


@pytest.mark.parametrize("address", ["/", "/no-route", "/raised/failed", static("governance.css")])
async def test_every_answer_carries_the_headers(browser: httpx.AsyncClient, address: str) -> None:
    headers = (await browser.get(address)).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "strict-transport-security" not in headers


async def test_the_api_names_its_version_and_https_is_kept(browser: httpx.AsyncClient) -> None:
    assert "api-version" in (await browser.get(api("models") + "/unknown")).headers
    safe = await browser.get("https://localhost/")
    assert "strict-transport-security" in safe.headers
    assert "__Host-guest" in safe.headers["set-cookie"]


async def test_the_nonce_of_the_page_is_that_of_its_policy_and_new_each_time(
    browser: httpx.AsyncClient,
) -> None:
    answers = [await browser.get("/") for _ in range(2)]
    found = [re.findall(r'hx-nonce="([^"]+)"', answer.text) for answer in answers]
    assert f"'nonce-{found[0][0]}'" in answers[0].headers["content-security-policy"]
    assert found[0] != found[1]


async def test_htmx_gets_the_block_only(browser: httpx.AsyncClient) -> None:
    part = await browser.get("/", headers={"HX-Request": "true"})
    assert "<tbody>" in part.text
    assert "<html" not in part.text
    assert "HX-Request" in part.headers["vary"]
    whole = await browser.get("/", headers={"HX-Request": "true", "HX-Boosted": "true"})
    assert "<html" in whole.text
    assert "HX-Request" in whole.headers["vary"]


async def test_the_language_follows_the_browser_until_it_is_chosen(
    browser: httpx.AsyncClient,
) -> None:
    assert '<html lang="nl">' in (await browser.get("/")).text
    english = {"Accept-Language": "fr, en;q=0.8, nl;q=0.3"}
    assert '<html lang="en">' in (await browser.get("/", headers=english)).text
    carried = {"csrf_token": await token(browser), "language": "en", "next": "//x.example"}
    answer = await browser.post(page("language"), data=carried, headers=BROWSER)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    said = (await browser.get("/")).text
    assert '<html lang="en">' in said
    assert "24 November 2026" in said


async def test_static_files_are_kept_for_ever_at_the_address_of_their_content(
    browser: httpx.AsyncClient,
) -> None:
    answer = await browser.get(static("governance.css"))
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-type"].startswith("text/css")
    assert (await browser.get("/static/old/governance.css")).status_code == 404
    assert (await browser.get(f"/static/{edition()}/../nl.po")).status_code == 404
    with pytest.raises(LookupError):
        static("nothing.css")


async def test_what_a_browser_holds_is_not_sent_again(browser: httpx.AsyncClient) -> None:
    tag = (await browser.get("/tagged")).headers["etag"]
    again = await browser.get("/tagged", headers={"If-None-Match": f'"x", W/{tag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert "content-security-policy" not in again.headers


def test_addresses_are_dutch_and_an_unknown_word_fails() -> None:
    assert page("agreements", 7, "decisions") == "/afspraken/7/besluiten"
    assert page("agreements", "{one:uuid}") == "/afspraken/{one:uuid}"
    assert page("models", Key("a/b")) == "/modellen/a%2Fb"
    assert page("start", tab="x", empty="") == "/?tab=x"
    assert api("agreements", 7) == "/api/v1/afspraken/7"
    with pytest.raises(LookupError):
        page("agreementz")


def test_every_template_compiles() -> None:
    found = sorted((shipped("templates") / "pages").rglob("*.html"))
    assert found
    for path in found:
        templates().get_template(path.relative_to(shipped("templates") / "pages").as_posix())


def test_templates_hold_no_script_style_or_handler_of_their_own() -> None:
    for path in (shipped("templates") / "pages").rglob("*.html"):
        said = path.read_text("utf-8")
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", said), path


def test_every_token_that_the_looks_use_is_vendored() -> None:
    sheets = "".join(p.read_text("utf-8") for p in FOLDER.rglob("*.css"))
    for name in set(re.findall(r"var\((--(?:basis|voorbeeld)[\w-]+)\)", sheets)):
        assert f"{name}:" in sheets, f"{name}: run scripts/vendor.py"
    assert len(sheets) < 60_000


def test_what_is_vendored_has_an_open_licence_beside_it() -> None:
    for record in (FOLDER / "vendor", Path(__file__).parents[1] / "browser" / "vendor"):
        for name, said in json.loads((record / "VENDOR.json").read_text("utf-8")).items():
            assert any(f.startswith("LICENSE") for f in said["files"]), name
            for file in said["files"]:
                assert (record / name.rpartition("/")[2] / file).is_file()
