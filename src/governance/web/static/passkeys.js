// Asks the browser for a passkey and hands in what it says. Without it a form of passkeys stays
// hidden, and the page says what else one can do.
"use strict";

(() => {
  /** Bytes of base64url, as the options have them. */
  const bytes = (said) =>
    Uint8Array.from(atob(said.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  /** Bytes as base64url; nothing for nothing. */
  const said = (buffer) =>
    buffer &&
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-")
      .replace(/\//g, "_")
      .replace(/=+$/, "");
  const known = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  /** The options of the server as the browser takes them. */
  const asked = (options) => {
    const made = { ...options, challenge: bytes(options.challenge) };
    if (options.user) made.user = { ...options.user, id: bytes(options.user.id) };
    if (options.excludeCredentials) made.excludeCredentials = known(options.excludeCredentials);
    if (options.allowCredentials) made.allowCredentials = known(options.allowCredentials);
    return made;
  };

  /** What a passkey answered, as the server takes it. */
  const answer = ({ id, rawId, type, response }) => {
    const parts = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (response[name]) parts[name] = said(response[name]);
    }
    return JSON.stringify({ id, rawId: said(rawId), type, response: parts, clientExtensionResults: {} });
  };

  const tell = (form, when) => {
    for (const note of form.querySelectorAll("[data-when]")) note.hidden = note.dataset.when !== when;
  };

  const handIn = async (form) => {
    tell(form, "");
    const publicKey = asked(JSON.parse(form.dataset.options));
    try {
      const found = await navigator.credentials[form.dataset.passkey]({ publicKey });
      form.elements.credential.value = answer(found);
    } catch {
      tell(form, "failed");
      return;
    }
    form.submit();
  };

  for (const note of document.querySelectorAll("[data-without]")) note.remove();
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (window.PublicKeyCredential) handIn(form);
      else tell(form, "unsupported");
    });
  }
})();
